"""The delivery loop rests between looks, and is woken when a tick has planned something."""

import asyncio

import pytest

from models.core import tick_runs
from scheduler.delivery.wakeup import Wakeup
from scheduler.ticks import Tick, Ticker
from tests.delivery.office import open_bureau
from tests.support.notices import factory
from tests.support.ticks import HOUR, work_counting
from tests.support.town import until

NEVER = 10**6


@pytest.mark.parametrize(("did", "got"), [(1, 1), (0, 0)])
async def test_what_a_tick_has_planned_goes_at_once(sqlite_url: str, did: int, got: int) -> None:
    async with open_bureau(sqlite_url, 1, looks_for_rows_every=NEVER) as bureau:
        loop, stopping = bureau.delivery, asyncio.Event()
        tick = Tick("planning", HOUR, work_counting(planned=did))
        clock, wake = bureau.office.clock, loop.rest.wake
        ticks = Ticker(bureau.sessions, clock, factory.ZONE, [tick], wake)
        going = asyncio.create_task(loop.run(stopping))

        async def looked() -> bool:
            return bool(await bureau.turn(tick_runs.every))

        await until(looked)
        await bureau.publishes()
        await ticks.run(tick)

        async def has_it() -> bool:
            return len(bureau.got(0)) == got

        await until(has_it)
        stopping.set()
        await going
        assert len(bureau.got(0)) == got


async def test_a_rest_that_is_cut_off_leaves_nothing_behind() -> None:
    before = asyncio.all_tasks()
    resting = asyncio.create_task(Wakeup().over(asyncio.Event(), NEVER))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert len(asyncio.all_tasks() - before) > 1
    resting.cancel()
    await asyncio.wait([resting])
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before
