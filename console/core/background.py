"""What goes on after a page was answered: one task for each thing, until it ends by itself."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import structlog

# Rounds of the event loop: an update that has come is read, taken and answered in as many.
ROUNDS = 20

log = structlog.get_logger()


class Background:
    """Tasks by name. One that fails is logged; the clock goes on with what it left."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Begin, unless one of this name is going on."""
        if name in self._tasks:
            work.close()
            return
        task = asyncio.create_task(self._run(work))
        self._tasks[name] = task
        task.add_done_callback(lambda _: self._tasks.pop(name, None))

    async def _run(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            log.exception("background work failed")

    async def end(self, *_: Any) -> None:
        """Stop all of it: each piece is a transaction, and what is left is gone on with later."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def give_way(self) -> None:
        """Let others go first: on SQLite nothing else suspends a piece of work."""
        for _ in range(ROUNDS):
            await asyncio.sleep(0)

    async def settled(self) -> None:
        """Wait until nothing goes on."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values())
