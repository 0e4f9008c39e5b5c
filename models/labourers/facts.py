"""The facts of an entry: what the intake asks for, and the columns that keep it.

Facts are a plain mapping, keyed as the intake's questions are; JSON values, dates as ISO text.
Every column of the table that is not named here is the answer to the question of its name, so a
new question needs a column and no line in this file.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeAlias

from models.core import age, pay
from models.core.vocabulary import UNKNOWN, NoticeKind, Wish
from models.labourers.household import HEAD, Household, read_head
from models.labourers.labourer import Labourer
from models.labourers.number_indexes import index_numbers

Facts: TypeAlias = Mapping[str, Any]

# Columns that nobody is asked for.
NOT_ASKED = {
    *("id", "name_key", "household_id"),
    *("id_index", "phone_index", "id_end_index", "phone_end_index"),
    *("poor_confirmed_at", "poor_confirmed_by", "status_told_at", "change_told_at"),
    *("consented_at", "consent_version", "read_out_by", "registered_by"),
    *("ground", "ground_since", "ground_by"),
    *("registered_at", "changed_at", "wage_said", "wanted_wage_said", "not_asked"),
}
# Columns that are found from an answer, or bear another name than their question.
DERIVED_COLUMNS = {"sex", "birth_year", "village_code"}
# Questions whose answers are not one column of the same name.
DERIVED = ("sex", "birth_year", "village", "registered_poor", "notices")
ANSWERS = {
    key: field.annotation
    for key, field in Labourer.model_fields.items()
    if key not in NOT_ASKED | DERIVED_COLUMNS
}
SEVERAL = tuple(key for key, kind in ANSWERS.items() if kind == list[str])
DATES = tuple(key for key, kind in ANSWERS.items() if kind == dt.date | None)
# Kept in yuan a month, and beside it as said where that was for another time: 150/day.
WAGES = ("wage", "wanted_wage")
PLAIN = tuple(key for key in ANSWERS if key not in {*SEVERAL, *DATES, *WAGES})
ALL = frozenset({*ANSWERS, *DERIVED, *HEAD})
# What opens an entry. All else is asked later; until then `Labourer.not_asked` names it.
OPENING = frozenset(
    {"name", "id_number", "sex", "birth_year", "born_on", "phone"}
    | {"village", "registered_poor", "status", "notices"}
)
LATER = ALL - OPENING

BIRTH = ("id_number", "born_on", "birth_year")
# Whoever gives any of these has told the present work.
PRESENT_WORK = {
    *("status", "out_of_work_since", "work_place", "work_what", "wage"),
    *("has_contract", "has_insurance"),
}
# A change of these may end others' right to change the entry.
RIGHTS_REST_ON = {"village", "seen_by_brokers"}


def read_facts(
    labourer: Labourer, home: Household | None, welcome: list[NoticeKind]
) -> dict[str, Any]:
    """The facts of an entry, but for what was not asked yet; the inverse of `as_columns`."""
    dates = {key: getattr(labourer, key) for key in DATES}
    facts = {
        **{key: _wage_answer(labourer, key) for key in WAGES},
        **{key: getattr(labourer, key) for key in PLAIN},
        **{key: list(getattr(labourer, key)) for key in SEVERAL},
        **{key: value and value.isoformat() for key, value in dates.items()},
        "sex": labourer.sex,
        "birth_year": labourer.birth_year,
        "village": labourer.village_code,
        "registered_poor": home is not None,
        **read_head(home, labourer),
        "notices": welcome,
    }
    left = labourer.not_asked or ()
    return {
        key: value for key, value in facts.items() if key not in left or value not in (None, [])
    }


def _wage_answer(labourer: Labourer, key: str) -> Any:
    return pay.as_answer(getattr(labourer, key), getattr(labourer, f"{key}_said"))


def _as_known(value: Any) -> Any:
    """What is not known is kept as what was not said."""
    return None if value == UNKNOWN else value


def as_columns(facts: Facts) -> dict[str, Any]:
    """The columns of an entry with these facts; household and notices are rows of their own."""
    number, phone = facts.get("id_number"), facts.get("phone")
    days = {key: facts.get(key) for key in DATES}
    return {
        **{key: _as_known(facts.get(key)) for key in PLAIN},
        **{key: pay.by_month(facts.get(key)) for key in WAGES},
        **{f"{key}_said": pay.as_said(facts.get(key)) for key in WAGES},
        # PIPL art. 29: what is sensitive asks for a consent of its own.
        "limits": facts.get("limits") if facts.get("health_agreed") else None,
        **{key: list(facts.get(key) or []) for key in SEVERAL},
        **{key: dt.date.fromisoformat(day) if day else None for key, day in days.items()},
        **index_numbers(number, phone),
        "sex": age.sex(number) if number else facts["sex"],
        "birth_year": age.birth_year(facts),
        "village_code": facts["village"],
    }


# What vacancies are chosen by, where somebody looks for work.
WANTED = frozenset({"wanted_work", "wanted_reach", "wanted_wage", "available_from"})


def may_look_for_work(labourer: Labourer) -> bool:
    """Whether something that vacancies are chosen by was not asked yet."""
    open_questions = set(labourer.not_asked or ())
    looks = "wishes" in open_questions or Wish.WORK in labourer.wishes
    return looks and bool(open_questions & {"wishes", *WANTED})


def read_answer(labourer: Labourer, key: str) -> Any:
    """One answer of an entry that is a column of its own."""
    value = getattr(labourer, key)
    if key in WAGES:
        return _wage_answer(labourer, key)
    if key in SEVERAL:
        return list(value)
    return value.isoformat() if key in DATES and value else value


def as_answer_columns(answers: Facts) -> dict[str, Any]:
    """The columns of answers that are columns of their own."""
    columns: dict[str, Any] = {}
    for key, value in answers.items():
        if key in WAGES:
            columns |= {key: pay.by_month(value), f"{key}_said": pay.as_said(value)}
        elif key in SEVERAL:
            columns[key] = list(value or [])
        elif key in DATES:
            columns[key] = dt.date.fromisoformat(value) if value else None
        else:
            columns[key] = _as_known(value)
    return columns


def is_different(before: Any, after: Any) -> bool:
    """Whether an answer changed; nothing chosen is the same as not asked, a No is an answer."""
    return (None if before == [] else before) != (None if after == [] else after)
