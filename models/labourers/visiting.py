"""Visits: the list to go by, with what is missing about each, and what was found, many at once."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import col, func, select

from models.accounts.actor import Actor
from models.core import audit, bulk_writes
from models.core.audit import Act
from models.core.plain_text import plain
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import office_list
from models.labourers.household import Household
from models.labourers.labourer import Labourer
from models.labourers.people_conditions import lives_in
from models.labourers.people_filter import PeopleFilter
from models.labourers.person_lines import PersonLine, read_person_lines
from models.labourers.visit import Visit

LINES_MOST, LIST_MOST, NOTE_MOST, VISITOR_MOST = 100, 500, 500, 40
# What a household is asked on the doorstep, where it is not known.
ASKED = ("id_number", "phone", "schooling", "skills", "wishes", "household_head")
# What was done longer ago is not entered any more.
OLDEST = dt.timedelta(days=366)


@dataclass(frozen=True)
class VisitLine:
    """One person to go to: `missing` are keys of questions; the last visit, if there was one."""

    person: PersonLine
    missing: tuple[str, ...]
    last_visit: dt.date | None


@dataclass(frozen=True)
class VisitHousehold:
    """Those who are visited together: a household, or one person of none."""

    village_code: str
    household_id: int | None
    head_name: str | None
    people: tuple[VisitLine, ...]


@dataclass(frozen=True)
class WrittenVisit:
    """One line of what came of a round; without a visitor the writer went."""

    labourer_id: int
    day: dt.date
    note: str = ""
    visitor: str = ""


@dataclass(frozen=True)
class VisitFault:
    """What is wrong with which line, from 1."""

    line: int
    refusal: Refusal


async def list_for_visits(
    session: Session, actor: Actor, wanted: PeopleFilter
) -> list[VisitHousehold] | Refusal:
    """Whom a filter shows, up to LIST_MOST, by village and household.

    Refusals: not_yours; visits_many {most}.
    """
    query = await office_list.select_people(session, actor, wanted, Labourer)
    if isinstance(query, Refusal):
        return query
    order = (col(Labourer.village_code), col(Labourer.household_id), col(Labourer.id))
    found = list(await session.exec(query.order_by(*order).limit(LIST_MOST + 1)))
    if len(found) > LIST_MOST:
        return Refusal("visits_many", {"most": LIST_MOST})
    numbers = [one.key() for one in found]
    lines = {one.id: one for one in await read_person_lines(session, numbers)}
    last = await _list_last(session, numbers)
    unnamed = await _list_unnamed(session, found)
    homes: dict[tuple[str, int, int], list[VisitLine]] = {}
    for one in found:
        key = (one.village_code, one.household_id or 0, 0 if one.household_id else one.key())
        line = VisitLine(lines[one.key()], _missing(one, unnamed), last.get(one.key()))
        homes.setdefault(key, []).append(line)
    return [
        VisitHousehold(village, home or None, people[0].person.head_name, tuple(people))
        for (village, home, _), people in homes.items()
    ]


def _missing(one: Labourer, unnamed: Collection[int]) -> tuple[str, ...]:
    """What is not known, or was not asked yet."""
    left = set(one.not_asked or ())
    told = {key for key in ASKED if key != "household_head" and getattr(one, key)}
    asked = {key for key in ("skills", "wishes") if key not in left}
    if one.household_id is None or one.household_id not in unnamed:
        asked.add("household_head")
    return tuple(key for key in ASKED if key not in told | asked)


async def _list_unnamed(session: Session, people: Sequence[Labourer]) -> set[int]:
    """Their households without a head."""
    homes = {one.household_id for one in people if one.household_id is not None}
    query = select(Household.id).where(
        col(Household.id).in_(homes), col(Household.head_id).is_(None), Household.head_name == ""
    )
    return {number for number in await session.exec(query) if number is not None}


async def _list_last(session: Session, people: Collection[int]) -> dict[int, dt.date]:
    query = select(Visit.labourer_id, func.max(Visit.day)).where(col(Visit.labourer_id).in_(people))
    return dict(list(await session.exec(query.group_by(col(Visit.labourer_id)))))


async def record_visits(
    session: Session, actor: Actor, written: Sequence[WrittenVisit]
) -> int | Refusal | list[VisitFault]:
    """Keep all of them, or none and what is wrong with which; gives how many.

    Refusals: not_yours, visits_many {most}; of a line: not_yours, visit_day {day}.
    """
    if not actor.roles.counties():
        return Refusal("not_yours")
    if len(written) > LINES_MOST:
        return Refusal("visits_many", {"most": LINES_MOST})
    wanted = {one.labourer_id for one in written}
    query = select(Labourer.id).where(
        col(Labourer.id).in_(wanted), lives_in(actor.roles.counties())
    )
    known = set(await session.exec(query))
    faults = [
        VisitFault(number, refused)
        for number, one in enumerate(written, start=1)
        if (refused := _refuse(one, known, actor.today))
    ]
    if faults:
        return faults
    rows = [
        {
            "labourer_id": one.labourer_id,
            "day": one.day,
            "visitor": plain(one.visitor)[:VISITOR_MOST] or None,
            "note": plain(one.note)[:NOTE_MOST] or None,
            "written_by": actor.id,
            "written_at": actor.now,
        }
        for one in written
    ]
    await bulk_writes.insert_rows(session, Visit, rows)
    visited = list(dict.fromkeys(one.labourer_id for one in written))
    await audit.record_many(session, actor.now, Act.VISITED, by=actor.id, labourers=visited)
    return len(rows)


def _refuse(one: WrittenVisit, known: Collection[int | None], today: dt.date) -> Refusal | None:
    if one.labourer_id not in known:
        return Refusal("not_yours")
    if not today - OLDEST <= one.day <= today:
        return Refusal("visit_day", {"day": one.day.isoformat()})
    return None


async def list_visits(session: Session, actor: Actor, labourer_id: int) -> list[Visit] | Refusal:
    """The visits to one person, the latest first. Refusal: not_yours."""
    counties = actor.roles.counties()
    one = await session.get(Labourer, labourer_id)
    if one is None or not counties or not one.village_code.startswith(counties):
        return Refusal("not_yours")
    query = select(Visit).where(Visit.labourer_id == labourer_id)
    return list(await session.exec(query.order_by(col(Visit.day).desc(), col(Visit.id).desc())))
