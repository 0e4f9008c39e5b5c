"""Sending answers: in each chat in order, tried again where Telegram asks for it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import stamina
import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    Response,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVenue,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, Message

from bot.telegram.rendering import (
    ANSWER_TAP,
    EDIT_TEXT,
    SEND_MESSAGE,
    OutgoingCall,
    OutgoingCalls,
)
from dialogue.core.reply import Document

log = structlog.get_logger()

# What Telegram says while it is away for a moment. A gateway's error page is no JSON. A token that
# was refused may work again.
TRANSIENT_ERRORS = (
    TelegramServerError,
    TelegramNetworkError,
    TelegramUnauthorizedError,
    ClientDecodeError,
)
# pydantic forgets a generic's class when nobody holds it, and each call would build it anew.
ANSWERED = (Response[Message], Response[Message | bool], Response[bool])
METHODS: dict[str, type[TelegramMethod[Any]]] = {
    method.__api_method__: method
    for method in (
        AnswerCallbackQuery,
        EditMessageText,
        SendDocument,
        SendMessage,
        SendPhoto,
        SendVenue,
    )
}
# A chat that Telegram holds back is waited for aside, so that others do not wait with it.
PATIENCE_SECONDS = 1.0
DRAIN_SECONDS = 2.0
ATTEMPTS = 8


class ReplySender:
    """Sends what was said. The answers were committed before: a call lost here loses no answer.

    `lost` is called for each call that is given up.
    """

    def __init__(
        self,
        bot: Bot,
        patience: float = PATIENCE_SECONDS,
        lost: Callable[[], object] = lambda: None,
    ) -> None:
        self._bot, self._patience, self._lost = bot, patience, lost
        self._last: dict[int, asyncio.Task[None]] = {}

    async def send(
        self, spoken: Sequence[OutgoingCalls], told: Callable[[], object] | None = None
    ) -> bool:
        """Send all, chats at once, each chat in order; after a while the slow ones go on aside.

        Gives whether nothing is on its way to these chats any more. `told` is called as often as
        somebody has been told all, or it was given up.
        """
        tasks = [self._queue(one, told) for one in spoken if one.calls]
        if tasks:
            await asyncio.wait(tasks, timeout=self._patience)
        last = (self._last.get(one.chat_id) for one in spoken)
        return all(task is None or task.done() for task in last)

    async def rest(self) -> None:
        """Wait a while for what is still on its way; what hangs for longer is given up."""
        tasks = list(self._last.values())
        if tasks:
            await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _queue(
        self, spoken: OutgoingCalls, told: Callable[[], object] | None
    ) -> asyncio.Task[None]:
        before = self._last.get(spoken.chat_id)
        task = asyncio.create_task(self._in_order(spoken, before, told))
        self._last[spoken.chat_id] = task
        task.add_done_callback(lambda done: self._forget(spoken.chat_id, done))
        return task

    def _forget(self, chat_id: int, done: asyncio.Task[None]) -> None:
        if self._last.get(chat_id) is done:
            del self._last[chat_id]

    async def _in_order(
        self,
        spoken: OutgoingCalls,
        before: asyncio.Task[None] | None,
        told: Callable[[], object] | None,
    ) -> None:
        if before is not None:
            await before
        toasts = [call for call in spoken.calls if call.method == ANSWER_TAP]
        others = [call for call in spoken.calls if call.method != ANSWER_TAP]
        await asyncio.gather(*map(self._safely, toasts), self._one_by_one(others, spoken.instead))
        if told is not None:
            told()

    async def _one_by_one(self, calls: list[OutgoingCall], instead: OutgoingCall | None) -> None:
        """Where Telegram refuses something, its reader is told so, once."""
        taken = [await self._safely(call) for call in calls]
        if instead is not None and not all(taken):
            await self._safely(instead)

    async def _safely(self, call: OutgoingCall) -> bool:
        """Make the call; False where it was refused."""
        try:
            await self._patiently(call)
        except TelegramBadRequest as problem:
            return await self._instead(call, problem)
        except (TelegramAPIError, ClientDecodeError) as problem:
            log.warning("answer not sent", method=call.method, why=type(problem).__name__)
            if not isinstance(problem, TelegramForbiddenError):
                self._lost()
        return True

    async def _patiently(self, call: OutgoingCall) -> None:
        async for attempt in stamina.retry_context(
            on=get_retry_pause, attempts=ATTEMPTS, timeout=None
        ):
            with attempt:
                await self._bot(build_method(call))

    async def _instead(self, call: OutgoingCall, problem: TelegramBadRequest) -> bool:
        """An edit that changes nothing is done; a message that is gone is sent anew."""
        if call.method == ANSWER_TAP or "is not modified" in problem.message:
            return True
        if call.method == EDIT_TEXT:
            anew = {key: value for key, value in call.fields.items() if key != "message_id"}
            return await self._safely(OutgoingCall(SEND_MESSAGE, anew))
        # What Telegram quotes in its reason is the text.
        why = problem.message.partition('"')[0]
        log.warning("answer refused", method=call.method, why=why)
        return False


def get_retry_pause(problem: Exception) -> bool | timedelta:
    """How long to wait before the next attempt; False where another would not help."""
    if isinstance(problem, TelegramRetryAfter):
        return timedelta(seconds=problem.retry_after)
    return isinstance(problem, TRANSIENT_ERRORS)


def build_method(call: OutgoingCall) -> TelegramMethod[Any]:
    """The call as aiogram makes it."""
    fields = {
        name: BufferedInputFile(value.content, value.name) if isinstance(value, Document) else value
        for name, value in call.fields.items()
    }
    return METHODS[call.method](**fields)
