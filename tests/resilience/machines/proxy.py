"""A proxy that shares a webhook out to several processes, in turn."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.telegram.webhook import SECRET_HEADER


class Proxy:
    """Passes each post on to the next process; one that does not listen is passed over.

    `answers` counts by port and status; port 0 is where none listened. A process that says
    nothing for `patience` seconds is given up with 504, as a proxy does; what it was told may
    still be done there.
    """

    def __init__(self, patience: float) -> None:
        self.ports: list[int] = []
        self.answers: Counter[tuple[int, int]] = Counter()
        self._patience = aiohttp.ClientTimeout(patience)
        self._turn = 0

    @property
    def statuses(self) -> Counter[int]:
        """How often each status was answered."""
        counts: Counter[int] = Counter()
        for (_, status), count in self.answers.items():
            counts[status] += count
        return counts

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Serve within the block; gives the address to call."""
        app = web.Application()
        app.router.add_post("/telegram", self._pass_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with aiohttp.ClientSession(timeout=self._patience) as self._web:
            try:
                yield f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
            finally:
                await runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, secret = await request.read(), request.headers.get(SECRET_HEADER, "")
        for _ in self.ports:
            self._turn += 1
            port = self.ports[self._turn % len(self.ports)]
            try:
                return await self.post(port, body, secret)
            except aiohttp.ClientError:
                continue
        self.answers[0, 502] += 1
        return web.Response(status=502)

    async def post(self, port: int, body: bytes, secret: str) -> web.Response:
        """Call this very process."""
        headers = {SECRET_HEADER: secret, "Content-Type": "application/json"}
        address = f"http://127.0.0.1:{port}/telegram"
        try:
            async with self._web.post(address, data=body, headers=headers) as answer:
                content, status = await answer.read(), answer.status
        except TimeoutError:
            content, status = b"", 504
        self.answers[port, status] += 1
        return web.Response(body=content, status=status, content_type="application/json")
