"""Grievances to be looked at: by the staff of their county, by their person, and in time."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, func, or_, select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core import audit, paging
from models.core.audit import Act, Subject
from models.core.counting import CountQuery, count
from models.core.paging import Page
from models.core.regions import inside
from models.core.session import Session
from models.employers.employer import Employer
from models.grievances import permission
from models.grievances.grievance import Grievance, GrievanceState
from models.labourers.labourer import Labourer
from models.placements.placement import Placement

MINE, WORKPLACES = 8, 3


async def get_grievance_of_county(
    session: Session, number: int, counties: tuple[str, ...]
) -> Grievance | None:
    """A grievance of these counties, closed or not."""
    grievance = await session.get(Grievance, number)
    return grievance if grievance and permission.is_of_counties(grievance, counties) else None


async def get_own_grievance(session: Session, number: int, account: Account) -> Grievance | None:
    grievance = await session.get(Grievance, number)
    return grievance if grievance and permission.is_own(grievance, account) else None


async def list_own_grievances(session: Session, account: Account, page: int = 1) -> Page[Grievance]:
    """The grievances of an account's person, the newest first."""
    query = select(Grievance).where(told_by(account))
    return await paging.rows(session, query.order_by(col(Grievance.id).desc()), page, MINE)


@dataclass(frozen=True)
class OpenOfPerson:
    """What is open of one person: the most urgent, and how many there are with it."""

    first: Grievance
    count: int


async def list_open_by_person(
    session: Session, counties: tuple[str, ...], page: int = 1, size: int = paging.SIZE
) -> Page[OpenOfPerson]:
    """Who waits in these counties, each person once; who is longest overdue first, then due."""
    whose = (col(Grievance.labourer_id), col(Grievance.teller_id))
    urgent = (col(Grievance.due_at), col(Grievance.id))
    place = func.row_number().over(partition_by=whose, order_by=urgent).label("place")
    many = func.count().over(partition_by=whose).label("many")
    ranked = select(col(Grievance.id), place, many).where(*_open_in(counties)).subquery()
    query = select(Grievance, ranked.c.many).join(ranked, ranked.c.id == Grievance.id)
    in_turn = query.where(ranked.c.place == 1).order_by(*urgent)
    return (await paging.rows(session, in_turn, page, size)).of(lambda row: OpenOfPerson(*row))


async def list_open(
    session: Session, actor: Actor, page: int = 1, *, late: bool = False
) -> Page[Grievance]:
    """What is open in the actor's counties, the longest overdue first; `late` ones alone."""
    counties = actor.roles.counties()
    if not counties:
        return Page(())
    query = select(Grievance).where(*_open_in(counties))
    if late:
        query = query.where(col(Grievance.due_at) <= actor.now)
    return await paging.rows(
        session, query.order_by(col(Grievance.due_at), col(Grievance.id)), page
    )


async def list_open_of_same_person(
    session: Session, grievance: Grievance, counties: tuple[str, ...], page: int = 1
) -> Page[Grievance]:
    """What is open of the same person in these counties, the most urgent first."""
    query = select(Grievance).where(*_open_in(counties), of_same_person(grievance))
    in_turn = query.order_by(col(Grievance.due_at), col(Grievance.id))
    return await paging.rows(session, in_turn, page)


def told_by(account: Account) -> ColumnElement[bool]:
    """The grievances of an account's person, as a condition; see `permission.is_own`."""
    if account.labourer_id is not None:
        return col(Grievance.labourer_id) == account.labourer_id
    return col(Grievance.labourer_id).is_(None) & (col(Grievance.teller_id) == account.key())


def of_same_person(grievance: Grievance) -> ColumnElement[bool]:
    """The grievances of the person whose this one is, as a condition; of who is erased, itself."""
    if grievance.labourer_id is not None:
        return col(Grievance.labourer_id) == grievance.labourer_id
    if grievance.teller_id is None:
        return col(Grievance.id) == grievance.id
    return col(Grievance.labourer_id).is_(None) & (col(Grievance.teller_id) == grievance.teller_id)


async def list_open_of_labourer(session: Session, labourer_id: int) -> list[Grievance]:
    """What is open of a person, the newest first."""
    return await _list_open(session, col(Grievance.labourer_id) == labourer_id)


async def list_open_of_account(session: Session, account: Account) -> list[Grievance]:
    """What is open of an account's person, the newest first."""
    return await _list_open(session, told_by(account))


async def _list_open(session: Session, whose: ColumnElement[bool]) -> list[Grievance]:
    query = select(Grievance).where(whose, col(Grievance.state) != GrievanceState.CLOSED)
    return list(await session.exec(query.order_by(col(Grievance.id).desc())))


async def count_open(session: Session, counties: tuple[str, ...]) -> int:
    """How many are not closed in these counties."""
    return await count(session, open_count(counties))


def open_count(counties: tuple[str, ...]) -> CountQuery:
    """The query of how many are not closed in these counties."""
    return CountQuery(select(func.count()).where(*_open_in(counties)))


async def count_overdue(session: Session, counties: tuple[str, ...], now: dt.datetime) -> int:
    """How many the office had time for and has not closed."""
    overdue = col(Grievance.due_at) <= now
    return await count(session, CountQuery(open_count(counties).query.where(overdue)))


async def view_person(session: Session, actor: Actor, grievance: Grievance) -> Labourer | None:
    """The person, whose name and phone are seen now; that goes into the trail. None without entry.

    Staff of the county alone see them: `get_grievance_of_county`.
    """
    await _record_view(session, actor, grievance)
    return await get_person(session, grievance)


async def get_person(session: Session, grievance: Grievance) -> Labourer | None:
    """The person of the ledger, whom staff see only with `view_person` or `note_viewed`."""
    key = grievance.labourer_id
    return await session.get_one(Labourer, key) if key is not None else None


async def note_viewed(session: Session, actor: Actor, number: int) -> None:
    """The trail keeps that the actor saw it, where it was read beside the turns."""
    grievance = await get_grievance_of_county(session, number, actor.roles.counties())
    if grievance is not None:
        await _record_view(session, actor, grievance)


async def _record_view(session: Session, actor: Actor, grievance: Grievance) -> None:
    key, of = grievance.labourer_id, (Subject.GRIEVANCE, grievance.key())
    audit.record(session, actor.now, Act.VIEWED, by=actor.id, labourer=key, of=of)
    await session.flush()


async def get_workplace(
    session: Session, number: int, labourer: Labourer
) -> tuple[Placement, Employer] | None:
    """A placement of this person, whatever became of it, and its employer."""
    placement = await session.get(Placement, number)
    if placement is None or placement.labourer_id != labourer.id:
        return None
    return placement, await session.get_one(Employer, placement.employer_id)


async def list_workplaces(session: Session, labourer: Labourer) -> list[tuple[Placement, Employer]]:
    """The last placements of this person, the newest first."""
    query = select(Placement, Employer).join(Employer, col(Employer.id) == Placement.employer_id)
    latest = query.where(Placement.labourer_id == labourer.id).order_by(col(Placement.id).desc())
    found = await session.exec(latest.limit(WORKPLACES))
    return [(placement, employer) for placement, employer in found]


def _open_in(counties: tuple[str, ...]) -> tuple[Any, ...]:
    within = [inside(col(Grievance.county), county) for county in counties]
    return or_(*within, col(Grievance.county) == ""), col(Grievance.state) != GrievanceState.CLOSED
