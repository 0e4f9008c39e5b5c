"""Registered poor households where nobody is in work: who could be, since when, what was tried.

The list is the ledger as it is: a household leaves it as soon as one of its members is in work.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, func, select

from models.accounts import terms_of_office
from models.accounts.actor import Actor
from models.accounts.roles import Role
from models.core.gazetteer import COUNTY, TOWNSHIP, VILLAGE
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName, WorkStatus
from models.labourers.at_work import is_idle
from models.labourers.calls import Call
from models.labourers.household import Household
from models.labourers.labourer import Labourer, LedgerChange
from models.labourers.people_conditions import covers
from models.labourers.visit import Visit
from models.labourers.working_age import WorkingAge, get_working_age
from models.outbox.row import OutboxRow, RowState

PAGE_MOST = 200


@dataclass(frozen=True)
class Member:
    """Somebody of the household: whether they could work, and since when they have not."""

    id: int
    name: str
    birth_year: int
    status: WorkStatus
    could_work: bool
    idle_since: dt.date


@dataclass(frozen=True)
class Tried:
    """What was tried since: calls made, messages by their type that arrived, visits."""

    calls: int
    messages: Mapping[str, int]
    visits: int
    last_visit: dt.date | None


@dataclass(frozen=True)
class IdleHousehold:
    """`since` is when the last of them stopped working, as far as it was told.

    `brokers` are those who cover the village: account and name, which may not be known.
    """

    id: int
    head_name: str
    village_code: str
    since: dt.date
    members: tuple[Member, ...]
    brokers: tuple[tuple[int, str | None], ...]
    tried: Tried


def _idle(counties: Collection[str], age: WorkingAge, today: dt.date) -> tuple[Any, ...]:
    return covers(Household.village_code, counties), is_idle(age, today)


async def count_idle_households(
    session: Session, actor: Actor, rules: Sequence[WorkingAge]
) -> int | Refusal:
    """How many there are. Refusal: not_yours."""
    if not actor.roles.counties():
        return Refusal("not_yours")
    idle = _idle(actor.roles.counties(), get_working_age(rules, actor.today), actor.today)
    query = select(func.count()).select_from(Household).where(*idle)
    return (await session.exec(query)).one()


async def list_idle_households(
    session: Session,
    actor: Actor,
    rules: Sequence[WorkingAge],
    *,
    area: str = "",
    after: int = 0,
    most: int = 50,
) -> list[IdleHousehold] | Refusal:
    """Those of an area, by their numbers, behind `after`. Refusal: not_yours."""
    if not actor.roles.counties():
        return Refusal("not_yours")
    age = get_working_age(rules, actor.today)
    idle = _idle(actor.roles.counties(), age, actor.today)
    query = select(Household).where(*idle, col(Household.id) > after)
    if area:
        query = query.where(covers(Household.village_code, (area,)))
    homes = list(await session.exec(query.order_by(col(Household.id)).limit(min(most, PAGE_MOST))))
    members = await _list_members(session, homes, age, actor)
    brokers = await _list_brokers(session, {home.village_code for home in homes})
    return [
        IdleHousehold(
            home.key(),
            home.head_name,
            home.village_code,
            since := max(one.idle_since for one in members[home.key()]),
            tuple(members[home.key()]),
            brokers[home.village_code],
            await _read_tried(session, [one.id for one in members[home.key()]], since, actor),
        )
        for home in homes
    ]


async def _list_members(
    session: Session, homes: Sequence[Household], age: WorkingAge, actor: Actor
) -> dict[int, list[Member]]:
    could = age.includes(Labourer, actor.today).label("could")
    told = (
        select(func.max(LedgerChange.at))
        .where(LedgerChange.labourer_id == Labourer.id, LedgerChange.fact == "status")
        .correlate(Labourer)
        .scalar_subquery()
    )
    query: Any = select(Labourer, could, told.label("told"))
    numbers = [home.key() for home in homes]
    query = query.where(col(Labourer.household_id).in_(numbers)).order_by(col(Labourer.id))
    found: dict[int, list[Member]] = {number: [] for number in numbers}
    for one, is_of_age, changed_at in await session.exec(query):
        out = one.out_of_work_since if one.status == WorkStatus.OUT_OF_WORK else None
        since = out or _day(changed_at or one.registered_at, actor)
        could_work = bool(is_of_age) and one.status != WorkStatus.AT_SCHOOL
        found[one.household_id].append(
            Member(one.id, one.name, one.birth_year, one.status, could_work, since)
        )
    return found


def _day(at: dt.datetime, actor: Actor) -> dt.date:
    return at.astimezone(actor.zone).date()


async def _list_brokers(
    session: Session, villages: Collection[str]
) -> dict[str, tuple[tuple[int, str | None], ...]]:
    """Who covers each village: the village itself, its township or its county."""
    holding = {code[:size] for code in villages for size in (COUNTY, TOWNSHIP, VILLAGE)}
    query = select(Role.account_id, Role.area).where(
        Role.name == RoleName.BROKER, col(Role.area).in_(["", *holding])
    )
    rows = list(await session.exec(query.order_by(col(Role.account_id))))
    terms = await terms_of_office.get_terms_of(session, {account for account, _ in rows})
    names = {account: held[-1].name for account, held in terms.items() if held}
    return {
        code: tuple(
            dict.fromkeys(
                (account, names.get(account)) for account, area in rows if code.startswith(area)
            )
        )
        for code in villages
    }


async def _read_tried(
    session: Session, people: Sequence[int], since: dt.date, actor: Actor
) -> Tried:
    began = dt.datetime.combine(since, dt.time(), actor.zone)
    calls = select(func.coalesce(func.sum(Call.tries), 0)).where(
        col(Call.labourer_id).in_(people), col(Call.opened_at) >= began
    )
    sent = select(OutboxRow.topic, func.count()).where(
        col(OutboxRow.labourer_id).in_(people),
        col(OutboxRow.state) == RowState.SENT,
        col(OutboxRow.sent_at) >= began,
    )
    visits = select(func.count(), func.max(Visit.day)).where(
        col(Visit.labourer_id).in_(people), col(Visit.day) >= since
    )
    made = (await session.exec(calls)).one()
    told = list(await session.exec(sent.group_by(col(OutboxRow.topic))))
    count, last = (await session.exec(visits)).one()
    return Tried(int(made), dict(told), count, last)
