"""The load: so many phones, each with a connection of its own, and the next word when answered.

A protocol of asyncio's own and no HTTP library, so that the load costs less than what it measures.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

SECRET = "bench-secret"  # noqa: S105
HEADERS = (
    "POST /telegram HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: "
)


@dataclass
class Answered:
    """What a stretch of load took: seconds of each turn, and what was not answered with 200."""

    took: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0
    processor_seconds: float = 0.0

    @property
    def processor_us(self) -> float:
        """Microseconds of the bot's processor time that a turn took."""
        return 1e6 * self.processor_seconds / len(self.took)

    @property
    def p99(self) -> float:
        """Milliseconds within which 99 of 100 turns were answered."""
        return self.percentile(99)

    @property
    def a_second(self) -> float:
        """Turns a second."""
        return len(self.took) / self.seconds

    def percentile(self, percent: float) -> float:
        """Milliseconds within which so many of a hundred turns were answered."""
        ordered = sorted(self.took)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


class Phone(asyncio.Protocol):
    """One phone on one connection."""

    def __init__(self, updates: Iterator[bytes], answered: Answered, until: float) -> None:
        self._updates, self._answered, self._until = updates, answered, until
        self._buffer, self._sent_at = b"", 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Connected: the first word."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._say()

    def _say(self) -> None:
        body = next(self._updates, None) if time.perf_counter() < self._until else None
        if body is None:
            self._transport.close()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(f"{HEADERS}{len(body)}\r\n\r\n".encode() + body)

    def data_received(self, data: bytes) -> None:
        """A part of the answer; when it is whole, the next word."""
        self._buffer += data
        if not is_whole(self._buffer):
            return
        self._answered.took.append(time.perf_counter() - self._sent_at)
        self._answered.failed += b" 200 " not in self._buffer[:15]
        self._buffer = b""
        self._say()

    def connection_lost(self, problem: Exception | None) -> None:  # noqa: ARG002
        """Over."""
        if not self.done.done():
            self.done.set_result(None)


def is_whole(response: bytes) -> bool:
    """Whether all of an HTTP response is there."""
    head, found, body = response.partition(b"\r\n\r\n")
    if not found:
        return False
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        return body.endswith(b"0\r\n\r\n")
    length = lower.partition(b"content-length: ")[2].partition(b"\r\n")[0]
    return len(body) >= int(length or 0)


async def play(
    port: int, phones: int, seconds: float, people: Sequence[Iterator[bytes]]
) -> Answered:
    """So many phones for so long; each goes on with its own `people`."""
    answered, loop = Answered(), asyncio.get_running_loop()
    began = time.perf_counter()
    until = began + seconds
    connected = [
        loop.create_connection(partial(Phone, updates, answered, until), "127.0.0.1", port)
        for updates in people[:phones]
    ]
    protocols = [phone for _, phone in await asyncio.gather(*connected)]
    await asyncio.gather(*(phone.done for phone in protocols))
    answered.seconds = time.perf_counter() - began
    return answered
