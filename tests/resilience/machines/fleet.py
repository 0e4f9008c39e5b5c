"""A fleet: processes of each part on one store, the proxy before them, and who of them leads."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from multiprocessing.process import BaseProcess
from typing import Any

import aiohttp
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import app, logs
from bot.app import Part
from bot.settings import Settings
from bot.store import engine as database
from bot.store.locks import NAME
from bot.timing import TIMING, Timing
from sandbox.clock import MovableClock
from scheduler.timing import ClockTiming
from tests.resilience.machines.proxy import Proxy
from tests.resilience.serving.process import FORKS, kill
from tests.support.ports import free_port
from tests.support.town import Town, until

# Who leads, and for how long, is as it comes.
CLOCKWORK = ClockTiming(lease=timedelta(seconds=3), chat_rests=0.05)

# Within so many another leads, whatever became of the one before: docs/operations.md promises it.
PROMISED_SECONDS = 10.0
LEADING = text(
    "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)"
    " WHERE locktype = 'advisory' AND granted AND datname = current_database()"
)

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


def live(settings: Settings, offset: timedelta, part: Part, timing: Timing) -> None:
    """What a process does: its part of the work, until it is killed."""
    logs.configure("console")
    asyncio.run(app.serve(settings, MovableClock(offset), part, timing=timing))


class Fleet:
    """Processes that share one store; those that converse stand behind the proxy."""

    def __init__(self, settings: Settings, clock: MovableClock, engine: AsyncEngine) -> None:
        self.settings, self._clock, self._engine = settings, clock, engine
        self.proxy = Proxy(patience=20)
        self.processes: dict[int, BaseProcess] = {}
        self.at: dict[int, BaseProcess] = {}
        self._begun: dict[BaseProcess, tuple[Part, Timing]] = {}

    def begin(self, part: Part, timing: Timing = TIMING) -> BaseProcess:
        port = free_port()
        settings = self.settings.model_copy(update={"listen": f"127.0.0.1:{port}"})
        process = FORKS.Process(
            target=live,
            args=(
                settings,
                self._clock.offset,
                part,
                replace(timing, clockwork=CLOCKWORK, leaves_for=0.0),
            ),
        )
        process.start()
        if part is not Part.CLOCK:
            self.proxy.ports.append(port)
            self.at[port] = process
        assert process.pid is not None
        self.processes[process.pid] = process
        self._begun[process] = part, timing
        return process

    async def restart(self, web: aiohttp.ClientSession, **settings: Any) -> None:
        """One after the other ends, and begins again with these settings; the next, once ready."""
        self.settings = self.settings.model_copy(update=settings)
        for process in list(self.processes.values()):
            if process.exitcode is not None:
                continue
            process.terminate()
            await asyncio.to_thread(process.join)
            assert process.exitcode == 0
            gone = [port for port, one in self.at.items() if one is process]
            self.proxy.ports = [port for port in self.proxy.ports if port not in gone]
            self.begin(*self._begun[process])
            await until(lambda: _listen(web, self.proxy.ports))

    async def leader(self) -> BaseProcess | None:
        """The process that has the lock; None where nobody has."""
        async with self._engine.connect() as connection:
            names = list((await connection.execute(LEADING)).scalars())
        assert len(names) <= 1
        if not names or not names[0].startswith(NAME):
            return None
        return self.processes.get(int(names[0].rpartition(":")[2]))

    async def led(self, *, but: BaseProcess | None = None) -> BaseProcess:
        """Whoever leads, once it is another one."""
        found: list[BaseProcess] = []

        async def is_led() -> bool:
            leader = await self.leader()
            if leader is not None and leader is not but:
                found.append(leader)
            return bool(found)

        await until(is_led)
        return found[0]

    async def succeeded(self, before: BaseProcess, since: float) -> BaseProcess:
        """Whoever leads in its place, in time; `since` by the loop's clock."""
        leader = await self.led(but=before)
        assert asyncio.get_running_loop().time() - since < PROMISED_SECONDS
        return leader

    async def waits(self) -> bool:
        """Whether a turn waits for another's row."""
        async with self._engine.connect() as connection:
            return bool((await connection.execute(WAITING)).scalar_one())

    async def end(self) -> None:
        """All of them, frozen or not."""
        for process in self.processes.values():
            await kill(process)


def freeze(process: BaseProcess) -> None:
    """It stands still, and knows nothing of it."""
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)


def wake(process: BaseProcess) -> None:
    """It goes on as if nothing had been."""
    assert process.pid is not None
    os.kill(process.pid, signal.SIGCONT)


@asynccontextmanager
async def fleet_of(
    settings: Settings, clock: MovableClock, clocks: int = 2
) -> AsyncIterator[Fleet]:
    """So many clock processes on a store, of which one leads."""
    engine = database.open_engine(settings.store)
    fleet = Fleet(settings, clock, engine)
    try:
        for _ in range(clocks):
            fleet.begin(Part.CLOCK)
        await fleet.led()
        yield fleet
    finally:
        await fleet.end()
        await engine.dispose()


@asynccontextmanager
async def conversing(
    town: Town, processes: int = 3, clocks: int = 2, timing: Timing = TIMING
) -> AsyncIterator[Fleet]:
    """So many processes converse with a town behind a proxy, and others work by the clock."""
    engine = database.open_engine(town.settings.store)
    fleet = Fleet(town.settings, town.clock, engine)
    async with fleet.proxy.serve() as address:
        fleet.settings = town.settings.model_copy(update={"webhook_url": address})
        try:
            for _ in range(processes):
                fleet.begin(Part.CONVERSE, timing)
            for _ in range(clocks):
                fleet.begin(Part.CLOCK, timing)
            await until(lambda: _listen(town.web, fleet.proxy.ports))
            yield fleet
        finally:
            await fleet.end()
            await engine.dispose()


async def _listen(web: aiohttp.ClientSession, ports: list[int]) -> bool:
    """Whether all of them are ready."""
    try:
        for port in ports:
            async with web.get(f"http://127.0.0.1:{port}/readyz") as answer:
                if answer.status != 200:
                    return False
    except aiohttp.ClientError:
        return False
    return True
