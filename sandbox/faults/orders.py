"""Routes by which tests and the page order another time, faults and limits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web

from sandbox.api.bodies import read_call
from sandbox.api.refusals import bad_request
from sandbox.clock import leap
from sandbox.exchange import Exchange


class Orders:
    """The routes for the clock, the faults and the limits."""

    def __init__(self, exchange: Exchange) -> None:
        self._clock = exchange.clock
        self._faults = exchange.faults
        self._limits = exchange.limits

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sandbox/clock", self.clock),
            web.post("/sandbox/clock", self.move_clock),
            web.post("/sandbox/faults", self.order_fault),
            web.delete("/sandbox/faults", self.clear_faults),
            web.get("/sandbox/limits", self.limits),
            web.post("/sandbox/limits", self.order_limit),
        ]

    async def clock(self, _request: web.Request) -> web.Response:
        return web.json_response(self._clock.shown())

    async def move_clock(self, request: web.Request) -> web.Response:
        order = await _order(request)
        with readable():
            self._clock.move(leap(self._clock.now(), order))
        return web.json_response(self._clock.shown())

    async def order_fault(self, request: web.Request) -> web.Response:
        order = await _order(request)
        with readable():
            self._faults.order(order)
        return web.json_response({"ok": True})

    async def clear_faults(self, _request: web.Request) -> web.Response:
        self._faults.clear()
        return web.json_response({"ok": True})

    async def limits(self, _request: web.Request) -> web.Response:
        return web.json_response(self._limits.shown())

    async def order_limit(self, request: web.Request) -> web.Response:
        order = await _order(request)
        with readable():
            self._limits.order(**order)
        return web.json_response(self._limits.shown())


async def _order(request: web.Request) -> dict[str, Any]:
    return (await read_call(request, "order")).values


@contextmanager
def readable() -> Iterator[None]:
    """An order that can't be read is a 400."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise bad_request(str(error)) from None
