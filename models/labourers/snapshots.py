"""The month's snapshot of the ledger: taken from the 1st on, once, and compared with the last."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, case, literal, or_, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from models.accounts.actor import Actor
from models.core import calendar, once
from models.core.bulk_writes import get_insert_class
from models.core.column_types import UTCDateTime
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Destination, WorkStatus
from models.labourers import office_list, people_of_county
from models.labourers.labourer import Labourer
from models.labourers.monthly_snapshot import MonthlySnapshot
from models.labourers.people_conditions import covers
from models.labourers.people_filter import PeopleFilter
from models.labourers.present_placements import present_placements

PIECE, PAGE_MOST = 500, 500
DONE = "snapshot"
# Not heard of for a month and for a quarter, in days.
SILENT = MONTH, QUARTER = 31, 92
_NOW, _BEFORE = aliased(MonthlySnapshot), aliased(MonthlySnapshot)


class Change(StrEnum):
    """What is different from the month before. Who was erased is in no month any more."""

    NEW = auto()
    GONE = auto()
    STATUS = auto()
    EMPLOYER = auto()


@dataclass(frozen=True)
class MonthFacts:
    """One person in one month."""

    status: WorkStatus
    destination: Destination | None
    employer: str | None
    wage: int | None
    village_code: str


@dataclass(frozen=True)
class ChangedPerson:
    """Who changed and how; without a name where they live in another county now."""

    labourer_id: int
    name: str | None
    changes: tuple[Change, ...]
    before: MonthFacts | None
    after: MonthFacts | None


def month_of(now: dt.datetime, zone: ZoneInfo) -> int:
    """The month of a moment in the county, such as 202612."""
    day = now.astimezone(zone).date()
    return day.year * 100 + day.month


def month_before(month: int) -> int:
    """The month before another."""
    first = calendar.after(dt.date(month // 100, month % 100, 1), -1)
    return first.year * 100 + first.month


async def take_snapshot_piece(session: Session, now: dt.datetime, zone: ZoneInfo) -> int:
    """The next people of this month, by their number; 0 once all are there, and ever after.

    A late one is taken as things are now, and says so by `taken_at`.
    """
    month = month_of(now, zone)
    if await once.is_done(session, DONE, month):
        return 0
    last = select(func.max(MonthlySnapshot.labourer_id)).where(MonthlySnapshot.month == month)
    reached = (await session.exec(last)).one() or 0
    values = _columns(month, now)
    rows = present_placements().join(select(*values.values()).select_from(Labourer))
    rows = rows.where(col(Labourer.id) > reached).order_by(col(Labourer.id)).limit(PIECE)
    insert = get_insert_class(session)(MonthlySnapshot).from_select(list(values), rows)
    taken = int((await session.exec(insert.on_conflict_do_nothing())).rowcount)
    if not taken:
        await once.is_first_time(session, DONE, month)
    return taken


def _columns(month: int, now: dt.datetime) -> dict[str, Any]:
    placed = present_placements().columns
    told = case(
        *((col(Labourer.status) == WorkStatus(one), literal(one.value)) for one in Destination)
    )
    return {
        "labourer_id": col(Labourer.id),
        "month": literal(month),
        "status": col(Labourer.status),
        "destination": func.coalesce(placed["destination"], told),
        "employer_id": placed["employer_id"],
        "employer": func.coalesce(placed["employer"], col(Labourer.work_place)),
        "wage": func.coalesce(placed["wage"], col(Labourer.wage)),
        "village_code": col(Labourer.village_code),
        "taken_at": literal(now, UTCDateTime()),
    }


async def list_snapshot_months(session: Session) -> list[int]:
    """The months that are taken whole, the latest first."""
    return sorted(await once.list_done(session, DONE), reverse=True)


async def count_month_changes(
    session: Session, actor: Actor, month: int
) -> dict[Change, int] | Refusal:
    """How many changed how; one person may be under two. Refusals: as of `list_month_changes`."""
    if refused := await _refuse(session, actor, month):
        return refused
    counted = {}
    for change, query in _changes(month, actor.roles.counties()).items():
        below = query.subquery()
        counted[change] = (await session.exec(select(func.count()).select_from(below))).one()
    return counted


async def list_month_changes(
    session: Session,
    actor: Actor,
    month: int,
    wanted: Iterable[Change] = tuple(Change),
    *,
    after: int = 0,
    most: int = 50,
) -> list[ChangedPerson] | Refusal:
    """Who changed since the month before, by number, from behind `after` on.

    Refusals: not_yours; month_not_taken, where this month or the one before is not there.
    """
    if refused := await _refuse(session, actor, month):
        return refused
    every = _changes(month, actor.roles.counties())
    chosen = union_all(*(every[one] for one in dict.fromkeys(wanted))).subquery()
    number = chosen.c.labourer_id
    numbers = select(number).where(number > after).distinct().order_by(number)
    found = list(await session.exec(numbers.limit(min(most, PAGE_MOST))))
    return await _read_changes(session, actor, month, found)


async def _refuse(session: Session, actor: Actor, month: int) -> Refusal | None:
    if not actor.roles.counties():
        return Refusal("not_yours")
    known = await once.list_done(session, DONE)
    both = {month, month_before(month)} if 1 <= month % 100 <= 12 else {0}
    return None if both <= set(known) else Refusal("month_not_taken")


def _changes(month: int, counties: tuple[str, ...]) -> dict[Change, Any]:
    """The numbers of those who changed in each way."""
    same = col(_BEFORE.labourer_id) == _NOW.labourer_id
    here, there = covers(_NOW.village_code, counties), covers(_BEFORE.village_code, counties)
    earlier = and_(same, col(_BEFORE.month) == month_before(month))
    later = and_(same, col(_NOW.month) == month)
    now = select(_NOW.labourer_id).select_from(_NOW).outerjoin(_BEFORE, earlier)
    now = now.where(_NOW.month == month, here)
    before = select(_BEFORE.labourer_id).select_from(_BEFORE).outerjoin(_NOW, later)
    before = before.where(_BEFORE.month == month_before(month), there)
    employer = or_(
        col(_NOW.employer_id).is_distinct_from(col(_BEFORE.employer_id)),
        col(_NOW.employer).is_distinct_from(col(_BEFORE.employer)),
    )
    return {
        Change.NEW: now.where(or_(col(_BEFORE.id).is_(None), ~there)),
        Change.GONE: before.where(or_(col(_NOW.id).is_(None), ~here)),
        Change.STATUS: now.where(there, col(_NOW.status) != col(_BEFORE.status)),
        Change.EMPLOYER: now.where(there, employer),
    }


async def _read_changes(
    session: Session, actor: Actor, month: int, numbers: list[int]
) -> list[ChangedPerson]:
    counties = actor.roles.counties()
    names = await people_of_county.get_names_within(session, numbers, counties)
    query = select(MonthlySnapshot).where(
        col(MonthlySnapshot.labourer_id).in_(numbers),
        col(MonthlySnapshot.month).in_((month, month_before(month))),
        covers(MonthlySnapshot.village_code, counties),
    )
    found = {(one.labourer_id, one.month): one for one in await session.exec(query)}
    people = []
    for number in numbers:
        before, after = found.get((number, month_before(month))), found.get((number, month))
        changes = tuple(_compare(before, after))
        people.append(
            ChangedPerson(number, names.get(number), changes, _facts(before), _facts(after))
        )
    return people


def _compare(before: MonthlySnapshot | None, after: MonthlySnapshot | None) -> Iterable[Change]:
    if before is None or after is None:
        yield Change.NEW if before is None else Change.GONE
        return
    if before.status != after.status:
        yield Change.STATUS
    if (before.employer_id, before.employer) != (after.employer_id, after.employer):
        yield Change.EMPLOYER


def _facts(one: MonthlySnapshot | None) -> MonthFacts | None:
    if one is None:
        return None
    return MonthFacts(one.status, one.destination, one.employer, one.wage, one.village_code)


async def count_silent(session: Session, actor: Actor) -> dict[int, int] | Refusal:
    """How many have not told their work for a month and for a quarter, by days.

    They are the people of `PeopleFilter(silent_days=…)`. Refusal: not_yours.
    """
    counted = {}
    for days in SILENT:
        wanted = PeopleFilter(silent_days=days)
        count = await office_list.count_people(session, actor, wanted)
        if isinstance(count, Refusal):
            return count
        counted[days] = count
    return counted
