"""PostgreSQL, or every process, is restarted while people talk: none acknowledged is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.app import Part
from tests.resilience.machines.fleet import Fleet, conversing
from tests.resilience.machines.server import MODES, Server
from tests.resilience.machines.talkers import TALKERS, all_are_kept, talks
from tests.support.labourers.intake import SHORTEST
from tests.support.town import Town, open_town, until

# About a third of what they say in all.
UNDER_WAY = 40
MOST = len(TALKERS) * (len(SHORTEST) + 4)


@asynccontextmanager
async def talked_through(url: str) -> AsyncIterator[tuple[Town, Fleet]]:
    """Everybody is in the middle of the intake at first, and through it after the block."""
    async with (
        open_town(url, by="webhook", served=False) as town,
        conversing(town) as fleet,
    ):
        for person in TALKERS:
            town.sandbox.exchange.join(person)
        talking = asyncio.gather(*(talks(town, person) for person in TALKERS))

        async def under_way() -> bool:
            return fleet.proxy.statuses[200] >= UNDER_WAY

        await until(under_way)
        yield town, fleet
        await talking
        await all_are_kept(town)


@pytest.mark.parametrize("mode", MODES)
async def test_postgresql_restarts_and_what_was_not_acknowledged_comes_again(
    server: Server, mode: str
) -> None:
    async with talked_through(server.address) as (_, fleet):
        await server.restart(mode)
        await fleet.led()
    # Whether anybody wrote while it was away is chance: it can be back between two answers.
    assert set(fleet.proxy.statuses) <= {200, 503}


async def test_all_processes_end_for_a_new_version_and_nobody_is_left_behind(
    url: str,
) -> None:
    async with talked_through(url) as (_, fleet):
        old = list(fleet.processes.values())
        for process in old:
            process.terminate()
        for process in old:
            await asyncio.to_thread(process.join)
            assert process.exitcode == 0
        assert fleet.proxy.statuses[200] < MOST
        for part in (Part.CONVERSE, Part.CONVERSE, Part.CLOCK):
            fleet.begin(part)
    assert set(fleet.proxy.statuses) == {200, 502}
