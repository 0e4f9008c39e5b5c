"""What happens by the clock: forgetting, and ticks that fail without stopping it."""

import asyncio
from datetime import datetime, timedelta

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession
from structlog.testing import capture_logs

from models import account, seen
from models.account import Account
from models.role import DECIDE_WITHIN
from models.seen import KEPT_FOR, SeenUpdate
from sandbox.clock import MovableClock
from scheduler.ticking import TICKS, Tick, Ticking
from tests.models.store import Store

(HOUSEKEEPING,) = TICKS
SOON = timedelta(milliseconds=1)


async def leave_behind(session: AsyncSession, now: datetime) -> None:
    await seen.first_time(session, 1, now)
    await account.open_account(session, 1, now)


async def left(session: AsyncSession) -> list[object]:
    updates = await session.exec(select(SeenUpdate.update_id))
    chats = await session.exec(select(Account.chat_id).where(Account.chat_id == 1))
    return [*updates, *chats]


async def test_housekeeping_forgets_in_time_and_a_second_run_does_nothing(store: Store) -> None:
    clock = MovableClock()
    ticking = Ticking(store.sessions, clock)
    await store.turn(lambda session: leave_behind(session, clock.now()))
    assert await ticking.run(HOUSEKEEPING) == {"updates": 0, "undecided": 0}
    clock.move(max(KEPT_FOR, DECIDE_WITHIN) + timedelta(hours=1))
    assert await ticking.run(HOUSEKEEPING) == {"updates": 1, "undecided": 1}
    assert await store.turn(left) == []
    assert await ticking.run(HOUSEKEEPING) == {"updates": 0, "undecided": 0}


async def test_a_tick_logs_what_it_did_as_counts(store: Store) -> None:
    with capture_logs() as logs:
        await Ticking(store.sessions, MovableClock()).run(HOUSEKEEPING)
    assert logs == [
        {"event": "tick", "tick": "housekeeping", "updates": 0, "undecided": 0, "log_level": "info"}
    ]


async def test_a_failing_tick_is_logged_once_and_changes_nothing(store: Store) -> None:
    async def fail(session: AsyncSession, now: datetime) -> dict[str, int]:
        await leave_behind(session, now)
        raise ValueError("broken")

    with capture_logs() as logs:
        tick = Tick("failing", timedelta(hours=1), fail)
        assert await Ticking(store.sessions, MovableClock()).run(tick) == {}
    (line,) = logs
    assert (line["event"], line["tick"], line["exc_info"]) == ("tick failed", "failing", True)
    assert await store.turn(left) == []


async def test_after_a_failing_tick_the_clock_goes_on(store: Store) -> None:
    begun, again = [], asyncio.Event()

    async def fail_first(session: AsyncSession, now: datetime) -> dict[str, int]:
        begun.append(now)
        if len(begun) == 1:
            raise ValueError("broken")
        again.set()
        return {}

    ticking = Ticking(store.sessions, MovableClock(), [Tick("sometimes", SOON, fail_first)])
    ticking.start()
    with capture_logs() as logs:
        async with asyncio.timeout(10):
            await again.wait()
    await ticking.stop()
    assert [line["event"] for line in logs].count("tick failed") == 1


async def test_a_tick_begun_is_ended_before_the_clock_stops(store: Store) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def slowly(session: AsyncSession, now: datetime) -> dict[str, int]:
        begun.set()
        await go.wait()
        await leave_behind(session, now)
        return {}

    ticking = Ticking(store.sessions, MovableClock(), [Tick("slow", timedelta(days=1), slowly)])
    ticking.start()
    async with asyncio.timeout(10):
        await begun.wait()
        stopping = asyncio.create_task(ticking.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        go.set()
        await stopping
    assert await store.turn(left) == [1, 1]


async def test_stopping_what_never_started_is_quiet(store: Store) -> None:
    await Ticking(store.sessions, MovableClock()).stop()
