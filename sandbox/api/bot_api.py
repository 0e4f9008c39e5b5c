"""The Bot API over HTTP: reading calls, faults, and the form of answers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import NoReturn

from aiohttp import web

from sandbox.api.bodies import read_call
from sandbox.api.calls import Call
from sandbox.api.methods import perform
from sandbox.api.refusals import BLOCKED, Refusal, forbidden, too_many
from sandbox.exchange import Exchange
from sandbox.faults.fault import Fault

log = logging.getLogger("sandbox")

NGINX = """<html>
<head><title>{status}</title></head>
<body><center><h1>{status}</h1></center><hr><center>nginx</center></body>
</html>
"""


# By this name a fault strikes the download of a file, which is no method.
DOWNLOAD = "download"

Answer = tuple[web.Response, str | None]


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, exchange: Exchange, token: str) -> None:
        self._exchange = exchange
        self._token = token

    async def call(self, request: web.Request) -> web.Response:
        try:
            self._admit(request)
            call = await read_call(request, request.match_info["method"])
        except Refusal as refusal:
            return _refused(refusal)
        entry = self._exchange.calls.open(call)
        response, entry["error"] = await self._answer(request, call)
        entry["status"] = response.status
        return response

    async def file(self, request: web.Request) -> web.Response:
        try:
            self._admit(request)
        except Refusal as refusal:
            return _refused(refusal)
        about = self._exchange.files.at(request.match_info["path"])
        if about is None:
            return _refused(Refusal(404, "Not Found"))
        fault = self._exchange.faults.strike(Call(DOWNLOAD, {}))
        if fault and fault.kind in BEFORE:
            try:
                return (await BEFORE[fault.kind](fault))[0]
            except Refusal as refusal:
                return _refused(refusal)
        return web.Response(body=self._exchange.files.content(about), content_type=about["type"])

    def _admit(self, request: web.Request) -> None:
        if request.match_info["token"] != self._token:
            raise Refusal(401, "Unauthorized")

    async def _answer(self, request: web.Request, call: Call) -> Answer:
        fault = self._exchange.faults.strike(call)
        try:
            if fault and fault.kind in BEFORE:
                return await BEFORE[fault.kind](fault)
            result = await perform(self._exchange, call)
        except Refusal as refusal:
            log.warning("refused method=%s reason=%r", call.method, refusal.description)
            return _refused(refusal), refusal.description
        if fault and request.transport:
            # Committed, but the bot never hears of it.
            request.transport.close()
        return web.json_response({"ok": True, "result": result}), None


def _refused(refusal: Refusal) -> web.Response:
    return web.json_response(refusal.body(), status=refusal.code)


async def _too_many(fault: Fault) -> NoReturn:
    raise too_many(fault.retry_after)


async def _blocked(_fault: Fault) -> NoReturn:
    raise forbidden(BLOCKED)


async def _unauthorized(_fault: Fault) -> NoReturn:
    raise Refusal(401, "Unauthorized")


async def _broken(fault: Fault) -> Answer:
    text = NGINX.format(status=fault.status)
    return web.Response(text=text, status=fault.status, content_type="text/html"), "fault"


async def _hang(_fault: Fault) -> NoReturn:
    while True:
        await asyncio.Event().wait()


BEFORE: dict[str, Callable[[Fault], Awaitable[Answer]]] = {
    "429": _too_many,
    "401": _unauthorized,
    "403": _blocked,
    "5xx": _broken,
    "hang": _hang,
}
