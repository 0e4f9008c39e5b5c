"""The listener: so many connections and no more, and so long for a request to arrive."""

import asyncio
import resource
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# Descriptors for the store, for Telegram, for files; the listener never takes them.
RESERVED, FEWEST = 128, 16


@dataclass(frozen=True)
class Limits:
    """How many connections there may be; how many seconds one may lie idle, or half said."""

    connections: int = 512
    idle_seconds: float = 30
    body_seconds: float = 10

    @property
    def most(self) -> int:
        """Return how many connections the process's open files allow."""
        allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        if allowed == resource.RLIM_INFINITY:
            return self.connections
        return max(FEWEST, min(self.connections, allowed - RESERVED))


class Gate:
    """Makes a protocol for each connection; where there are too many, the oldest idle one goes.

    A connection is idle until a whole request has been read, so that half-open ones, however many,
    keep nobody out.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits, self._most = limits, limits.most
        self._busy: set[web.RequestHandler] = set()
        self.server: web.Server | None = None

    def __call__(self) -> web.RequestHandler:
        """The protocol of a new connection, which is counted once it is there."""
        assert self.server is not None
        asyncio.get_running_loop().call_soon(self._trim)
        return self.server()

    def _trim(self) -> None:
        assert self.server is not None
        alive = [one for one in self.server.connections if one.transport is not None]
        idle = [one for one in alive if one not in self._busy]
        for one in (idle or alive[-1:])[: max(0, len(alive) - self._most + 1)]:
            one.force_close()

    @web.middleware
    async def answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Nobody who is being answered is let go."""
        request[GATE] = self
        self._busy.add(request.protocol)
        try:
            return await handler(request)
        finally:
            self._busy.discard(request.protocol)

    async def body(self, request: web.Request) -> bytes:
        """The whole of it; until it is there the connection counts as idle.

        Raises:
            TimeoutError: it did not come in time.
        """
        if request.content.is_eof():
            return await request.read()
        self._busy.discard(request.protocol)
        async with asyncio.timeout(self._limits.body_seconds):
            body = await request.read()
        self._busy.add(request.protocol)
        return body


GATE = web.RequestKey("gate", Gate)


def too_late() -> web.Response:
    """To whoever sends a request too slowly; the connection is closed with it."""
    late = web.Response(status=408)
    late.force_close()
    return late


@asynccontextmanager
async def open_listener(
    app: web.Application, address: tuple[str, int], limits: Limits
) -> AsyncIterator[None]:
    """Serve the application at an address. Raises OSError where somebody has it."""
    gate = Gate(limits)
    app.middlewares.append(gate.answered)
    runner = web.AppRunner(
        app, access_log=None, keepalive_timeout=limits.idle_seconds, lingering_time=1
    )
    await runner.setup()
    gate.server = runner.server
    try:
        server = await asyncio.get_running_loop().create_server(gate, *address)
        try:
            yield
        finally:
            server.close()
    finally:
        await runner.cleanup()
