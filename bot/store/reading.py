"""The reading engine: what takes long to read is read beside the turns, on a thread of its own.

SQLite's file may be read while another writes it, but its driver runs on the event loop. So this
engine has a loop and a connection of its own, on which nothing can be written, and each look sees
the store as it is at one moment.
"""

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.engine import Sessions, open_engine, open_sessions
from models.core.session import Session

T = TypeVar("T")
# Seconds after which a thread lets another run. Python's own 5 ms would be added to each statement
# of a turn, since each lets go of the interpreter.
SWITCH_SECONDS = 0.0005
ENDING_SECONDS = 5.0


class ReadingEngine:
    """Looks into the store, one after the other on SQLite; the thread begins with the first."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._engine: AsyncEngine | None = None
        self._sessions: Sessions | None = None

    async def read(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """What the work finds; it is given a session, and no row of it to keep.

        Raises:
            OUTAGES: the store is away.
        """
        reading = asyncio.run_coroutine_threadsafe(self._look(work), self._start())
        return await asyncio.wrap_future(reading)

    def _start(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            sys.setswitchinterval(SWITCH_SECONDS)
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=self._loop.run_forever, name="reading", daemon=True
            )
            self._thread.start()
        return self._loop

    async def _look(self, work: Callable[[Session], Awaitable[T]]) -> T:
        if self._sessions is None:
            self._engine = open_engine(self._url, reads=True)
            self._sessions = open_sessions(self._engine)
        async with self._sessions() as session, session.begin():
            return await work(session)

    async def __aenter__(self) -> "ReadingEngine":
        return self

    async def __aexit__(self, *problem: object) -> None:
        """End the thread; a look that hangs is left to the end of the process."""
        if self._loop is None or self._thread is None:
            return
        if self._engine is not None:
            ending: Any = asyncio.run_coroutine_threadsafe(self._engine.dispose(), self._loop)
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.wrap_future(ending), ENDING_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join, ENDING_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()
