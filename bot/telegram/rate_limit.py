"""The pace: how many calls a second Telegram is asked to take, whatever second it counts."""

import asyncio
import os
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

# Read by the library at every use; without it each 429 also raises a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

import structlog
from telegram.error import InvalidToken, RetryAfter
from telegram.ext import BaseRateLimiter

log = structlog.get_logger()

# A hair more, for the rounding of timers.
SECOND = 1.001
# How far a pause of the process may be caught up with.
CATCH_UP = 0.5
# How long no call is made once the token was refused.
REFUSED_SECONDS = 30.0
# More calls at once slow the library's client down.
AT_ONCE = 10


class CallHeld(Exception):
    """Telegram wants no calls for a while, or another process leads now; this one was not made."""


class RateLimit(BaseRateLimiter[None]):
    """At most `rate` calls in any second as Telegram counts them, evenly spread.

    A call begins no sooner than a second after the answer to the call `rate` before it: then
    that one had arrived, and no delay on the way can push `rate` + 1 arrivals into one second.
    The library's own limiter lets a double burst through in its first second.
    """

    def __init__(
        self,
        rate: int,
        allowed: Callable[[], bool] = lambda: True,
        refused_seconds: float = REFUSED_SECONDS,
    ) -> None:
        self._gap, self._refused_seconds = 1 / rate, refused_seconds
        self._answered: deque[asyncio.Future[float]] = deque(maxlen=rate)
        self._rate, self._allowed = rate, allowed
        self._next = 0.0
        self._turn, self._room = asyncio.Lock(), asyncio.Semaphore(AT_ONCE)
        self._held_until = 0.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    @property
    def is_held(self) -> bool:
        """Whether no call may be made: Telegram wants none for a while, or another leads."""
        return not self._allowed() or asyncio.get_running_loop().time() < self._held_until

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,  # noqa: ARG002
        data: dict[str, Any],  # noqa: ARG002
        rate_limit_args: None,  # noqa: ARG002
    ) -> Any:
        """Make the call when its turn comes.

        Raises:
            CallHeld: a 429 or 401 came before this call's turn, or the lead was lost.
        """
        async with self._room:
            answered = await self._begin()
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as problem:
                self._hold(_seconds_of(problem))
                raise
            except InvalidToken:
                if not self.is_held:
                    log.warning("token refused", pause=self._refused_seconds)
                self._hold(self._refused_seconds)
                raise
            finally:
                answered.set_result(asyncio.get_running_loop().time())

    async def _begin(self) -> asyncio.Future[float]:
        loop = asyncio.get_running_loop()
        async with self._turn:
            self._next = max(self._next + self._gap, loop.time() - CATCH_UP)
            await _until(self._next)
            if len(self._answered) == self._rate:
                await _until(await self._answered[0] + SECOND)
            if self.is_held:
                raise CallHeld
            answered: asyncio.Future[float] = loop.create_future()
            self._answered.append(answered)
            return answered

    def _hold(self, seconds: float) -> None:
        self._held_until = max(self._held_until, asyncio.get_running_loop().time() + seconds)


def _seconds_of(problem: RetryAfter) -> float:
    seconds = problem.retry_after
    return seconds if isinstance(seconds, int) else seconds.total_seconds()


async def _until(moment: float) -> None:
    left = moment - asyncio.get_running_loop().time()
    if left > 0:
        await asyncio.sleep(left)
