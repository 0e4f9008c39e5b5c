"""Leading: of all processes that may work by the clock, one does; another when it dies."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from math import inf
from typing import TypeAlias

import structlog

from bot.store.locks import Lock
from bot.store.outages import cause

log = structlog.get_logger()

Leads: TypeAlias = Callable[[], bool]
Work: TypeAlias = Callable[[Leads], AbstractAsyncContextManager[None]]


class Leadership:
    """Does the work whenever this process leads; the work is given how to ask whether it does.

    Every so many seconds the leader shows that it lives, and the others ask whether it still does.
    """

    def __init__(self, lock: Lock, work: Work, every: float) -> None:
        self._lock, self._work, self._every = lock, work, every
        self._until, self._is_away = -inf, False

    def leads(self) -> bool:
        """Whether the lease runs, by this process's own clock: one that was frozen knows at once.

        It ends no later than the server's, which is counted from the answer, not the question.
        """
        return asyncio.get_running_loop().time() < self._until

    async def run(self, ending: asyncio.Event) -> None:
        """Lead whenever nobody else does, until told to end."""
        while not ending.is_set():
            if await self._asks():
                await self._lead(ending)
            with suppress(TimeoutError):
                await asyncio.wait_for(ending.wait(), self._every)
        self._lock.leave()

    async def _asks(self) -> bool:
        """Whether the lock is ours for one more lease. A store that is away is told of once."""
        asked = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(self._lock.lease):
                ours = await self._lock.is_ours()
            self._is_away = False
        except Exception as problem:
            if not self._is_away:
                log.warning("lead out of reach", why=cause(problem))
            ours, self._is_away = False, True
            self._lock.leave()
        self._until = asked + self._lock.lease if ours else -inf
        return ours

    async def _lead(self, ending: asyncio.Event) -> None:
        """The work, while the lead is ours; it is held until what was begun is ended."""
        log.info("lead taken")
        beating = asyncio.create_task(self._beat())
        told = asyncio.create_task(ending.wait())
        try:
            async with self._work(self.leads):
                await asyncio.wait({beating, told}, return_when=asyncio.FIRST_COMPLETED)
        except Exception:
            log.exception("clockwork failed")
        finally:
            told.cancel()
            beating.cancel()
            await asyncio.gather(told, beating, return_exceptions=True)
            self._until = -inf
            self._lock.leave()
        log.info("lead left" if ending.is_set() else "lead lost")

    async def _beat(self) -> None:
        """Until the lock is not ours any more."""
        ours = True
        while ours:
            await asyncio.sleep(self._every)
            ours = await self._asks()


@asynccontextmanager
async def lead(lock: Lock, work: Work, every: float) -> AsyncIterator[None]:
    """Within the block the work is done whenever this process leads."""
    ending = asyncio.Event()
    going = asyncio.create_task(Leadership(lock, work, every).run(ending))
    try:
        yield
    finally:
        ending.set()
        await going
