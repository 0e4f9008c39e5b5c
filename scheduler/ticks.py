"""The clock: APScheduler ticks, the rows decide. A tick logs what it did, as counts."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.ext.asyncio import async_sessionmaker

from models.core import tick_runs
from models.core.clock import Clock, SystemClock
from models.core.keeping import Keeping
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.working_age import read_shipped, read_working_ages
from scheduler.jobs import publishing, reminders
from scheduler.jobs.alarms import raise_alarms, watch_delivery
from scheduler.jobs.housekeeping import build_sweeps, delete_expired
from scheduler.jobs.imports import go_on_with_import, look_for_left_imports
from scheduler.jobs.ledger import NightlyChecks, begin_snapshot, take_snapshot
from scheduler.jobs.publishing import publish_notices
from scheduler.jobs.reminders import plan_ledger_weeks, plan_reminders

log = structlog.get_logger()

# A tick that comes oftener is logged only when it did something.
LOGGED_FROM = timedelta(minutes=10)
SWEEPS_EVERY = timedelta(minutes=1)
# APScheduler counts by the wall clock: after it was set back by more, all ticks begin anew.
WATCHED_EVERY, SET_BACK = 1.0, 2.0


Work = Callable[[Session, datetime, ZoneInfo], Awaitable[dict[str, int]]]


@dataclass(frozen=True)
class Tick:
    """Work done every so often; done twice it changes nothing more.

    `work` and each of what is done after it has a transaction of its own, so that turns come
    between. `pieces` is done then, again and again, until it gives no counts: between two pieces
    the store is left to the turns for as long.
    """

    name: str
    every: timedelta
    work: Work
    after: tuple[Work, ...] = ()
    pieces: Work | None = None


TICKS = (
    Tick("publication", timedelta(seconds=1), publish_notices, pieces=publishing.do_piece),
    Tick(
        "reminders",
        timedelta(seconds=5),
        plan_reminders,
        (plan_ledger_weeks,),
        pieces=reminders.do_piece,
    ),
    Tick("imports", timedelta(seconds=15), look_for_left_imports, pieces=go_on_with_import),
    Tick("housekeeping", timedelta(hours=1), delete_expired),
    Tick("watch", timedelta(minutes=1), watch_delivery),
    Tick("alarms", timedelta(minutes=1), raise_alarms),
    Tick("snapshot", timedelta(minutes=1), begin_snapshot, pieces=take_snapshot),
)


def build_checking_tick(folder: Path) -> Tick:
    """The nightly checks, by the county's own ages where its data folder has them."""
    rules = read_working_ages(folder)
    if isinstance(rules, Refusal):
        log.warning("working_age.toml does not fit", field=rules.params["field"])
        rules = read_shipped()
    checks = NightlyChecks(rules)
    return Tick("checks", timedelta(minutes=1), checks.begin, pieces=checks.check)


def build_sweeping_tick(keeping: Keeping) -> Tick:
    """What was kept for its whole period goes: a piece of each kind at a time."""
    first, *others = build_sweeps(keeping)
    return Tick("sweeping", SWEEPS_EVERY, first, tuple(others))


class Ticker:
    """All ticks of this process; `then` is called after each that did something."""

    def __init__(
        self,
        sessions: async_sessionmaker[Session],
        clock: Clock,
        zone: ZoneInfo,
        ticks: Sequence[Tick],
        then: Callable[[], None] = lambda: None,
        scheduler: Callable[[], Any] | None = None,
        wall: Clock | None = None,
    ) -> None:
        self._sessions, self._clock, self._zone, self._ticks = sessions, clock, zone, ticks
        self._then = then
        self._begun: set[asyncio.Future[dict[str, int]]] = set()
        self._piece = asyncio.Lock()
        self._watching: asyncio.Task[None] | None = None
        self._is_stopping = False
        # What APScheduler goes by; the demo moves only the other.
        self._wall = wall or SystemClock()
        self._scheduler = scheduler() if scheduler else AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Begin; every tick once soon, so that nothing missed waits for the next."""
        for tick in self._ticks:
            self._scheduler.add_job(
                self._begin,
                "interval",
                args=[tick],
                seconds=tick.every.total_seconds(),
                next_run_time=self._wall.now(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch_clock())

    async def stop(self) -> None:
        """No more ticks; one begun is ended first, and of pieces the one begun."""
        self._is_stopping = True
        if self._watching is not None:
            self._watching.cancel()
        if self._scheduler.running:
            self._scheduler.pause()
            await asyncio.gather(*self._begun, return_exceptions=True)
            self._scheduler.shutdown(wait=False)

    async def _watch_clock(self) -> None:
        """Where the clock was set back, every tick comes now, and then by its hours again."""
        loop = asyncio.get_running_loop()
        ahead = self._wall.now().timestamp() - loop.time()
        while True:
            await asyncio.sleep(WATCHED_EVERY)
            before, ahead = ahead, self._wall.now().timestamp() - loop.time()
            if before - ahead > SET_BACK:
                log.warning("clock set back", seconds=round(before - ahead))
                for job in self._scheduler.get_jobs():
                    if job.next_run_time is not None:  # else it is paused
                        job.modify(next_run_time=self._wall.now())

    async def _begin(self, tick: Tick) -> None:
        begun = asyncio.ensure_future(self.run(tick))
        self._begun.add(begun)
        begun.add_done_callback(self._begun.discard)
        await begun

    async def run(self, tick: Tick) -> dict[str, int]:
        """One tick. What fails is logged with its trace; its other parts and the clock go on."""
        now = self._clock.now()
        following = now + tick.every
        counts: dict[str, int] = {}
        works, failed = (tick.work, *tick.after), None
        for work in works:
            try:
                async with self._sessions() as session, session.begin():
                    counts |= await work(session, now, self._zone)
                    if work is works[-1] and failed is None:
                        await tick_runs.note(session, tick.name, now, following, counts)
                if work is works[-1] and failed is None:
                    await self._do_pieces(tick, now, counts)
            except Exception as problem:
                log.exception("tick failed", tick=tick.name)
                failed = problem
            await asyncio.sleep(0)
        if failed is not None:
            await self._note_failure(tick, now, failed)
        if any(counts.values()):
            self._then()
        if failed is None and (any(counts.values()) or tick.every >= LOGGED_FROM):
            log.info("tick", tick=tick.name, **counts)
        return counts

    async def _do_pieces(self, tick: Tick, now: datetime, counts: dict[str, int]) -> None:
        """Piece by piece until none is left, or the process ends; `counts` grow with them."""
        done: Counter[str] = Counter(dict.fromkeys(counts, 0))
        is_last = False
        while tick.pieces is not None and not is_last:
            # Of two ticks only one does a piece at a time, and both rest after it.
            async with self._piece:
                began = perf_counter()
                async with self._sessions() as session, session.begin():
                    piece = await tick.pieces(session, now, self._zone)
                    done.update(piece)
                    is_last = not piece or self._is_stopping
                    if is_last and any(done.values()):
                        await tick_runs.note(session, tick.name, now, now + tick.every, dict(done))
                await asyncio.sleep(perf_counter() - began)
        counts |= {name: count + done[name] for name, count in counts.items()}

    async def _note_failure(self, tick: Tick, now: datetime, problem: Exception) -> None:
        """Staff see it under /jobs, where the store is there to keep it."""
        try:
            async with self._sessions() as session, session.begin():
                failure = type(problem).__name__
                await tick_runs.note_failure(session, tick.name, now, now + tick.every, failure)
        except Exception as away:
            log.warning("failure not noted", tick=tick.name, why=type(away).__name__)
