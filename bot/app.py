"""The process: everything wired together, from the start to a quiet end."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from enum import StrEnum, auto
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

import stamina
import structlog
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNotFound, TelegramUnauthorizedError
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand, User
from aiohttp import web

from bot import opening
from bot.counties import check_counties
from bot.hooks import connect_domains
from bot.key_watch import keys_watched
from bot.leadership import lead
from bot.settings import Settings, SettingsError
from bot.store import engine as database
from bot.store import locks
from bot.store.engine import OUTAGES
from bot.store.reading import ReadingEngine
from bot.telegram.health import TelegramHealth
from bot.telegram.polling import ALLOWED_UPDATES, Polling
from bot.telegram.proxies import ProxiedSession, get_proxy
from bot.telegram.replies import ReplySender, get_retry_pause
from bot.telegram.turns import TelegramTurns
from bot.telegram.webhook import Webhook
from bot.timing import TIMING, Timing
from bot.turns.batch import Turns
from bot.turns.flood_limit import FloodLimit
from bot.turns.metrics import TurnMetrics
from bot.turns.turn_batch import TurnContext
from bot.web.application import build_web_application
from bot.web.listener import Limits, open_listener
from bot.web.metrics import render_free_space, render_metrics, render_metrics_without_store
from dialogue.core.i18n import Speech
from dialogue.core.menu import COMMANDS
from dialogue.parsing.answer_words import load_answer_words
from models.core.clock import Clock
from models.core.file_store import FileStore
from models.core.vocabulary import Language

connect_domains()

log = structlog.get_logger()
T = TypeVar("T")
LIMITS = Limits()


class Part(StrEnum):
    """Which part of the work a process does."""

    ALL = auto()
    CONVERSE = auto()
    CLOCK = auto()
    CONSOLE = auto()


def open_bot(settings: Settings) -> Bot:
    """aiogram's bot at the given Bot API.

    Raises:
        SettingsError: the way there leads by a proxy that can't be used.
    """
    server = TelegramAPIServer.from_base(settings.telegram_api)
    session = ProxiedSession(server, get_proxy(settings.telegram_api))
    return Bot(settings.bot_token.get_secret_value(), session=session)


async def serve(
    settings: Settings,
    clock: Clock,
    part: Part = Part.ALL,
    stopping: asyncio.Event | None = None,
    timing: Timing = TIMING,
) -> None:
    """Serve Telegram until told to stop: by a signal, or by `stopping`."""
    stopping = stopping or _stop_on_signals()
    async with opening.open_store(
        settings, clock, timing.idle_seconds, timing.busy_seconds
    ) as store:
        await check_counties(settings, store.sessions)
        if part is Part.CONSOLE:
            from bot.web.console import serve_console

            async with keys_watched(store.engine, stopping, timing.keys_asked_every):
                await serve_console(settings, clock, store, stopping)
            return
        by_clock = part is not Part.CONVERSE
        working = _clockwork(settings, clock, timing) if by_clock else nullcontext()
        watching = keys_watched(store.engine, stopping, timing.keys_asked_every)
        async with watching, open_bot(settings) as bot, working:
            if part is Part.CLOCK:
                await stopping.wait()
                return
            async with ReadingEngine(settings.store) as reading, AsyncExitStack() as beside:
                if part is Part.ALL and settings.console_listen:
                    from bot.web.console import open_console

                    await beside.enter_async_context(open_console(settings, clock, store))
                turns = _open_turns(settings, clock, store, reading)
                await _converse(settings, clock, store, turns, bot, stopping, timing)


async def serve_silently(
    settings: Settings, clock: Clock, stopping: asyncio.Event | None = None
) -> None:
    """Open the store and tell of it over HTTP until told to stop; Telegram is called for nothing.

    Nothing is done by the clock either, so that no copy of a store speaks to its people.
    """
    stopping = stopping or _stop_on_signals()
    async with (
        opening.open_store(settings, clock) as store,
        ReadingEngine(settings.store) as reading,
    ):
        turns = _open_turns(settings, clock, store, reading)
        async with _listening(settings, [], store, turns, stopping):
            log.info("silent", why="told so; nobody is answered")
            await stopping.wait()


@asynccontextmanager
async def _clockwork(settings: Settings, clock: Clock, timing: Timing) -> AsyncIterator[None]:
    """Ticks, delivery and collection, while this process leads; else they are never imported.

    A leader that freezes within a transaction holds its rows no longer than it holds the lead.
    """
    from bot.worker import run_clock

    engine = database.open_engine(settings.store, locks.LEASE_SECONDS, timing.busy_seconds)
    work = partial(run_clock, settings, clock, database.open_sessions(engine), timing)
    try:
        async with lead(locks.lock_of(engine), work, timing.lead_asked_every):
            yield
    finally:
        await engine.dispose()


async def _converse(
    settings: Settings,
    clock: Clock,
    store: opening.Store,
    turns: Turns,
    bot: Bot,
    stopping: asyncio.Event,
    timing: Timing,
) -> None:
    me = await _unless(stopping, lambda: _introduced(bot))
    if me is None:
        return
    load_answer_words()
    flood_limit = FloodLimit(clock, settings.language, turns.metrics, timing.quick)
    telegram = TelegramTurns(turns, flood_limit, me.username or "")
    health = TelegramHealth(clock, settings.telegram_api, settings.webhook_url)
    bot.session.middleware(health)
    sender = ReplySender(bot, lost=health.lost)
    secret = settings.webhook_secret.get_secret_value()
    routes = []
    if settings.webhook_url:
        webhook = Webhook(telegram, sender, secret, timing.together)
        routes.append(web.post(urlsplit(settings.webhook_url).path or "/", webhook.handle))
    asking = health.asking(bot, timing.telegram_asked_every)
    async with _listening(settings, routes, store, turns, stopping, health), asking:
        log.info("serving", by="webhook" if settings.webhook_url else "polling", bot=me.username)
        if settings.webhook_url:
            await _unless(
                stopping,
                lambda: bot.set_webhook(
                    settings.webhook_url, secret_token=secret, allowed_updates=ALLOWED_UPDATES
                ),
            )
            await stopping.wait()
            await asyncio.sleep(timing.leaves_for)
        else:
            await _unless(stopping, bot.delete_webhook)
            await Polling(bot, telegram, sender).run(stopping)
        await sender.rest()
    log.info("stopped")


def _open_turns(
    settings: Settings, clock: Clock, store: opening.Store, reading: ReadingEngine
) -> Turns:
    context = TurnContext(
        clock,
        settings.zone,
        settings.language,
        settings.send_rate,
        FileStore(settings.data_dir),
        settings.keeping,
    )
    return Turns(store.sessions, context, TurnMetrics(), reading)


@asynccontextmanager
async def _listening(
    settings: Settings,
    routes: Sequence[web.RouteDef],
    store: opening.Store,
    turns: Turns,
    stopping: asyncio.Event,
    health: TelegramHealth | None = None,
) -> AsyncIterator[None]:
    """The web server: health, readiness, metrics, and the channels' routes."""
    context = turns.context

    async def stays_ready() -> bool:
        return not stopping.is_set() and await _takes_turns(store, turns)

    async def measure() -> bytes:
        try:
            if not await _takes_turns(store, turns):
                raise ConnectionError
            async with store.sessions() as session, session.begin():
                stored = await render_metrics(session, context.clock.now(), context.zone)
        except OUTAGES:
            stored = render_metrics_without_store()
        room = render_free_space(settings.data_dir, settings.store)
        said = health.exposition() if health else b""
        return stored + room + turns.metrics.exposition() + said

    async with AsyncExitStack() as open_:
        try:
            app = build_web_application(routes, stays_ready, measure)
            await open_.enter_async_context(open_listener(app, settings.address, LIMITS))
        except OSError as problem:
            raise SettingsError(f"CHUNFENG_LISTEN: {problem.strerror}") from None
        yield


