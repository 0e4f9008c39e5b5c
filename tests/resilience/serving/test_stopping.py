"""A signal ends the process quietly, with what was begun ended."""

import asyncio
import os
import signal

import pytest

from tests.resilience.serving.process import running
from tests.support.labourers.intake import arrive, asks_intake
from tests.support.town import open_town, serving


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("by", ["polling", "webhook"])
async def test_a_signal_ends_it_and_the_next_goes_on(
    sqlite_url: str, by: str, number: signal.Signals
) -> None:
    async with open_town(sqlite_url, by=by, served=False) as town:
        async with running(town) as process:
            await arrive(town.ana, typing=True)
            await town.ana.says("Ann Lee")
            assert process.pid is not None
            os.kill(process.pid, number)
            await asyncio.to_thread(process.join)
            assert process.exitcode == 0
        async with serving(town):
            await town.ana.says("skip")
            assert asks_intake(town.ana, "sex")
