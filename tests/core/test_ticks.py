"""What happens by the clock: forgetting, and ticks that fail without stopping it."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from models.accounts.processed_updates import KEPT_FOR
from models.accounts.roles import DECIDE_WITHIN
from models.core.session import Session
from sandbox.clock import MovableClock
from scheduler.ticks import LOGGED_FROM, TICKS, Tick
from tests.support.notices.factory import ZONE
from tests.support.store import Store
from tests.support.ticks import HOUR, leave_behind, left_behind, ticking, work_counting

HOUSEKEEPING = next(tick for tick in TICKS if tick.name == "housekeeping")
SOON = timedelta(milliseconds=1)
DONE = {"sessions": 0, "updates": 0, "undecided": 0, "attempts": 0}


async def test_housekeeping_forgets_in_time_and_a_second_run_does_nothing(store: Store) -> None:
    clock = MovableClock()
    ticks = ticking(store, clock)
    await store.turn(lambda session: leave_behind(session, clock.now()))
    assert await ticks.run(HOUSEKEEPING) == DONE
    clock.move(max(KEPT_FOR, DECIDE_WITHIN) + timedelta(hours=1))
    assert await ticks.run(HOUSEKEEPING) == DONE | {"updates": 1, "undecided": 1}
    assert await store.turn(left_behind) == []
    assert await ticks.run(HOUSEKEEPING) == DONE


async def test_a_tick_logs_what_it_did_as_counts(store: Store) -> None:
    with capture_logs() as logs:
        await ticking(store).run(HOUSEKEEPING)
    assert logs == [
        {
            **{"event": "tick", "tick": "housekeeping", "log_level": "info"},
            **DONE,
        }
    ]


@pytest.mark.parametrize(
    ("every", "done", "logged"),
    [
        (LOGGED_FROM - SOON, 0, []),
        (LOGGED_FROM - SOON, 1, ["tick"]),
        (LOGGED_FROM, 0, ["tick"]),
    ],
)
async def test_what_ticks_often_is_logged_only_when_it_did_something(
    store: Store, every: timedelta, done: int, logged: list[str]
) -> None:
    with capture_logs() as logs:
        await ticking(store).run(Tick("often", every, work_counting(done=done)))
    assert [line["event"] for line in logs] == logged


async def test_a_tick_is_given_the_time_and_the_zone(store: Store) -> None:
    clock, given = MovableClock(timedelta(days=9)), list[object]()

    async def work(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
        given.extend((now, zone))
        return {}

    before = clock.now()
    await ticking(store, clock).run(Tick("curious", HOUR, work))
    now, zone = given
    assert isinstance(now, datetime)
    assert before <= now <= clock.now()
    assert zone is ZONE


async def test_after_a_failing_tick_the_clock_goes_on(store: Store) -> None:
    begun, again = [], asyncio.Event()

    async def fail_first(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
        begun.append(now)
        if len(begun) == 1:
            raise ValueError("broken")
        again.set()
        return {}

    ticks = ticking(store, ticks=[Tick("sometimes", SOON, fail_first)])
    ticks.start()
    with capture_logs() as logs:
        async with asyncio.timeout(10):
            await again.wait()
    await ticks.stop()
    assert [line["event"] for line in logs].count("tick failed") == 1


async def test_a_tick_begun_is_ended_before_the_clock_stops(store: Store) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def slowly(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
        begun.set()
        await go.wait()
        await leave_behind(session, now)
        return {}

    ticks = ticking(store, ticks=[Tick("slow", timedelta(days=1), slowly)])
    ticks.start()
    async with asyncio.timeout(10):
        await begun.wait()
        stopping = asyncio.create_task(ticks.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        go.set()
        await stopping
    assert await store.turn(left_behind) == ["1", 1]


async def test_each_part_of_a_tick_is_committed_by_itself(store: Store) -> None:
    """So a turn can come between, and what fails stops no other part."""
    clock = MovableClock()

    async def leave(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
        await leave_behind(session, now)
        return {"left": 2}

    async def fail(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
        assert await store.turn(left_behind) == ["1", 1]
        raise ValueError("broken")

    with capture_logs():
        parts = Tick("parts", HOUR, leave, (fail, work_counting(after=1)))
        assert await ticking(store, clock).run(parts) == {"left": 2, "after": 1}
    assert await store.turn(left_behind) == ["1", 1]
    assert await ticking(store, clock).run(
        Tick("sums", HOUR, work_counting(a=1), (work_counting(b=2),))
    ) == {**{"a": 1, "b": 2}}


async def test_stopping_what_never_started_is_quiet(store: Store) -> None:
    await ticking(store).stop()
