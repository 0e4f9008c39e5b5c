"""Households where nobody is in work: who is on the list, since when, and how one leaves it."""

import datetime as dt
from typing import Any

from sqlmodel import col, update

from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import WorkStatus
from models.labourers import ledger
from models.labourers.calls import Call
from models.labourers.idle_households import (
    IdleHousehold,
    count_idle_households,
    list_idle_households,
)
from models.labourers.labourer import Labourer
from models.labourers.visit import Visit
from models.labourers.working_age import WorkingAge, read_shipped
from models.outbox.row import OutboxRow, RowState
from tests.support.accounts.factory import new_account
from tests.support.labourers.county import TONGYU_VILLAGE, add_person
from tests.support.labourers.facts import HENAN, id_number
from tests.support.placements.factory import confirmed_placement
from tests.support.store import DAY, NOON, broker_account
from tests.support.stored_actors import ZONE, clerk

POOR = {"registered_poor": True, "household_head": "金大山", "head_birth_year": 1950}
OUT: dict[str, Any] = {**POOR, "status": "out_of_work", "out_of_work_since": "2026-03-01"}
LIMITED = (WorkingAge(dt.date(2018, 1, 1), "县里的规定", 16, most_women=60, most_men=60),)


async def listed(session: Session, rules: Any = None, **given: Any) -> list[IdleHousehold]:
    found = await list_idle_households(session, clerk(), rules or read_shipped(), **given)
    assert not isinstance(found, Refusal)
    assert len(found) == await count_idle_households(session, clerk(), rules or read_shipped())
    return found


async def told(session: Session, one: Labourer, **given: object) -> None:
    facts = {**await ledger.get_facts(session, one), **given}
    assert isinstance(await ledger.change_entry(session, one, facts, NOON, 7), list)
    await session.flush()


async def test_a_household_is_listed_until_one_member_is_in_work(session: Session) -> None:
    first = await add_person(session, 1, name="金一", **OUT)
    second = await add_person(session, 2, name="金二", **{**OUT, "out_of_work_since": "2026-05-01"})
    await add_person(session, 3, name="不贫", status="out_of_work")
    (home,) = await listed(session)
    assert (home.id, home.head_name) == (first.household_id, "金大山")
    assert [(one.name, one.could_work) for one in home.members] == [("金一", True), ("金二", True)]
    assert home.since == dt.date(2026, 5, 1)
    await told(session, second, status="outside", work_place="宁波")
    assert await listed(session) == []
    await told(session, second, status="farming")
    (home,) = await listed(session)
    assert home.since == NOON.date()


async def test_a_placement_counts_as_work_whatever_the_ledger_says(session: Session) -> None:
    placement = await confirmed_placement(session)
    ana = await session.get_one(Labourer, placement.labourer_id)
    one = await add_person(session, 5, **OUT)
    ana.household_id, ana.status = one.household_id, WorkStatus.OUT_OF_WORK
    await session.flush()
    assert await listed(session) == []
    placement.ended_on = NOON.date()
    await session.flush()
    assert len(await listed(session)) == 1


async def test_who_could_not_work_makes_no_household_idle(session: Session) -> None:
    await add_person(session, 1, id_number=id_number("19580101", "012"), **OUT)
    assert len(await listed(session)) == 1
    assert await listed(session, LIMITED) == []
    await add_person(session, 2, **{**OUT, "status": "at_school", "out_of_work_since": None})
    assert await listed(session, LIMITED) == []
    await add_person(session, 3, **OUT)
    (home,) = await listed(session, LIMITED)
    assert [one.could_work for one in home.members] == [False, False, True]


async def test_brokers_and_what_was_tried_are_told(session: Session) -> None:
    one = await add_person(session, 1, village=HENAN, **OUT)
    broker = await broker_account(session, 9_001)
    await broker_account(session, 9_002, area="222424103")
    whose: dict[str, Any] = {"labourer_id": one.key()}
    session.add(Call(month=202610, opened_at=NOON - DAY, tries=2, **whose))
    session.add(Call(month=202601, opened_at=NOON - 400 * DAY, tries=7, **whose))
    session.add(Visit(day=dt.date(2026, 11, 1), written_at=NOON, **whose))
    for about, state in ((1, RowState.SENT), (2, RowState.SENT), (3, RowState.UNREACHABLE)):
        at: dict[str, Any] = {"planned_at": NOON, "due_at": NOON, "sent_at": NOON}
        row = OutboxRow(topic="notice", about=about, state=state, priority=2, **at, **whose)
        session.add(row)
    await session.flush()
    (home,) = await listed(session)
    assert [account for account, _ in home.brokers] == [broker.id]
    assert (home.tried.calls, home.tried.messages) == (2, {"notice": 2})
    assert (home.tried.visits, home.tried.last_visit) == (1, dt.date(2026, 11, 1))


async def test_pages_and_areas_narrow_it(session: Session) -> None:
    for number in range(1, 4):
        own = {**OUT, "household_head": f"金{number}", "village": HENAN}
        await add_person(session, number, **own)
    every = await list_idle_households(session, clerk(), read_shipped())
    assert not isinstance(every, Refusal)
    after = await list_idle_households(
        session, clerk(), read_shipped(), area=HENAN, after=every[0].id, most=1
    )
    assert after == [every[1]]
    none = await list_idle_households(session, clerk(), read_shipped(), area="222424103")
    assert none == []


async def test_another_county_has_its_own_list(session: Session) -> None:
    one = await add_person(session, 1, village=TONGYU_VILLAGE, **OUT)
    assert await listed(session) == []
    there = await list_idle_households(session, clerk(area="220822"), read_shipped())
    assert not isinstance(there, Refusal)
    assert [home.id for home in there] == [one.household_id]
    nobody = Actor(new_account(8, id=8), Roles(), NOON, ZONE)
    for use in (list_idle_households, count_idle_households):
        assert await use(session, nobody, read_shipped()) == Refusal("not_yours")
    moved = update(Labourer).where(col(Labourer.id) == one.id)
    await session.exec(moved.values(status=WorkStatus.SELF_EMPLOYED))
    assert await count_idle_households(session, clerk(area="220822"), read_shipped()) == 0
