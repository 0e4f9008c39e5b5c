"""chunfeng check: whether settings, store, key, files, clock and Telegram fit together."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from aiogram.exceptions import TelegramAPIError
from aiogram.types import WebhookInfo

from bot import app
from bot.opening import refuse_unwritable
from bot.settings import ENV_FILE, Settings, SettingsError
from bot.store import engine as database
from bot.telegram.health import read_telegram_time
from models.core.clock import Clock
from models.core.encryption import keyring

LEAST_FREE = 2**30
# A one-time code lives ten minutes, a check-in's door until midnight.
CLOCK_MOST = timedelta(seconds=30)


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what it is, whether it fits, and what was found."""

    name: str
    fits: bool
    found: str


async def check(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    """Each thing in the order in which the start needs it; one that does not fit stops no other."""
    checks: tuple[tuple[str, Callable[[], Awaitable[str]]], ...] = (
        ("data folder", lambda: _data_folder(settings)),
        ("room", lambda: _room(settings)),
        ("rights", lambda: _rights(settings)),
        ("store", lambda: _store(settings)),
        ("Telegram", lambda: _telegram(settings)),
        ("webhook", lambda: _webhook(settings, clock)),
        ("clock", lambda: _clock(settings, clock)),
    )
    for name, look in checks:
        try:
            yield Finding(name, True, await look())
        except SettingsError as problem:
            yield Finding(name, False, str(problem))


async def _data_folder(settings: Settings) -> str:
    refuse_unwritable(settings)
    return str(settings.data_dir.absolute())


async def _room(settings: Settings) -> str:
    free = shutil.disk_usage(settings.data_dir if settings.data_dir.is_dir() else ".").free
    told = f"{free / 2**30:.1f} GiB free"
    if free < LEAST_FREE:
        raise SettingsError(f"{told}: turns stop when there is none; make room or a larger disk")
    return told


async def _rights(settings: Settings) -> str:
    """Only the bot's user may read .env and the data folder."""
    files = [Path(ENV_FILE), settings.data_dir]
    open_to_all = [str(one) for one in files if one.exists() and one.stat().st_mode & 0o077]
    if open_to_all:
        raise SettingsError(f"others may read {', '.join(open_to_all)}: chmod go= it")
    return f"as user {os.getuid()}"


async def _store(settings: Settings) -> str:
    """It can be opened, is of this version, and is sealed with these keys."""
    keyring.load([key.get_secret_value() for key in settings.secret_keys])
    engine = database.open_engine(settings.store)
    try:
        await database.reach(engine)
        async with database.opened():
            await database.refuse_wrong_keys(engine)
            if engine.dialect.name == "sqlite" and not await database.has_tables(engine):
                return "empty: the first start makes its tables"
            if not await database.is_current(engine):
                raise SettingsError("the tables are of another version: chunfeng db upgrade")
        return f"{engine.dialect.name}, of this version, sealed with these keys"
    finally:
        await engine.dispose()


async def _telegram(settings: Settings) -> str:
    async with app.open_bot(settings) as bot:
        try:
            me = await bot.me()
        except TelegramAPIError as problem:
            raise SettingsError(f"it can't be asked ({type(problem).__name__})") from None
    return f"@{me.username}"


async def _webhook(settings: Settings, clock: Clock) -> str:
    """Telegram's own word on where it sends, and what went wrong there last."""
    async with app.open_bot(settings) as bot:
        try:
            info = await bot.get_webhook_info()
        except TelegramAPIError as problem:
            raise SettingsError(f"it can't be asked ({type(problem).__name__})") from None
    if info.url != settings.webhook_url:
        at = "another address" if info.url else "none"
        wanted = "this one" if settings.webhook_url else "none"
        raise SettingsError(
            f"Telegram has {at}, the settings {wanted}: it is set by the next start"
        )
    if failed := _failed_of_late(info, clock.now()):
        raise SettingsError(failed)
    return f"{info.pending_update_count} waiting"


def _failed_of_late(info: WebhookInfo, now: datetime) -> str:
    at = info.last_error_date
    if at is None or now - at > timedelta(minutes=10):
        return ""
    return f"Telegram could not deliver at {at:%H:%M} UTC: {info.last_error_message}"


async def _clock(settings: Settings, clock: Clock) -> str:
    """Against what Telegram says that it is."""
    told = await read_telegram_time(settings.telegram_api)
    if told is None:
        raise SettingsError("it can't be compared: Telegram does not answer")
    off = abs(clock.now() - told)
    if off > CLOCK_MOST:
        raise SettingsError(f"it is {off.total_seconds():.0f} s from Telegram's: set it by NTP")
    return f"within {CLOCK_MOST.total_seconds():.0f} s of Telegram's"
