"""Which answers lead to a question: those of the questions before it, and what it needs."""

from typing import Any

from dialogue.core.form import Form
from handlers.core.conversation import CONVERSATIONS
from models.labourers.facts import LATER
from tests.corpus.people import BROKER, LABOURER, NEWCOMER, STAFF, VILLAGE, People
from tests.support.form_contexts import TODAY
from tests.support.labourers.facts import id_number

INTAKE: dict[str, Any] = {
    "name": "王小春",
    "id_number": id_number("19850312"),
    "sex": "female",
    "birth_year": 1985,
    "born_on": "2010-05-03",
    "phone": "+8613844330001",
    "village": VILLAGE,
    "registered_poor": False,
    "ethnicity": "han",
    "schooling": "junior",
    "status": "in_county",
    "work_place": "大兴沟",
    "work_what": "缝纫",
    "wage": 3500,
    "has_contract": True,
    "has_insurance": True,
    "skills": ["driving"],
    "certificates": None,
    "wishes": ["work", "training"],
    "wanted_work": [],
    "wanted_reach": "county",
    "wanted_wage": None,
    "available_from": "2026-11-23",
    "seen_by_brokers": True,
    "courses": [],
    "health_agreed": True,
    "limits": None,
    "notices": [],
}
GIVEN: dict[str, dict[str, Any]] = {
    "intake": INTAKE,
    "more": INTAKE,
    "grievance": {
        "kind": "unpaid",
        "employer": "赵老板砖厂",
        "since": "2026-08-01",
        "amount": 12000,
        "words": "干了三个月没给钱",
        "photo": None,
    },
    "confirmation": {"right": "differs", "starts_on": None, "wage": None, "has_contract": True},
    "check-in": {"still": "yes", "paid": True, "wage": None},
    "placement": {
        "who": [{"id": None, "name": "李秀英"}],
        "agreed": True,
        **{key: INTAKE[key] for key in list(INTAKE)[:10]},
        "employer": {"id": None, "name": "宁波鞋厂"},
        "employer_name": "宁波鞋厂",
        "credit_code": None,
        "employer_kind": "enterprise",
        "destination": "outside",
        "region": "浙江宁波",
        "contact": None,
        "starts_on": "2026-12-01",
        "post": "缝纫",
        "wage": 3500,
        "papers": "both",
    },
    "broker": {
        "name": "王小春",
        "id_number": id_number("19850312"),
        "phone": "+8613844330001",
        "organisation": None,
        "villages": [VILLAGE],
        "trained": True,
    },
    "notice": {
        "kind": "job_fair",
        "title": "大兴沟招聘会",
        "text": "二十家厂子来招人。",
        "also": [],
        "day": "2026-12-12",
        "time": "09:00",
        "place": {"name": "大兴沟镇政府", "latitude": None, "longitude": None},
    },
    "vacancy": {
        "employer": {"id": 1, "name": "延边金达莱服装厂"},
        "post": "踩缝纫机",
        "trade": "sewing",
        "reach": "township",
        "area": VILLAGE[:9],
        "place": "大兴沟镇服装厂",
        "wanted": 5,
        "wage_from": 3000,
        "wage_to": None,
        "needs": None,
        "lodging": False,
        "insurance": True,
    },
    "blacklist employer": {"why": "欠12个人三个月工资"},
    "send back": {},
    "reject": {},
}
# What a question needs to be asked at all.
NEEDS: dict[tuple[str, str], dict[str, Any]] = {
    ("intake", "sex"): {"id_number": None},
    ("intake", "birth_year"): {"id_number": None},
    ("intake", "born_on"): {"id_number": None, "birth_year": 2010},
    ("more", "household_head"): {"registered_poor": True},
    ("more", "out_of_work_since"): {"status": "out_of_work"},
    ("confirmation", "why"): {"right": "no"},
    ("check-in", "left_on"): {"still": "no"},
    ("check-in", "why"): {"still": "no", "left_on": "2026-11-10"},
}
# Without this a form does not end with its last answer, which can be looked at then.
LEFT_OUT = {("intake", "notices"): "status", ("more", "limits"): "skills"}
HOLDERS = {
    "intake": NEWCOMER,
    "broker": NEWCOMER,
    "grievance": LABOURER,
    "more": LABOURER,
    "confirmation": LABOURER,
    "check-in": LABOURER,
    "placement": BROKER,
    "vacancy": BROKER,
    "notice": STAFF,
    "blacklist employer": STAFF,
    "send back": STAFF,
    "reject": STAFF,
}


def asked_in(name: str, key: str) -> str:
    """The form that asks it: the later half of an intake is asked after registration."""
    return "more" if name == "intake" and key in LATER else name


def form_of(name: str) -> Form:
    return CONVERSATIONS[name].form


def answers_before(name: str, key: str) -> dict[str, Any]:
    """The answers with which a form asks this question next; all of them for its summary."""
    given = {**GIVEN[name], **NEEDS.get((name, key), {})}
    form = form_of(name)
    keys = [question.key for question in form.questions]
    before = keys if key == "summary" else keys[: keys.index(key)]
    left = LEFT_OUT.get((name, key))
    told = {one: given[one] for one in (*form.known, *before) if one in given and one != left}
    return form_of(name).fitting(told, TODAY)


def account_of(people: People, chat: int) -> Any:
    """The account of a chat."""
    return {
        NEWCOMER: people.newcomer,
        LABOURER: people.labourer,
        BROKER: people.broker,
        STAFF: people.staff,
    }[chat]
