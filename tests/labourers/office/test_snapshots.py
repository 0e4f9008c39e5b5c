"""The month's snapshot: once, whole, also after a late start; and what changed since."""

from datetime import datetime

import pytest
from sqlmodel import col, func, select

from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Destination
from models.labourers import ledger, snapshots
from models.labourers.labourer import Labourer
from models.labourers.monthly_snapshot import MonthlySnapshot
from models.labourers.snapshots import Change, ChangedPerson
from sandbox.clock import MovableClock
from scheduler.ticks import TICKS
from tests.support.accounts.factory import new_account
from tests.support.labourers.county import TONGYU_VILLAGE, add_people, add_person
from tests.support.labourers.facts import HENAN
from tests.support.placements.factory import confirmed_placement
from tests.support.store import DAY, NOON, Store
from tests.support.stored_actors import ZONE, clerk
from tests.support.ticks import ticking

DECEMBER = NOON + 8 * DAY
SNAPSHOT = next(tick for tick in TICKS if tick.name == "snapshot")


async def take(session: Session, now: datetime = NOON) -> int:
    """All pieces; gives how many people."""
    count = 0
    while taken := await snapshots.take_snapshot_piece(session, now, ZONE):
        count += taken
    return count


async def told(session: Session, one: Labourer, **given: object) -> None:
    facts = {**await ledger.get_facts(session, one), **given}
    assert isinstance(await ledger.change_entry(session, one, facts, NOON, 7), list)


async def changed(session: Session, month: int = 202612) -> dict[int, ChangedPerson]:
    found = await snapshots.list_month_changes(session, clerk(), month)
    assert not isinstance(found, Refusal)
    return {one.labourer_id: one for one in found}


async def test_a_month_is_taken_once_and_whoever_comes_later_is_in_the_next(
    session: Session,
) -> None:
    await add_people(session, ["王秀英", "李秀英"])
    assert await take(session) == 2
    await add_person(session, 9, name="金海")
    assert await take(session, NOON + 5 * DAY) == 0
    assert await take(session, DECEMBER) == 3
    months = select(MonthlySnapshot.month, func.count()).group_by(col(MonthlySnapshot.month))
    assert dict(list(await session.exec(months))) == {202611: 2, 202612: 3}


async def test_it_holds_the_placement_and_else_what_was_told(session: Session) -> None:
    placement = await confirmed_placement(session)
    away = await add_person(session, 5, status="outside", work_place="宁波的工厂", wage=4200)
    await take(session)
    rows = {one.labourer_id: one for one in await session.exec(select(MonthlySnapshot))}
    placed = rows[placement.labourer_id or 0]
    assert (placed.employer, placed.employer_id) == ("延边金达莱服装厂", placement.employer_id)
    assert (placed.destination, placed.wage) == (Destination.IN_COUNTY, placement.wage)
    there = rows[away.key()]
    assert (there.employer, there.employer_id) == ("宁波的工厂", None)
    assert (there.destination, there.wage) == (Destination.OUTSIDE, 4200)
    assert there.taken_at == NOON


async def test_what_changed_is_listed_by_person(session: Session) -> None:
    stays, works, moves, leaves = await add_people(session, ["甲", "乙", "丙", "丁"])
    await take(session)
    await told(session, works, status="outside", work_place="宁波")
    await told(session, moves, village=TONGYU_VILLAGE)
    new = await add_person(session, 9, name="戊")
    await take(session, DECEMBER)
    found = await changed(session)
    assert {number: one.changes for number, one in found.items()} == {
        works.id: (Change.STATUS, Change.EMPLOYER),
        moves.id: (Change.GONE,),
        new.id: (Change.NEW,),
    }
    assert (found[works.key()].name, found[moves.key()].name) == ("乙", None)
    assert found[moves.key()].after is None
    counts = await snapshots.count_month_changes(session, clerk(), 202612)
    assert counts == {Change.NEW: 1, Change.GONE: 1, Change.STATUS: 1, Change.EMPLOYER: 1}
    there = await snapshots.list_month_changes(session, clerk(area="220822"), 202612)
    assert not isinstance(there, Refusal)
    assert [(one.labourer_id, one.changes) for one in there] == [(moves.id, (Change.NEW,))]
    only = await snapshots.list_month_changes(session, clerk(), 202612, [Change.NEW], most=1)
    assert not isinstance(only, Refusal)
    assert [one.labourer_id for one in only] == [new.id]
    assert leaves.id not in found
    assert stays.id not in found


@pytest.mark.parametrize("month", [202611, 202701, 202600, 202613, 0])
async def test_without_a_month_before_nothing_is_compared(session: Session, month: int) -> None:
    await add_people(session, ["甲"])
    await take(session)
    refused = await snapshots.list_month_changes(session, clerk(), month)
    assert refused == Refusal("month_not_taken")
    nobody = Actor(new_account(8, id=8), Roles(), NOON, ZONE)
    refused = await snapshots.list_month_changes(session, nobody, 202611)
    assert refused == Refusal("not_yours")


async def test_who_is_silent_is_counted_by_month_and_quarter(session: Session) -> None:
    one, other, _ = await add_people(session, ["甲", "乙", "丙"], village=HENAN)
    one.status_told_at, other.status_told_at = NOON - 32 * DAY, NOON - 93 * DAY
    await session.flush()
    assert await snapshots.count_silent(session, clerk()) == {31: 2, 92: 1}
    assert await snapshots.count_silent(session, clerk(area="220822")) == {31: 0, 92: 0}


async def test_the_tick_makes_up_for_a_late_start_and_does_nothing_twice(store: Store) -> None:
    await store.turn(lambda session: add_people(session, ["甲", "乙"]))
    clock = MovableClock()
    ticks = ticking(store, clock)
    month = snapshots.month_of(clock.now(), ZONE)
    assert await ticks.run(SNAPSHOT) == {"months": 2}
    assert await ticks.run(SNAPSHOT) == {"months": 0}
    clock.move(70 * DAY)
    later = snapshots.month_of(clock.now(), ZONE)
    assert await ticks.run(SNAPSHOT) == {"months": 2}
    assert await ticks.run(SNAPSHOT) == {"months": 0}
    assert await store.turn(snapshots.list_snapshot_months) == [later, month]
