"""The wall clock is set back by hours: what goes by the clock goes on."""

import asyncio
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers import base

from models.core.session import Session
from models.outbox import outbox
from models.outbox.row import OutboxRow, RowState
from sandbox.clock import MovableClock
from scheduler.ticks import Tick, Ticker
from tests.delivery.office import Bureau, open_bureau
from tests.support.notices.factory import ZONE
from tests.support.store import Store

SENT = (RowState.SENT, None)
BACK = dt.timedelta(hours=-3)


async def test_ticks_go_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, came = MovableClock(), asyncio.Queue[dt.datetime]()

    class Wall(dt.datetime):
        """The machine's clock, which APScheduler reads by itself."""

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return clock.now().astimezone(tz)

    monkeypatch.setattr(base, "datetime", Wall)

    async def work(session: Session, now: dt.datetime, zone: ZoneInfo) -> dict[str, int]:
        await came.put(now)
        return {}

    often = Tick("often", dt.timedelta(milliseconds=100), work)
    ticks = Ticker(store.sessions, clock, ZONE, [often], wall=clock)
    ticks.start()
    try:
        async with asyncio.timeout(20):
            before = await came.get()
            clock.move(BACK)
            after = await came.get()
            while after >= before:
                after = await came.get()
            for _ in range(3):
                assert await came.get() < before
    finally:
        await ticks.stop()


async def works(bureau: Bureau) -> None:
    """The loop has looked by the clock as it was."""
    await bureau.delivery.step()


@pytest.mark.parametrize("back", [BACK, dt.timedelta(minutes=-3)])
async def test_what_was_due_goes_out_at_once(database_url: str, back: dt.timedelta) -> None:
    async with open_bureau(database_url, 3) as bureau:
        await works(bureau)
        notice = await bureau.publishes()
        bureau.clock.move(back)
        await bureau.delivers()
        assert await bureau.fates(notice) == [SENT] * 3
        assert [len(bureau.got(person)) for person in range(3)] == [1, 1, 1]


async def test_what_was_to_be_tried_again_is(sqlite_url: str) -> None:
    async with open_bureau(sqlite_url, 1) as bureau:
        bureau.fault("5xx", method="sendMessage")
        notice = await bureau.publishes()
        await bureau.delivers()
        assert await bureau.fates(notice) != [SENT]
        bureau.clock.move(BACK)
        await bureau.delivers()
        assert [state for state, _ in await bureau.fates(notice)] == [RowState.SENT]


async def test_what_is_for_later_stays_for_later(sqlite_url: str) -> None:
    later = dt.timedelta(hours=1)
    async with open_bureau(sqlite_url, 1) as bureau:
        await works(bureau)
        notice = await bureau.publishes()
        row = (await bureau.rows(notice))[0].key()

        async def hold(session: Session) -> None:
            kept = await session.get(OutboxRow, row)
            assert kept is not None
            outbox.hold_row(kept, bureau.clock.now() + later, None)

        await bureau.turn(hold)
        bureau.clock.move(BACK)
        await bureau.delivers()
        assert await bureau.fates(notice) == [(RowState.WAITING, None)]


async def test_what_a_dead_process_had_is_freed(sqlite_url: str) -> None:
    async with open_bureau(sqlite_url, 1) as bureau:
        notice = await bureau.publishes()
        row = (await bureau.rows(notice))[0].key()

        async def lease(session: Session) -> None:
            kept = await session.get(OutboxRow, row)
            assert kept is not None
            outbox.lease_row(kept, bureau.clock.now())

        await bureau.turn(lease)
        await works(bureau)
        bureau.clock.move(BACK)
        await bureau.delivers()
        assert await bureau.fates(notice) == [SENT]
