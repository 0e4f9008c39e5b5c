"""The post: messages and files as calls of python-telegram-bot, and what became of each."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import aiohttp
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from dialogue.core.reply import Document, Message
from scheduler.delivery.rate_limit import AT_ONCE, CallHeld, RateLimit

TIMEOUT_SECONDS, DOWNLOAD_SECONDS = 20.0, 120.0
UNCHANGED, LOST = "is not modified", ("message to edit not found", "message can't be edited")
TOO_BIG = "file is too big"
NOBODY = ("chat not found", "user is deactivated", "user not found")


class SendOutcome(Enum):
    """What became of a call that gave no message."""

    BLOCKED = auto()
    HELD = auto()
    AWAY = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class Sent:
    """Telegram's number of the message."""

    message_id: int


class TelegramSender:
    """Sends one message at a time for whoever asks, at the pace that Telegram allows."""

    def __init__(self, bot: ExtBot[None], pace: RateLimit, web: aiohttp.ClientSession) -> None:
        self._bot, self.pace, self._web = bot, pace, web

    async def send(
        self, chat_id: int, message: Message, edits: int | None = None
    ) -> Sent | SendOutcome:
        """Send, or change the message `edits`; a Fate where that could not be."""
        try:
            if edits is not None:
                return await self._edit(chat_id, message, edits)
            sent = await self._send(chat_id, message)
            return Sent(sent.message_id)
        except (CallHeld, RetryAfter):
            return SendOutcome.HELD
        except Forbidden:
            return SendOutcome.BLOCKED
        except BadRequest as problem:
            gone = any(words in problem.message.lower() for words in NOBODY)
            return SendOutcome.BLOCKED if gone else SendOutcome.REFUSED
        except TelegramError:
            return SendOutcome.AWAY

    async def fetch(self, file_id: str, most: int) -> bytes | SendOutcome:
        """The content of a file that somebody sent; REFUSED where it has more than `most` bytes."""
        try:
            file = await self._bot.get_file(file_id)
        except (CallHeld, RetryAfter):
            return SendOutcome.HELD
        except TelegramError as problem:
            return SendOutcome.REFUSED if TOO_BIG in problem.message.lower() else SendOutcome.AWAY
        if (file.file_size or 0) > most or not file.file_path:
            return SendOutcome.REFUSED
        try:
            return await self._download(file.file_path, most)
        except (aiohttp.ClientError, TimeoutError):
            return SendOutcome.AWAY

    async def _download(self, address: str, most: int) -> bytes | SendOutcome:
        """Read while it comes: whatever is said of its size, no more than `most` is taken."""
        async with self._web.get(address) as response:
            if not response.ok:
                return SendOutcome.AWAY
            content = bytearray()
            async for part in response.content.iter_any():
                content += part
                if len(content) > most:
                    return SendOutcome.REFUSED
            return bytes(content)

    async def _send(self, chat_id: int, message: Message) -> Any:
        markup, text = _inline(message), str(message.text)
        if (picture := message.picture) is not None:
            photo = picture.content if isinstance(picture, Document) else picture
            return await self._bot.send_photo(
                chat_id, photo, caption=text, parse_mode="HTML", reply_markup=markup
            )
        return await self._bot.send_message(
            chat_id,
            text,
            parse_mode="HTML",
            reply_markup=markup,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def _edit(self, chat_id: int, message: Message, edits: int) -> Sent:
        """A message that is gone is sent anew; one that would not change is right as it is."""
        try:
            await self._bot.edit_message_text(
                str(message.text),
                chat_id=chat_id,
                message_id=edits,
                parse_mode="HTML",
                reply_markup=_inline(message),
            )
        except BadRequest as problem:
            if any(words in problem.message.lower() for words in LOST):
                return Sent((await self._send(chat_id, message)).message_id)
            if UNCHANGED not in problem.message:
                raise
        return Sent(edits)


def _inline(message: Message) -> InlineKeyboardMarkup | None:
    if not message.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b.label, callback_data=b.choice) for b in row]
            for row in message.rows
        ]
    )


@asynccontextmanager
async def open_sender(
    token: str,
    api: str,
    rate: int,
    allowed: Callable[[], bool] = lambda: True,
    patience: float = TIMEOUT_SECONDS,
) -> AsyncIterator[TelegramSender]:
    """A post at the given Bot API. Nothing is asked of Telegram before the first message.

    Nor is anything while it is not `allowed`: calls whose turn comes then are held. Telegram has
    `patience` seconds for an answer.
    """
    pace = RateLimit(rate, allowed)
    requests = [
        HTTPXRequest(
            connection_pool_size=AT_ONCE,
            read_timeout=patience,
            connect_timeout=patience,
            pool_timeout=patience,
        )
        for _ in range(2)
    ]
    bot = ExtBot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
        rate_limiter=pace,
    )
    timeout = aiohttp.ClientTimeout(total=DOWNLOAD_SECONDS, sock_read=patience)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as web:
            yield TelegramSender(bot, pace, web)
    finally:
        for request in requests:
            await request.shutdown()
