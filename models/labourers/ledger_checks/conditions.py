"""The checks: each a condition over an entry, what it rests on, and where the rule is from.

Four of the officials' checks need facts that are not kept, and are left out: months worked away,
labour capacity, health (a consent of its own covers a note, for the person alone), transport aid.
A phone's form and a head named twice are refused where they are told.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from stdnum.iso7064 import mod_11_2

from models.core.encryption import LABOURER_ID, keyring
from models.core.regions import Region
from models.core.vocabulary import EmployerKind, WorkStatus
from models.labourers.at_work import AWAY, EMPLOYED, IN_WORK, is_idle
from models.labourers.household import Household
from models.labourers.labourer import Labourer
from models.labourers.ledger_checks.finding import FindingKind
from models.labourers.present_placements import present_placements
from models.labourers.working_age import WorkingAge

LOWEST_WAGE = 400
CLEAN_UP = "officials' clean-up tools: the checks of a provincial ledger, 2018-21"
PROGRAMME = "the programme of 2018: one in work in each household"
OURS = "the ledger beside its own records"
_OTHER, _MEMBER, _HEAD = aliased(Labourer), aliased(Labourer), aliased(Labourer)


@dataclass(frozen=True, eq=False)
class Check:
    """A condition, the columns of `facts` that a dismissal rests on, and the source of the rule.

    `is_so` is the condition where it is no SQL: a function of the row.
    """

    kind: FindingKind
    source: str
    facts: tuple[str, ...]
    condition: ColumnElement[bool] | None = None
    is_so: Callable[[Any], bool] | None = None


def fact_columns() -> Mapping[str, Any]:
    """All that checks rest on, by name."""
    placed = present_placements().columns
    return {
        "id_number": col(Labourer.id_number),
        "status": col(Labourer.status),
        "work_place": col(Labourer.work_place),
        "wage": col(Labourer.wage),
        "birth_year": col(Labourer.birth_year),
        "village_code": col(Labourer.village_code),
        "household_id": col(Labourer.household_id),
        "placement_id": placed["placement_id"],
        "placed_to": placed["destination"],
        "placed_for": placed["wage"],
        "employer_kind": placed["employer_kind"],
        "same_number": _others(_has_same_number()),
        "same_phone": _others(*_has_same_phone()),
    }


def _has_same_number() -> ColumnElement[bool]:
    return col(_OTHER.id_index) == Labourer.id_index


def _has_same_phone() -> tuple[ColumnElement[bool], ...]:
    """Somebody with the phone who works in another of the three places."""
    return (
        col(_OTHER.phone_index) == Labourer.phone_index,
        col(_OTHER.status).in_(EMPLOYED),
        col(Labourer.status).in_(EMPLOYED),
        col(_OTHER.status) != Labourer.status,
    )


def _others(*conditions: ColumnElement[bool]) -> Any:
    """The least number of another person of whom it is so."""
    query = select(func.min(_OTHER.id)).where(*conditions, col(_OTHER.id) != Labourer.id)
    return query.correlate(Labourer).scalar_subquery()


def _no_head() -> ColumnElement[bool]:
    """Of a household nobody is named as the head, or the head belongs to another.

    A head who is named and has no entry is one all the same.
    """
    inside = exists().where(
        col(_HEAD.id) == Household.head_id, col(_HEAD.household_id) == Household.id
    )
    unnamed = and_(col(Household.head_id).is_(None), col(Household.head_name) == "")
    outside = and_(col(Household.head_id).is_not(None), ~inside)
    return _of_home(or_(unnamed, outside))


def _of_home(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition over the household, told of its first member alone."""
    first = select(func.min(_MEMBER.id)).where(_MEMBER.household_id == Labourer.household_id)
    is_first = col(Labourer.id) == first.correlate(Labourer).scalar_subquery()
    theirs = exists().where(col(Household.id) == Labourer.household_id, condition)
    return and_(col(Labourer.household_id).is_not(None), is_first, theirs.correlate(Labourer))


def _is_number_wrong(row: Any) -> bool:
    return row.id_number is not None and not mod_11_2.is_valid(row.id_number)


# To put them together costs more than to run them for a piece of the people.
@lru_cache(maxsize=2)
def build_checks(age: WorkingAge, today: dt.date) -> tuple[Check, ...]:
    """Every check as the rule in force has it."""
    facts, kind = fact_columns(), FindingKind
    status, place = col(Labourer.status), col(Labourer.work_place)
    placed, away = facts["placement_id"].is_not(None), status.in_(AWAY)
    unplaced, to = facts["placement_id"].is_(None), facts["placed_to"]
    posts = facts["employer_kind"].in_((EmployerKind.PUBLIC_POST, EmployerKind.WORKSHOP))
    low = or_(facts["placed_for"] < LOWEST_WAGE, and_(unplaced, facts["wage"] < LOWEST_WAGE))
    retired = exists().where(col(Region.code) == Labourer.village_code, col(Region.retired))
    works = or_(status.in_(IN_WORK), placed)
    return (
        Check(kind.ID_CHECKSUM, "GB 11643-1999", ("id_number",), is_so=_is_number_wrong),
        Check(kind.ID_TWICE, CLEAN_UP, ("same_number",), facts["same_number"].is_not(None)),
        Check(kind.NO_HEAD, CLEAN_UP, ("household_id",), _no_head()),
        Check(
            kind.PHONE_SHARED,
            CLEAN_UP,
            ("same_phone", "status"),
            facts["same_phone"].is_not(None),
        ),
        Check(
            kind.AWAY_NO_PLACE,
            CLEAN_UP,
            ("status",),
            and_(away, unplaced, place.is_(None)),
        ),
        Check(
            kind.WORK_NO_RECORD,
            CLEAN_UP,
            ("status",),
            and_(status == WorkStatus.IN_COUNTY, unplaced, place.is_(None)),
        ),
        Check(
            kind.RECORD_NO_WORK,
            CLEAN_UP,
            ("status", "placement_id"),
            and_(placed, status.not_in(IN_WORK)),
        ),
        Check(
            kind.PLACE_DIFFERS,
            OURS,
            ("status", "placement_id", "placed_to"),
            and_(placed, status.in_(EMPLOYED), status != to),
        ),
        Check(
            kind.POST_AWAY,
            CLEAN_UP,
            ("status", "placement_id"),
            and_(placed, posts, away),
        ),
        Check(
            kind.WAGE_LOW,
            CLEAN_UP,
            ("status", "wage", "placement_id", "placed_for"),
            and_(works, low),
        ),
        Check(
            kind.AGE,
            age.source,
            ("birth_year", "status"),
            and_(works, ~age.includes(Labourer, today)),
        ),
        Check(kind.HOUSEHOLD_IDLE, PROGRAMME, ("household_id",), _of_home(is_idle(age, today))),
        Check(kind.VILLAGE_GONE, "the newest list of villages", ("village_code",), retired),
    )


def fact_text(name: str, value: Any) -> str:
    """A fact as it is hashed; of an ID number its blind index, since a hash alone is guessed."""
    if name == "id_number" and value:
        return keyring.index(value, LABOURER_ID)
    return str(value)
