"""The load: so many phones, each with a connection of its own, and the next word when answered.

A protocol of asyncio's own and no HTTP library, so that the load costs less than what it measures.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from benchmarks.turns.http import whole
from benchmarks.turns.labourers import Turn

SECRET = "bench-secret"  # noqa: S105
HEADERS = (
    "POST /telegram HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: "
)


# A reply that was acknowledged and does not come is the wrong one, or none.
PATIENCE_SECONDS = 20.0


@dataclass
class Answered:
    """What a stretch of load took: seconds of each turn, and how many people have finished.

    `failed` counts the phones that were not answered with 200, or not with the right reply; they
    say no more. `wrong` tells the first of them.
    """

    took: list[float] = field(default_factory=list)
    finished: int = 0
    failed: int = 0
    wrong: str = ""
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

    def __init__(self, turns: Iterator[Turn], answered: Answered, until: float) -> None:
        self._turns, self._answered, self._until = turns, answered, until
        self._buffer, self._sent_at = b"", 0.0
        self._turn: Turn | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._acknowledged = False
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Connected: the first word."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._say()

    def _say(self) -> None:
        turn = next(self._turns, None) if time.perf_counter() < self._until else None
        self._turn, self._acknowledged = turn, False
        if turn is None:
            self._transport.close()
            return
        turn.screen.said, turn.screen.look = b"", self._look
        self._sent_at = time.perf_counter()
        self._transport.write(f"{HEADERS}{len(turn.update)}\r\n\r\n".encode() + turn.update)

    def data_received(self, data: bytes) -> None:
        """A part of the answer; when it is whole, a look at what the chat shows."""
        self._buffer += data
        response = whole(self._buffer)
        if response is None or self._turn is None:
            return
        self._buffer = b""
        head, body = response
        if b" 200 " not in head[:15]:
            self._fail(head[:15])
            return
        if b"sendMessage" in body:
            self._turn.screen.show(body)
        self._acknowledged = True
        self._look()

    def _look(self) -> None:
        """The next word, once the last is acknowledged and rightly replied to."""
        if self._turn is None or not self._acknowledged:
            return
        screen = self._turn.screen
        for form in self._turn.expected:
            if form in screen.said:
                self._go_on()
                return
        if self._patience is None:
            later = asyncio.get_running_loop().call_later
            self._patience = later(PATIENCE_SECONDS, lambda: self._fail(screen.said))

    def _go_on(self) -> None:
        assert self._turn is not None
        self._answered.took.append(time.perf_counter() - self._sent_at)
        self._answered.finished += self._turn.is_last
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        self._say()

    def _fail(self, said: bytes) -> None:
        """Not the right reply: this phone says no more."""
        assert self._turn is not None
        self._answered.failed += 1
        expected = self._turn.expected[-1].decode()
        self._answered.wrong = self._answered.wrong or f"not {expected!r} but {said.decode()!r}"
        self._turn = None
        self._transport.close()

    def connection_lost(self, problem: Exception | None) -> None:
        """Over; or, with a word unanswered, hung up on."""
        if self._turn is not None:
            self._fail(repr(problem).encode())
        self.done.set_result(None)


async def play(
    port: int, phones: int, seconds: float, people: Sequence[Iterator[Turn]]
) -> Answered:
    """So many phones for so long; each goes on with its own `people`."""
    answered, loop = Answered(), asyncio.get_running_loop()
    began = time.perf_counter()
    until = began + seconds
    connected = [
        loop.create_connection(partial(Phone, turns, answered, until), "127.0.0.1", port)
        for turns in people[:phones]
    ]
    protocols = [phone for _, phone in await asyncio.gather(*connected)]
    await asyncio.gather(*(phone.done for phone in protocols))
    answered.seconds = time.perf_counter() - began
    return answered
