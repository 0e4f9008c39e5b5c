"""Server-Sent Events: what happens on the phones, as it happens."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.exchange import Exchange


def follow(exchange: Exchange) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """A handler that streams events: after `Last-Event-ID` or `?since=`, or from now on."""

    async def stream(request: web.Request) -> web.StreamResponse:
        given = request.headers.get("Last-Event-ID") or request.query.get("since")
        since = int(given) if given else exchange.events.seq
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        # A first byte, so that a browser knows the stream is open.
        await response.write(b":\n\n")
        async for event in exchange.events.follow(since):
            await response.write(_frame(event))
        return response

    return stream


def _frame(event: dict[str, Any]) -> bytes:
    data = json.dumps(event, ensure_ascii=False)
    return f"id: {event['seq']}\nevent: {event['kind']}\ndata: {data}\n\n".encode()
