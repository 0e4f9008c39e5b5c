"""Serving by polling: a batch is asked for only when the one before is committed and answered."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from time import perf_counter
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
)
from aiogram.methods import Response, TelegramMethod

from bot.store.engine import OUTAGES
from bot.store.outages import cause
from bot.telegram.rendering import OutgoingCalls
from bot.telegram.replies import ReplySender
from bot.telegram.turns import Begun, TelegramTurns
from bot.telegram.updates import TelegramUpdate, parse_update

log = structlog.get_logger()

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "channel_post", "my_chat_member"]
LONG_POLL_SECONDS = 25
LONGEST_PAUSE_SECONDS = 30.0
# While a turn has long to read, new updates are asked for so often.
LATER_SECONDS, LONGEST_LATER_SECONDS = 0.05, 5.0


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates with each update unread, so that one that can't be read does not hide the rest."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


# Built once, as in bot.telegram.replies: each poll would build the class again.
ANSWERED = Response[list[dict[str, Any]]]


class Polling:
    """Asks Telegram for updates until stopped."""

    def __init__(self, bot: Bot, turns: TelegramTurns, sender: ReplySender) -> None:
        self.bot, self.turns, self.sender = bot, turns, sender
        self._offset: int | None = None
        # Updates whose turn has long to read, by their number; none of them is acknowledged before
        # it is answered, and so those after the first come again, which were answered already.
        self._later: dict[int, asyncio.Task[None]] = {}
        self._unanswered: set[int] = set()
        self._answered: set[int] = set()
        self._pause = 0.0

    async def run(self, stopping: asyncio.Event) -> None:
        """Serve until `stopping` is set; a batch begun is ended."""
        stop = asyncio.create_task(stopping.wait())
        try:
            while not stopping.is_set():
                ask = asyncio.create_task(self._ask())
                await asyncio.wait({ask, stop}, return_when=asyncio.FIRST_COMPLETED)
                if not ask.done():
                    ask.cancel()
                    break
                await self._serve(ask.result(), stopping)
                await self._rest_beside_later()
        finally:
            stop.cancel()
            if self._later:
                await asyncio.wait(self._later.values(), timeout=LONGEST_LATER_SECONDS)

    async def _ask(self) -> list[dict[str, Any]]:
        """The next batch; nothing, after a pause that grows, while Telegram is away."""
        try:
            batch = await self.bot(
                GetRawUpdates(
                    offset=self._offset, timeout=LONG_POLL_SECONDS, allowed_updates=ALLOWED_UPDATES
                ),
                request_timeout=LONG_POLL_SECONDS + 10,
            )
        except (TelegramAPIError, ClientDecodeError) as problem:
            await self._wait("telegram away", problem, type(problem).__name__)
            return []
        self._pause = 0.0
        return batch

    async def _serve(self, batch: list[dict[str, Any]], stopping: asyncio.Event) -> None:
        """Answer a batch; while the store is away it is kept and tried again."""
        told = partial(self.turns.metrics.answered, perf_counter())
        known = self._answered | self._later.keys()
        new = [one for one in batch if one["update_id"] not in known]
        updates, said = self._let_in(new)
        while updates and not stopping.is_set():
            try:
                spoken = await self.turns.begin(updates)
            except OUTAGES as problem:
                await self._wait("store away", problem, cause(problem), stopping)
                continue
            said = [*self._put_aside_later(updates, spoken, told), *said]
            break
        else:
            if updates:
                return
        await self.sender.send(said, told)
        self._answered |= {one["update_id"] for one in new} - self._unanswered
        if batch:
            self._acknowledge(batch[-1]["update_id"] + 1)

    def _put_aside_later(
        self,
        updates: list[TelegramUpdate],
        spoken: Sequence[Begun],
        told: Callable[[], object],
    ) -> list[OutgoingCalls]:
        """What is to be said now; the rest is said once it is there."""
        now = []
        self._unanswered -= {update.update_id for update in updates}
        for update, one in zip(updates, spoken, strict=True):
            if isinstance(one, asyncio.Task):
                self._unanswered.add(update.update_id)
                answering = asyncio.create_task(self._answer_later(update.update_id, one, told))
                self._later[update.update_id] = answering
            else:
                now.append(one)
        return now

    async def _answer_later(
        self, update_id: int, spoken: asyncio.Task[OutgoingCalls], told: Callable[[], object]
    ) -> None:
        """Where the store is away by then, Telegram brings the update again."""
        try:
            await self.sender.send([await spoken], told)
            self._unanswered.remove(update_id)
            self._answered.add(update_id)
        except OUTAGES as problem:
            log.warning("store away", why=cause(problem))
        finally:
            del self._later[update_id]

    def _acknowledge(self, end: int) -> None:
        """All before the first that is still to be answered; what follows it comes again."""
        self._offset = min(self._unanswered, default=end)
        self._answered = {one for one in self._answered if one >= self._offset}

    async def _rest_beside_later(self) -> None:
        """Telegram answers at once as long as it has an update that we know already."""
        if self._later:
            await asyncio.wait(self._later.values(), timeout=LATER_SECONDS)

    def _let_in(
        self, batch: list[dict[str, Any]]
    ) -> tuple[list[TelegramUpdate], list[OutgoingCalls]]:
        """What is taken, and what is said to those who sent too much."""
        updates, stopped = [], []
        for update in map(parse_update, batch):
            if update is None:
                continue
            said = self.turns.stop_flood(update)
            if said is None:
                updates.append(update)
            else:
                stopped.append(said)
        return updates, stopped

    async def _wait(
        self, event: str, problem: Exception, why: str, stopping: asyncio.Event | None = None
    ) -> None:
        self._pause = min(LONGEST_PAUSE_SECONDS, self._pause * 2 or 0.1)
        pause = self._pause
        if isinstance(problem, TelegramRetryAfter):
            pause = float(problem.retry_after)
        hint = "another process polls" if isinstance(problem, TelegramConflictError) else None
        log.warning(event, why=why, pause=pause, hint=hint)
        with suppress(TimeoutError):
            await asyncio.wait_for((stopping or asyncio.Event()).wait(), pause)