async def _takes_turns(store: opening.Store, turns: Turns) -> bool:
    """Tables and keys fit; a store that refused the last turns is asked again."""
    try:
        if not turns.are_kept:
            await database.try_writing(store.engine, turns.context.clock)
            turns.are_kept = True
        await database.refuse_wrong_keys(store.engine)
        return await database.is_current(store.engine)
    except OUTAGES:
        return False


async def _introduced(bot: Bot) -> User:
    """Who the bot is, once Telegram knows its commands."""
    try:
        me = await bot.me()
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise SettingsError("CHUNFENG_BOT_TOKEN: Telegram does not know it") from None
    await announce(bot)
    return me


async def _unless(stopping: asyncio.Event, call: Callable[[], Awaitable[T]]) -> T | None:
    """What the call gives, tried until Telegram is there; None where it is to stop before."""
    work = asyncio.create_task(_persistently(call))
    stop = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        return work.result() if work.done() else None
    finally:
        stop.cancel()
        work.cancel()


async def _persistently(call: Callable[[], Awaitable[T]]) -> T:
    @stamina.retry(on=get_retry_pause, attempts=None, timeout=None)
    async def attempt() -> T:
        return await call()

    return await attempt()


async def announce(bot: Bot) -> None:
    """The commands, in each language; the default language for all others."""
    for language in Language:
        speech = Speech(language)
        commands = [
            BotCommand(command=name, description=str(speech(text)))
            for name, text in COMMANDS.items()
        ]
        await bot(SetMyCommands(commands=commands, language_code=str(language)))
        if language is Language.ZH:
            await bot(SetMyCommands(commands=commands))


def _stop_on_signals() -> asyncio.Event:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping
