"""The clock: APScheduler ticks, the rows decide. A tick logs what it did, as counts."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlmodel.ext.asyncio.session import AsyncSession

from models.clock import Clock, SystemClock
from scheduler.housekeeping import tidy

log = structlog.get_logger()


@dataclass(frozen=True)
class Tick:
    """Work done every so often, in a transaction of its own; done twice it changes nothing more."""

    name: str
    every: timedelta
    work: Callable[[AsyncSession, datetime], Awaitable[dict[str, int]]]


TICKS = (Tick("housekeeping", timedelta(hours=1), tidy),)


class Ticking:
    """All ticks of this process."""

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        clock: Clock,
        ticks: Sequence[Tick] = TICKS,
    ) -> None:
        self._sessions, self._clock, self._ticks = sessions, clock, ticks
        self._begun: set[asyncio.Future[dict[str, int]]] = set()
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Begin; every tick once soon, so that nothing missed waits for the next."""
        for tick in self._ticks:
            self._scheduler.add_job(
                self._begin,
                "interval",
                args=[tick],
                seconds=tick.every.total_seconds(),
                next_run_time=SystemClock().now(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    async def stop(self) -> None:
        """No more ticks; one begun is ended first."""
        if self._scheduler.running:
            self._scheduler.pause()
            await asyncio.gather(*self._begun, return_exceptions=True)
            self._scheduler.shutdown(wait=False)

    async def _begin(self, tick: Tick) -> None:
        begun = asyncio.ensure_future(self.run(tick))
        self._begun.add(begun)
        begun.add_done_callback(self._begun.discard)
        await begun

    async def run(self, tick: Tick) -> dict[str, int]:
        """One tick. A failing one is logged with its trace, and the clock goes on."""
        try:
            async with self._sessions() as session, session.begin():
                counts = await tick.work(session, self._clock.now())
        except Exception:
            log.exception("tick failed", tick=tick.name)
            return {}
        log.info("tick", tick=tick.name, **counts)
        return counts
