"""A Bot API that takes everything and costs next to nothing, in the load's own process."""

import asyncio
import json
from typing import Any, ClassVar

CHAT = {"id": 1, "type": "private"}
ME = {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
MESSAGE = {"message_id": 1, "date": 1_790_000_000, "chat": CHAT, "text": "."}
RESULTS: dict[str, Any] = {"getMe": ME, "sendMessage": MESSAGE, "editMessageText": MESSAGE}


def response(method: str) -> bytes:
    """What the Bot API says to a call."""
    body = json.dumps({"ok": True, "result": RESULTS.get(method, True)}).encode()
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Telegram(asyncio.Protocol):
    """One connection; each call is answered after `latency` seconds."""

    latency: ClassVar[float] = 0.0

    def __init__(self) -> None:
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Part of a call."""
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        lower = head.lower()
        length = int(lower.partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
        chunked = b"transfer-encoding: chunked" in lower
        if (chunked and not body.endswith(b"0\r\n\r\n")) or len(body) < length:
            return
        self._buffer = b""
        method = head.split(b" ", 2)[1].rsplit(b"/", 1)[1].decode()
        if self.latency:
            asyncio.get_running_loop().call_later(self.latency, self._answer, method)
        else:
            self._answer(method)

    def _answer(self, method: str) -> None:
        if not self._transport.is_closing():
            self._transport.write(response(method))


async def open_telegram() -> tuple[asyncio.Server, str]:
    """Serving, and its address."""
    server = await asyncio.get_running_loop().create_server(Telegram, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    return server, f"http://127.0.0.1:{port}"
