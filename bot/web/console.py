"""The console's listener: the office's pages, in a process of their own or beside the chat."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog
from aiohttp import web

from bot.opening import Store
from bot.settings import Settings, SettingsError
from bot.store.reading import ReadingEngine
from bot.web.listener import Limits, open_listener
from console.core.application import build_console
from console.core.office import Office
from console.domains import DOMAINS
from models.core.clock import Clock

# A clerk's upload may take a while, and a page is read for minutes.
LIMITS = Limits(connections=256, idle_seconds=60, body_seconds=120)


log = structlog.get_logger()


async def serve_console(
    settings: Settings, clock: Clock, store: Store, stopping: asyncio.Event
) -> None:
    """The office's pages alone, until told to stop."""
    async with open_console(settings, clock, store):
        log.info("console", listen=settings.console_listen)
        await stopping.wait()


@asynccontextmanager
async def open_console(settings: Settings, clock: Clock, store: Store) -> AsyncIterator[None]:
    """Serve the pages at CHUNFENG_CONSOLE_LISTEN within the block.

    They read by an engine of their own: a long page waits for none of the chat's looks.

    Raises:
        SettingsError: it is not set, or somebody has it.
    """
    if settings.console_address is None:
        raise SettingsError("CHUNFENG_CONSOLE_LISTEN is missing: host:port of the console")
    async with ReadingEngine(settings.store) as reading, AsyncExitStack() as open_:
        office = Office(
            store.sessions,
            reading,
            lambda: ReadingEngine(settings.store),
            clock,
            settings.zone,
            settings.language,
            settings.data_dir,
        )
        app = build_console(office, DOMAINS)
        app.router.add_get("/healthz", _health)
        try:
            listener = open_listener(app, settings.console_address, LIMITS)
            await open_.enter_async_context(listener)
        except OSError as problem:
            raise SettingsError(f"CHUNFENG_CONSOLE_LISTEN: {problem.strerror}") from None
        yield


async def _health(request: web.Request) -> web.Response:  # noqa: ARG001
    return web.json_response({"alive": True})
