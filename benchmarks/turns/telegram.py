"""A Bot API that takes everything and costs next to nothing, in the load's own process."""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from benchmarks.turns.http import whole
from benchmarks.turns.screen import Screen

ME = {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
MESSAGE = (
    b'{"ok":true,"result":{"message_id":%d,"date":1790000000,"text":".",'
    b'"chat":{"id":%d,"type":"private"}}}'
)
RESULTS = {"getMe": json.dumps({"ok": True, "result": ME}).encode()}
DONE = b'{"ok":true,"result":true}'
SPEAKING = {"sendMessage", "editMessageText", "sendDocument"}
CHAT = re.compile(rb"\bchat_id=(\d+)")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


class Telegram:
    """What one bot calls, and the screens of its chats; an answer takes `latency` seconds."""

    def __init__(self, latency: float = 0.0) -> None:
        self.latency, self.address = latency, ""
        self.screens: defaultdict[int, Screen] = defaultdict(Screen)

    def answer(self, method: str, body: bytes) -> bytes:
        """What the Bot API says to a call, after it was shown."""
        if method not in SPEAKING:
            return RESULTS.get(method, DONE)
        found = CHAT.search(body)
        chat = int(found[1]) if found else 0
        screen = self.screens.get(chat)
        number = screen.show(body, edit=method == "editMessageText") if screen else 1
        if screen and screen.look:
            screen.look()
        return MESSAGE % (number, chat)


class Line(asyncio.Protocol):
    """One connection of a bot."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Part of a call."""
        self._buffer += data
        call = whole(self._buffer)
        if call is None:
            return
        self._buffer = b""
        head, body = call
        method = head.split(b" ", 2)[1].rsplit(b"/", 1)[1].decode()
        if self._telegram.latency:
            loop = asyncio.get_running_loop()
            loop.call_later(self._telegram.latency, self._answer, method, body)
        else:
            self._answer(method, body)

    def _answer(self, method: str, body: bytes) -> None:
        answer = self._telegram.answer(method, body)
        if not self._transport.is_closing():
            self._transport.write(HEAD % len(answer) + answer)


@asynccontextmanager
async def open_telegram(latency: float = 0.0) -> AsyncIterator[Telegram]:
    """Serving within the block."""
    telegram = Telegram(latency)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(partial(Line, telegram), "127.0.0.1", 0)
    telegram.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield telegram
    finally:
        server.close()
