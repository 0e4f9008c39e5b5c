"""Sends deliveries and fetches files by python-telegram-bot, at the rate that Telegram allows."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from telegram import InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.telegram.addresses import get_chat_id
from bot.telegram.proxies import get_proxy
from bot.telegram.rate_limit import AT_ONCE, REFUSED_SECONDS, CallHeld, RateLimit
from bot.telegram.rendering import OutgoingCall, render_edit, render_message
from bot.telegram.start_links import has_start_link, resolve_links_of
from dialogue.core.reply import Document, Message
from models.core.address import Address, MediaRef
from scheduler.delivery.sender import SendOutcome, Sent

TIMEOUT_SECONDS, DOWNLOAD_SECONDS = 20.0, 120.0
UNCHANGED, LOST = "is not modified", ("message to edit not found", "message can't be edited")
REMEMBERED = 1000
TOO_BIG = "file is too big"
# Nobody can be written to, whatever the message: it waits, and costs no attempt.
NOT_NOW = (CallHeld, RetryAfter, InvalidToken)
NOBODY = ("chat not found", "user is deactivated", "user not found")


class TelegramSender:
    """Sends one message at a time for whoever asks."""

    def __init__(
        self, bot: ExtBot[None], rate_limit: RateLimit, web: aiohttp.ClientSession
    ) -> None:
        self._bot, self._rate_limit, self._web = bot, rate_limit, web
        self._username = ""
        # What the messages say that are brought up to date, as hashes.
        self._says: dict[tuple[int, int], int] = {}

    @property
    def is_held(self) -> bool:
        """Whether no call may be made: Telegram wants none for a while, or another leads."""
        return self._rate_limit.is_held

    async def send(
        self, address: Address, message: Message, edits: int | None = None
    ) -> Sent | SendOutcome:
        """Send, or change the message `edits`; a SendOutcome where that could not be."""
        chat_id = get_chat_id(address)
        try:
            message = await self._with_addresses(message)
            if edits is not None and message.is_text:
                return await self._edit(chat_id, message, edits)
            return await self._send(chat_id, message)
        except NOT_NOW:
            return SendOutcome.HELD
        except Forbidden:
            return SendOutcome.BLOCKED
        except BadRequest as problem:
            gone = any(words in problem.message.lower() for words in NOBODY)
            return SendOutcome.BLOCKED if gone else SendOutcome.REFUSED
        except TelegramError:
            return SendOutcome.AWAY

    async def fetch(self, ref: MediaRef, most: int) -> bytes | SendOutcome:
        """The content of a file that somebody sent; REFUSED where it has more than `most` bytes."""
        try:
            file = await self._bot.get_file(ref.id)
        except NOT_NOW:
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

    async def _with_addresses(self, message: Message) -> Message:
        """Start links need the bot's own name, which Telegram is asked for once."""
        if not has_start_link(message):
            return message
        if not self._username:
            self._username = (await self._bot.get_me()).username or ""
        return resolve_links_of(message, self._username)

    async def _send(self, chat_id: int, message: Message) -> Sent:
        for call in render_message(chat_id, message):
            sent = await self._call(call)
        return Sent(sent.message_id)

    async def _edit(self, chat_id: int, message: Message, edits: int) -> Sent:
        """Send a message again that is gone, and leave one alone that would not change."""
        place, says = (chat_id, edits), hash((str(message.text), message.rows))
        if self._says.get(place) == says:
            return Sent(edits)
        try:
            await self._call(render_edit(chat_id, edits, message))
        except BadRequest as problem:
            if any(words in problem.message.lower() for words in LOST):
                return await self._send(chat_id, message)
            if UNCHANGED not in problem.message:
                raise
        if len(self._says) >= REMEMBERED:
            self._says.clear()
        self._says[place] = says
        return Sent(edits)

    async def _call(self, call: OutgoingCall) -> Any:
        """The library names methods by the Bot API's words, and parameters as its fields."""
        fields = {name: _uploadable(value) for name, value in call.fields.items()}
        return await getattr(self._bot, _snake_case(call.method))(**fields)


def _uploadable(value: Any) -> Any:
    return InputFile(value.content, value.name) if isinstance(value, Document) else value


def _snake_case(method: str) -> str:
    return re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", method)


@asynccontextmanager
async def open_sender(
    token: str,
    api: str,
    rate: int,
    allowed: Callable[[], bool] = lambda: True,
    *,
    patience: float = TIMEOUT_SECONDS,
    refused_seconds: float = REFUSED_SECONDS,
) -> AsyncIterator[TelegramSender]:
    """A sender at the given Bot API. Nothing is asked of Telegram before the first message.

    Nor is anything while it is not `allowed`, or for `refused_seconds` after the token was refused:
    calls whose turn comes then are held.
    """
    rate_limit, proxy = RateLimit(rate, allowed, refused_seconds), get_proxy(api)
    requests = [
        HTTPXRequest(
            connection_pool_size=AT_ONCE,
            read_timeout=patience,
            connect_timeout=patience,
            pool_timeout=patience,
            proxy=proxy,
            # Else it would go by variables that it reads otherwise, and for this machine too.
            httpx_kwargs={"trust_env": False},
        )
        for _ in range(2)
    ]
    bot = ExtBot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
        rate_limiter=rate_limit,
    )
    limits = aiohttp.ClientTimeout(total=DOWNLOAD_SECONDS, sock_read=patience)
    try:
        async with aiohttp.ClientSession(timeout=limits, proxy=proxy) as web:
            yield TelegramSender(bot, rate_limit, web)
    finally:
        for request in requests:
            await request.shutdown()
