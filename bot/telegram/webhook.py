"""Serving by webhook: an update is acknowledged only when its turn is committed."""

import asyncio
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import perf_counter

import structlog
from aiohttp import web

from bot.store.engine import OUTAGES
from bot.store.outages import cause
from bot.telegram.rendering import SEND_MESSAGE, OutgoingCalls, fits
from bot.telegram.replies import ReplySender
from bot.telegram.turns import TelegramTurns
from bot.telegram.updates import TelegramUpdate, parse_update
from bot.web.listener import GATE, too_late

log = structlog.get_logger()

MOST_TOGETHER = 100
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105


class IncomingBatches:
    """Updates that arrive while a commit runs are taken together in the next."""

    def __init__(self, turns: TelegramTurns, together: int = MOST_TOGETHER) -> None:
        self._turns, self._together = turns, together
        self._waiting: list[tuple[TelegramUpdate, asyncio.Future[OutgoingCalls]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def take(self, update: TelegramUpdate) -> OutgoingCalls:
        """What is to be said, committed; raises what the turn raises."""
        future: asyncio.Future[OutgoingCalls] = asyncio.get_running_loop().create_future()
        self._waiting.append((update, future))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return await future

    async def _work(self) -> None:
        while self._waiting:
            await self._while_more_come()
            most = self._together
            taken, self._waiting = self._waiting[:most], self._waiting[most:]
            try:
                spoken = await self._turns.begin([update for update, _ in taken])
            except Exception as problem:
                self._fail(taken, problem)
                continue
            for (_, future), one in zip(taken, spoken, strict=True):
                if isinstance(one, asyncio.Task):
                    # It holds no other up: the next batch begins.
                    one.add_done_callback(partial(_hand_over, future))
                elif not future.done():
                    future.set_result(one)

    async def _while_more_come(self) -> None:
        """What has arrived already is read first: no timer, a turn of the loop or two."""
        seen = 0
        while seen < len(self._waiting) < self._together:
            seen = len(self._waiting)
            await asyncio.sleep(0)

    @staticmethod
    def _fail(
        taken: list[tuple[TelegramUpdate, asyncio.Future[OutgoingCalls]]], problem: Exception
    ) -> None:
        for _, future in taken:
            if not future.done():
                future.set_exception(problem)


def _hand_over(future: asyncio.Future[OutgoingCalls], task: asyncio.Task[OutgoingCalls]) -> None:
    """What a turn gave that had long to read."""
    if task.cancelled() or future.done():
        future.cancel()
    elif problem := task.exception():
        future.set_exception(problem)
    else:
        future.set_result(task.result())


class Webhook:
    """The address that Telegram calls."""

    def __init__(
        self,
        turns: TelegramTurns,
        sender: ReplySender,
        secret: str,
        together: int = MOST_TOGETHER,
    ) -> None:
        self._turns, self._sender, self._secret = turns, sender, secret
        self._gathering, self._metrics = IncomingBatches(turns, together), turns.metrics

    async def handle(self, request: web.Request) -> web.Response:
        """One update: its answer, or 403 without the secret, 408 too slow, 503 with no store."""
        told = partial(self._metrics.answered, perf_counter())
        given = request.headers.get(SECRET_HEADER, "").encode(errors="replace")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=403)
        try:
            raw = json.loads(await request[GATE].body(request))
        except TimeoutError:
            return too_late()
        except (ValueError, RecursionError):
            raw = None
        if not isinstance(raw, dict):
            return web.Response(status=400)
        update = parse_update(raw)
        if update is None:
            return web.Response()
        stopped = self._turns.stop_flood(update)
        if stopped is not None:
            return await self._answer(stopped, told)
        try:
            spoken = await self._gathering.take(update)
        except OUTAGES as problem:
            self._turns.forgive(update)
            log.warning("store away", why=cause(problem))
            return web.Response(status=503)
        return await self._answer(spoken, told)

    async def _answer(self, spoken: OutgoingCalls, told: Callable[[], object]) -> web.Response:
        """The last message goes in the response itself; what comes before it, and edits, as calls.

        Where something is still on its way to the chat, it queues behind that.
        """
        *before, last = spoken.calls or (None,)
        if last is None or last.method != SEND_MESSAGE or not fits(last):
            await self._sender.send([spoken], told)
            return web.Response()
        if await self._sender.send([replace(spoken, calls=tuple(before))]):
            told()
            return web.json_response(last.in_response())
        await self._sender.send([replace(spoken, calls=(last,))], told)
        return web.Response()
