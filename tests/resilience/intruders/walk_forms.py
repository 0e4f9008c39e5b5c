"""The walk through forms: each lies open as it was before the right to it went."""

from typing import Any

from handlers.core.conversation import CONVERSATIONS
from models.accounts import drafts
from models.accounts.messages import GUESSING, SIGNED_IN
from models.brokers.messages import BROKER_APPLIED, BROKER_DECIDED
from models.enquiries.messages import ENQUIRY_ANSWERED, ENQUIRY_ASKED
from models.grievances.messages import (
    GRIEVANCE_ADDED,
    GRIEVANCE_OPENED,
    GRIEVANCE_STEP,
    GRIEVANCE_WITHDRAWN,
    GRIEVANCES_OVERDUE,
)
from models.labourers.facts import LATER
from models.labourers.messages import (
    ACCOUNT_MOVED,
    DOUBLES_WAITING,
    ENTRIES_MERGED,
    ENTRY_CLAIMED,
    ID_NUMBER_LOST,
    LEDGER_WEEK,
    MONTHLY_STATUS,
    MOVE_GIVEN,
    MOVE_STOPPED,
    MOVE_WARNING,
    UNFINISHED_INTAKE,
)
from models.notices.messages import (
    CANCELLATION,
    CORRECTION,
    DID_IT_HELP,
    EVE_REMINDER,
    MORNING_REMINDER,
    NOTICE,
    PUBLICATION_PROGRESS,
    PUBLICATION_REPORT,
    SEAT_GIVEN,
)
from models.outbox.messages import DELIVERY_LATE, DELIVERY_RESUMED
from models.placements.messages import (
    CHECK_IN,
    EMPLOYER_LISTED,
    FILE_REFUSED,
    PLACEMENT_ENDED,
    PLACEMENT_MOVED,
    PLACEMENT_REOPENED,
    PLACEMENT_REPORTED,
    WEEKLY_SUMMARY,
)
from models.privacy.messages import (
    ERASURE_ASKED,
    ERASURE_DUE,
    GRIEVANCE_ERASED,
    PLACEMENT_ERASED,
)
from models.vacancies.messages import VACANCY_HELD, VACANCY_INTEREST
from tests.resilience.intruders.life import BOSS, EMPLOYER, NAME, SAID, STORY, Life, Situation, of
from tests.resilience.intruders.walk import Act, Intruder, changes, kept
from tests.support.labourers.intake import EN, facts_of_steps
from tests.support.notices.chat import FAIR
from tests.support.town import Town

# So many forms between two looks at the rows.
TOGETHER = 8
DAY = "2026-11-23"
WORK: dict[str, Any] = {
    "starts_on": DAY,
    "post": "sewing",
    "wage": 3500,
    "papers": "both",
    "destination": "in_county",
    "region": "汪清镇",
    "brought": "alone",
}
TROUBLE = {"kind": "unpaid", "employer": BOSS, "words": STORY}
NO = {"right": "no", "why": SAID}

