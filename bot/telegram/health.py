"""What Telegram says of this bot, for Prometheus: refusals, waiting updates, webhook errors, time.

A converse process asks once a minute. No sample names a person, the token, or the webhook's path.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum, auto
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import WebhookInfo
from aiohttp import ClientError, ClientSession, ClientTimeout
from cryptography.x509 import load_der_x509_certificate
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import GaugeMetricFamily

from bot.telegram.proxies import get_proxy
from models.core.clock import Clock

WAIT_SECONDS = 20
HTTPS = 443
UNANSWERED = (TelegramNetworkError, TelegramServerError, ClientDecodeError)
UNREADABLE = (ClientError, OSError, TimeoutError, ValueError, TypeError)


class Refused(StrEnum):
    """Why Telegram refuses every call: the token does not fit, or another process polls."""

    TOKEN = auto()
    POLLER = auto()


REFUSALS: dict[type[Exception], Refused] = {
    TelegramUnauthorizedError: Refused.TOKEN,
    TelegramNotFound: Refused.TOKEN,
    TelegramConflictError: Refused.POLLER,
}


class TelegramHealth(BaseRequestMiddleware):
    """Hears every answer of Telegram's to this process, and asks for what nobody tells it.

    `webhook_url` is where Telegram should call; empty where the process polls.
    """

    def __init__(self, clock: Clock, api: str, webhook_url: str) -> None:
        self._clock, self._api, self._webhook_url = clock, api, webhook_url
        self._answered_at = clock.now()
        self._webhook: WebhookInfo | None = None
        self._clock_offset: float | None = None
        self._expires_at: datetime | None = None
        self._registry = CollectorRegistry()
        refusals = Counter(
            "chunfeng_telegram_refusals",
            "Calls that Telegram refused: the token does not fit, or another process polls.",
            ["why"],
            registry=self._registry,
        )
        self._refusals = {why: refusals.labels(why.value) for why in Refused}
        self._lost = Counter(
            "chunfeng_answers_lost",
            "Calls of answers that were given up; what people said was kept.",
            registry=self._registry,
        )
        self._registry.register(self)

    async def __call__(self, make_request: Any, bot: Bot, method: Any) -> Any:
        """One call of the bot's, as aiogram's session makes it."""
        try:
            answer = await make_request(bot, method)
        except UNANSWERED:
            raise
        except TelegramAPIError as problem:
            self._answered_at = self._clock.now()
            if why := REFUSALS.get(type(problem)):
                self._refusals[why].inc()
            raise
        self._answered_at = self._clock.now()
        return answer

    def lost(self) -> None:
        """An answer was given up."""
        self._lost.inc()

    def exposition(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self._registry)

    @asynccontextmanager
    async def asking(self, bot: Bot, every: float) -> AsyncIterator[None]:
        """Ask within the block, now and every so many seconds."""
        going = asyncio.create_task(self._go_on(bot, every))
        try:
            yield
        finally:
            going.cancel()
            with suppress(asyncio.CancelledError):
                await going

    async def _go_on(self, bot: Bot, every: float) -> None:
        while True:
            await self._ask(bot)
            await asyncio.sleep(every)

    async def _ask(self, bot: Bot) -> None:
        """What can't be asked is not told, until it can."""
        try:
            self._webhook = await bot.get_webhook_info(request_timeout=WAIT_SECONDS)
        except (TelegramAPIError, ClientDecodeError):
            self._webhook = None
        told = await read_telegram_time(self._api)
        self._clock_offset = (self._clock.now() - told).total_seconds() if told else None
        if self._webhook_url.startswith("https:"):
            self._expires_at = await read_expiry(self._webhook_url)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges; those that nothing is known of have no sample."""
        now, info = self._clock.now(), self._webhook
        failed_at = info.last_error_date if info else None
        yield _gauge(
            "telegram_silence_seconds",
            "How long ago Telegram last answered a call of this process.",
            (now - self._answered_at).total_seconds(),
        )
        yield _gauge(
            "telegram_pending_updates",
            "Updates that wait at Telegram.",
            info.pending_update_count if info else None,
        )
        yield _gauge(
            "webhook_fits",
            "1 while Telegram calls the address of the settings, or none where they poll.",
            info.url == self._webhook_url if info else None,
        )
        yield _gauge(
            "webhook_error_age_seconds",
            "How long ago Telegram last failed to deliver to the webhook.",
            (now - failed_at).total_seconds() if failed_at else None,
        )
        yield _gauge(
            "clock_offset_seconds",
            "By how much our clock is before Telegram's.",
            self._clock_offset,
        )
        yield _gauge(
            "certificate_left_seconds",
            "How long the webhook's certificate is still valid.",
            (self._expires_at - now).total_seconds() if self._expires_at else None,
        )


def _gauge(name: str, what: str, value: float | None) -> GaugeMetricFamily:
    return GaugeMetricFamily(
        f"chunfeng_{name}", what, value=None if value is None else float(value)
    )


async def read_telegram_time(address: str) -> datetime | None:
    """What Telegram says that it is, to a second; None where it can't be asked or says nothing.

    Raises:
        SettingsError: the way there leads by a proxy that can't be used.
    """
    proxy, patience = get_proxy(address), ClientTimeout(total=WAIT_SECONDS)
    try:
        async with (
            ClientSession(timeout=patience, proxy=proxy) as web,
            web.get(address, allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"])
    except (*UNREADABLE, KeyError):
        return None


async def read_expiry(url: str) -> datetime | None:
    """When the certificate expires that a server shows; None where it shows none.

    Nothing is verified: one that has expired, or that nobody trusts, is read as well.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    address = urlsplit(url)
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            _, writer = await asyncio.open_connection(
                address.hostname, address.port or HTTPS, ssl=context
            )
            shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
        return load_der_x509_certificate(shown).not_valid_after_utc.astimezone(UTC)
    except UNREADABLE:
        return None
