"""Updates posted to the bot's webhook, in order within a chat, until they are taken."""

import asyncio
import json
import logging
from typing import Any

import aiohttp

from sandbox.api.calls import Call
from sandbox.api.methods import perform
from sandbox.api.refusals import Refusal
from sandbox.chats.updates import Update, lane_of
from sandbox.exchange import Exchange

log = logging.getLogger("sandbox")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
LONGEST_PAUSE = 60


class Webhook:
    """Posts pending updates: one at a time for each chat, several chats at once.

    A post that is not answered with 2xx in `patience` seconds is repeated after 1, 2, 4, ... up
    to 60 pauses of `pause` seconds.
    """

    def __init__(self, exchange: Exchange, pause: float = 1, patience: float = 60) -> None:
        self._exchange = exchange
        self._pause = pause
        self._patience = aiohttp.ClientTimeout(patience)
        self._lanes: dict[Any, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver for ever, whenever a webhook is set."""
        async with aiohttp.ClientSession(timeout=self._patience) as session:
            try:
                while True:
                    bell = self._exchange.updates.bell
                    self._open_lanes(session)
                    await bell.wait()
            finally:
                lanes = list(self._lanes.values())
                for lane in lanes:
                    lane.cancel()
                await asyncio.gather(*lanes, return_exceptions=True)

    def _open_lanes(self, session: aiohttp.ClientSession) -> None:
        webhook = self._set()
        most = webhook["max_connections"] if webhook else 0
        for update in self._exchange.updates.batch(len(self._exchange.updates)):
            key = lane_of(update)
            if key not in self._lanes and len(self._lanes) < most:
                self._lanes[key] = asyncio.create_task(self._serve(key, session))

    async def _serve(self, key: Any, session: aiohttp.ClientSession) -> None:
        try:
            while (update := self._next(key)) and await self._deliver(update, session):
                pass
        finally:
            del self._lanes[key]
            self._exchange.updates.ring()

    def _next(self, key: Any) -> Update | None:
        pending = self._exchange.updates.batch(len(self._exchange.updates))
        return next((update for update in pending if lane_of(update) == key), None)

    async def _deliver(self, update: Update, session: aiohttp.ClientSession) -> bool:
        """Post until the update is taken; False when the webhook is gone."""
        failures = 0
        while (webhook := self._set()) and self._exchange.updates.is_pending(update):
            if await self._post(update, webhook, session):
                self._exchange.updates.acknowledge(int(update["update_id"]))
                return True
            await asyncio.sleep(min(2**failures, LONGEST_PAUSE) * self._pause)
            failures += 1
        return webhook is not None

    def _set(self) -> dict[str, Any] | None:
        return self._exchange.settings.get("webhook")

    async def _post(
        self, update: Update, webhook: dict[str, Any], session: aiohttp.ClientSession
    ) -> bool:
        secret = webhook["secret_token"]
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            async with session.post(
                webhook["url"], json=update, headers=headers, allow_redirects=False
            ) as response:
                if 200 <= response.status < 300:
                    await self._obey(await response.read())
                    return True
                status = f"{response.status} {response.reason}"
                return self._failed(f"Wrong response from the webhook: {status}")
        except TimeoutError:
            return self._failed("Read timeout expired")
        except aiohttp.ClientConnectorError:
            return self._failed("Connection refused")
        except aiohttp.ClientError:
            return self._failed("Connection closed")

    def _failed(self, reason: str) -> bool:
        log.warning("webhook failed reason=%r", reason)
        error = {"last_error_date": self._exchange.date(), "last_error_message": reason}
        self._exchange.settings["webhook_error"] = error
        self._exchange.store.commit()
        return False

    async def _obey(self, body: bytes) -> None:
        """Carry out the call that the bot put into its answer; Telegram tells it no result."""
        try:
            values = json.loads(body)
        except ValueError:
            return
        if not isinstance(values, dict) or "method" not in values:
            return
        call = Call(str(values.pop("method")), values)
        entry = self._exchange.calls.open(call)
        try:
            await perform(self._exchange, call)
            entry["status"] = 200
        except Refusal as refusal:
            entry["status"], entry["error"] = refusal.code, refusal.description