# Of which record each form is, and which of these answers it has.
FORMS: dict[str, tuple[str, str]] = {
    "intake": ("", ""),
    "change": ("person", "entry"),
    "change work": ("person", "entry"),
    "more": ("person", "later"),
    **{f"piece {number}": ("person", "") for number in (1, 2, 3)},
    "more for them": ("person", "later"),
    "claim": ("", ""),
    "broker": ("", ""),
    "confirmation": ("placement", "no"),
    "check-in": ("check", ""),
    "grievance": ("placement", "trouble"),
    "grievance more": ("grievance", "trouble"),
    "grievance add": ("grievance", ""),
    "files": ("", ""),
    "grievance first": ("", ""),
    "assisted": ("", "entry"),
    "change for them": ("person", "entry"),
    "placement": ("", "report"),
    "placement again": ("placement", "report"),
    "leave": ("placement", ""),
    "paper": ("placement", ""),
    "vacancy": ("", ""),
    "notice": ("notice", "notice"),
    "who is here": ("notice", ""),
    "invitation": ("", ""),
    "my name": ("", ""),
    "whose looks": ("", ""),
    "record number": ("", ""),
    "employer": ("employer", "employer"),
    "find employer": ("", ""),
    "merge employer": ("employer", ""),
    "blacklist employer": ("employer", "why"),
    "no broker": ("broker", ""),
    "pause broker": ("broker", ""),
    "confirmation on call": ("placement", "no"),
    "confirmation on paper": ("placement", "no"),
    "check-in on call": ("placement", ""),
    "paper on file": ("placement", ""),
    "send back": ("placement", "why"),
    "reject": ("placement", "why"),
    "take back": ("placement", "why"),
    "grievance note": ("grievance", ""),
    "grievance end": ("grievance", ""),
    "enquiry": ("", ""),
    "enquiry broker": ("", ""),
    "find entry": ("", ""),
    "compare entry": ("somebody", ""),
    "enquiry answer": ("enquiry", ""),
}
# What is told to brokers and staff, and of which record.
TOLD = {
    ENTRY_CLAIMED: "somebody",
    PLACEMENT_MOVED: "placement",
    EMPLOYER_LISTED: "placement",
    PLACEMENT_ENDED: "placement",
    PLACEMENT_REOPENED: "placement",
    WEEKLY_SUMMARY: "placement",
    VACANCY_INTEREST: "vacancy",
    VACANCY_HELD: "vacancy",
    GRIEVANCE_OPENED: "grievance",
    GRIEVANCE_ADDED: "grievance",
    GRIEVANCES_OVERDUE: "grievance",
    GRIEVANCE_WITHDRAWN: "grievance",
    ENQUIRY_ASKED: "enquiry",
    ERASURE_ASKED: "erasure",
    GRIEVANCE_ERASED: "grievance",
    PLACEMENT_ERASED: "placement",
    MOVE_GIVEN: "code",
    MOVE_STOPPED: "code",
    PUBLICATION_PROGRESS: "notice",
    PUBLICATION_REPORT: "notice",
    FILE_REFUSED: "paper",
    ID_NUMBER_LOST: "somebody",
    ENTRIES_MERGED: "somebody",
    DOUBLES_WAITING: "double",
}
# What only the account of the person, or of who applied, is told.
TO_THE_PERSON = {
    *(NOTICE, CORRECTION, CANCELLATION, SEAT_GIVEN, EVE_REMINDER, MORNING_REMINDER),
    *(DID_IT_HELP, UNFINISHED_INTAKE, MONTHLY_STATUS, PLACEMENT_REPORTED, CHECK_IN, GRIEVANCE_STEP),
    *(BROKER_APPLIED, BROKER_DECIDED, ENQUIRY_ANSWERED),
    *(MOVE_WARNING, ACCOUNT_MOVED, ERASURE_DUE),
}
# What is about nobody but its reader: what stands, that many guess, counts, and their own sign-in.
OF_NOBODY = {DELIVERY_LATE, DELIVERY_RESUMED, GUESSING, LEDGER_WEEK, SIGNED_IN}


def answers(life: Life) -> dict[str, dict[str, Any]]:
    """What was given in the forms, by the words of `FORMS`."""
    person = {"id": life.person, "name": f"{NAME} · 和盛村"}
    employer = {"id": life.numbers.get("employer"), "name": EMPLOYER}
    return {
        "": {},
        "entry": life.entry,
        "later": {key: value for key, value in life.entry.items() if key not in LATER},
        "no": NO,
        "trouble": TROUBLE,
        "report": {"who": [person], "employer": employer, **WORK},
        "notice": {**facts_of_steps(FAIR, EN), "to": "people", "people": [NAME]},
        "employer": {"employer_name": EMPLOYER, "employer_kind": "enterprise"},
        "why": {"why": SAID},
    }


async def lies_open(town: Town, situation: Situation, life: Life, form: str) -> int:
    """The form lies before them, as if it had been begun before; gives its number."""
    record, given = FORMS[form]
    async with town.store() as session:
        account, now = await of(session, situation.who), town.clock.now()
        about = life.numbers.get(record, 0) if record not in ("", "person") else None
        person = life.person if record == "person" else None
        told = answers(life)[given]
        draft = await drafts.begin_draft(
            session, account, form, now, labourer=person, about=about, answers=told
        )
        drafts.save_draft(draft, now, answers=told, revisiting=None, partial=None)
        account.language = EN
        return draft.key()


def ways(draft: int, form: str, turn: int) -> list[Act]:
    """The ways on in a form that each has of its own, and of those that all share one in turn."""
    first = CONVERSATIONS[form].form.questions[0].key
    shared = (
        Act("go on"),
        Act("/menu", typed=True),
        Act(f"s:{draft}:summary"),
        Act(f"n:{draft}:{first}:back"),
        Act("1", typed=True),
    )
    own = (Act(f"resume:{draft}"), Act(f"s:{draft}:save"), Act("Old Zhao", typed=True))
    return [*own, shared[turn % len(shared)]]


async def tries_forms(town: Town, situation: Situation, life: Life, turn: int) -> list[str]:
    """Every form; gives what was read or changed by which way on. `turn` differs by situation."""
    wrong, intruder = [], Intruder.of(town, situation.who)
    forms = sorted(set(FORMS) - situation.spares)
    before = await kept(town, situation.who)
    for together in (forms[n : n + TOGETHER] for n in range(0, len(forms), TOGETHER)):
        for form in together:
            turn += 1
            for way in range(len(ways(0, form, turn))):
                draft = await lies_open(town, situation, life, form)
                act = ways(draft, form, turn)[way]
                if found := await intruder.tries(act) - situation.knows:
                    wrong.append(f"{form}, {act}: shows {sorted(found)}")
        after = await kept(town, situation.who)
        if changed := changes(before, after, life):
            wrong.append(f"{', '.join(together)}: changes {changed}")
        before = after
    return wrong
