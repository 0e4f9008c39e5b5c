"""Of several clock processes one leads; another takes over when it is killed, or frozen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess

from models.core.tick_runs import TickRun
from models.outbox.row import HoldReason, RowState
from scheduler.delivery import loop
from tests.delivery.fire import Fire, blockers, kindle
from tests.resilience.machines.fleet import Fleet, fleet_of, freeze, wake
from tests.resilience.serving.process import kill
from tests.support.town import until

PEOPLE, RATE = 150, 30
# What a loop has claimed at the most: half a second's worth.
IN_FLIGHT = RATE // 2


@asynccontextmanager
async def two_clocks(url: str) -> AsyncIterator[tuple[Fire, Fleet]]:
    """A publication, and two processes of which one delivers it."""
    async with kindle(url, PEOPLE, RATE) as fire, fleet_of(fire.settings, fire.clock) as fleet:
        yield fire, fleet


async def all_have_it(fire: Fire) -> None:
    """Nobody is without it, and no more have it twice than had it on the way."""

    async def is_over() -> bool:
        return not await fire.left()

    await until(is_over, looks=3000)
    outcome = await fire.outcome(len(blockers(PEOPLE)))
    assert outcome.missed == 0
    assert outcome.doubled <= IN_FLIGHT
    assert max(outcome.messages.values()) <= 2
    assert set(outcome.ends) == {(RowState.SENT, None), (RowState.UNREACHABLE, HoldReason.BLOCKED)}


async def goes_on(fire: Fire) -> None:
    """More have it soon, though whoever froze may hold rows of the outbox."""
    had = fire.delivered()

    async def more() -> bool:
        return fire.delivered() > had + IN_FLIGHT

    await until(more)


async def freeze_within_a_step(fire: Fire, fleet: Fleet, leader: BaseProcess) -> float:
    """At the worst moment: the outbox's rows and the delivery's own are locked, and stay so.

    Gives when that was.
    """
    async with fire.sessions() as session, session.begin():
        await session.get(TickRun, loop.NAME, with_for_update=True)
        await until(fleet.waits)
        freeze(leader)
        return asyncio.get_running_loop().time()


async def test_the_leader_is_killed_and_another_goes_on(url: str) -> None:
    async with two_clocks(url) as (fire, fleet):
        await fire.until_delivered(PEOPLE // 3)
        leader = await fleet.led()
        since = asyncio.get_running_loop().time()
        await kill(leader)
        await fleet.succeeded(leader, since)
        await goes_on(fire)
        await all_have_it(fire)


async def test_the_leader_is_frozen_and_when_it_wakes_another_leads(url: str) -> None:
    async with two_clocks(url) as (fire, fleet):
        await fire.until_delivered(PEOPLE // 3)
        frozen = await fleet.led()
        since = await freeze_within_a_step(fire, fleet, frozen)
        leader = await fleet.succeeded(frozen, since)
        await goes_on(fire)
        wake(frozen)
        await all_have_it(fire)
        assert await fleet.led() is leader
        await kill(leader)
        assert await fleet.led(but=leader) is frozen
