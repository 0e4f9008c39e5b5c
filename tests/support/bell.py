"""A bell: here nothing comes by its hours; who waits for the clock rings for it."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.timing import Timing
from models.core.clock import Clock, SystemClock
from scheduler.delivery.wakeup import Wakeup
from scheduler.timing import ClockTiming

# Here the clock leaps over hours, and what is due then goes at once: nothing is late.
LEFT_OUT = "watch"
# What these find is due by the hour alone: nothing more of it before they would come by themselves.
BY_THE_HOUR = ("housekeeping", "sweeping")
# In seconds. What nobody waits for takes time from the turns.
LOOKS, RESTS = 0.5, 0.05
FASTER = 10**6
# The people of the tests type faster than anybody can.
UNHURRIED = Timing(quick=FASTER)


class Rung(AsyncIOScheduler):  # type: ignore[misc]  # APScheduler has no types
    """APScheduler's own, whose jobs rest until the bell rings."""

    def start(self, *given: Any, **named: Any) -> None:
        """Begin with every job at rest."""
        super().start(*given, **named)
        for job in self.get_jobs():
            job.pause()


class Bell:
    """All ticks and loops of the processes that have its timing."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._came: dict[str, datetime] = {}
        self._schedulers: list[Rung] = []
        self._wakeups: list[Wakeup] = []

    def timing(self, **given: Any) -> Timing:
        """As a process of the tests has it; `given` is otherwise."""
        return replace(UNHURRIED, lead_asked_every=LOOKS, clockwork=self.clockwork(), **given)

    def clockwork(self, **given: Any) -> ClockTiming:
        """As its clock has it; `given` is otherwise."""
        rung = ClockTiming(
            looks_for_files_every=LOOKS,
            records_every=RESTS,
            chat_rests=RESTS,
            scheduler=self._scheduler,
            wakeup=self._wakeup,
        )
        return replace(rung, **given)

    async def ring(self) -> bool:
        """Every tick comes now, to its end, and every loop looks; False where none is there yet."""
        running = [one for one in self._schedulers if one.running]
        jobs = [job for one in running for job in one.get_jobs()]
        ticks = [job.func(*job.args) for job in jobs if self._comes(job)]
        await asyncio.gather(*ticks)
        self.wake()
        return bool(ticks)

    def _comes(self, job: Job) -> bool:
        tick, now = job.args[0], self._clock.now()
        came = self._came.get(job.id)
        if (
            tick.name in BY_THE_HOUR
            and came is not None
            and timedelta(0) <= now - came < tick.every
        ):
            return False
        self._came[job.id] = now
        return bool(tick.name != LEFT_OUT)

    def wake(self) -> None:
        """Every loop looks now: it takes one row for a chat, and then rests."""
        for one in self._wakeups:
            one.wake()

    def _scheduler(self) -> Rung:
        self._schedulers.append(Rung(timezone="UTC"))
        return self._schedulers[-1]

    def _wakeup(self) -> Wakeup:
        self._wakeups.append(Wakeup())
        return self._wakeups[-1]
