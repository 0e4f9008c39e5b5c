"""The store opened for work: its key, its tables, the villages that come with it, first staff."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dismissals import read_dismissals, write_dismissals
from bot.settings import Settings, SettingsError
from bot.store import engine as database
from bot.store.engine import Sessions
from bot.telegram.addresses import telegram_address
from bot.timing import TIMING
from models.accounts import dismissal
from models.core import regions
from models.core.clock import Clock
from models.core.encryption import keyring
from models.core.refusal import Refusal
from models.core.session import Session
from models.privacy.key_check import note_key

# Several may start at once; turns and other readers do not wait for it.
ONE_FURNISHES = text("LOCK TABLE key_check IN SHARE ROW EXCLUSIVE MODE")


@dataclass(frozen=True)
class Store:
    """The open store."""

    engine: AsyncEngine
    sessions: Sessions


@asynccontextmanager
async def open_store(
    settings: Settings,
    clock: Clock,
    idle_seconds: float = 0,
    busy_seconds: float = TIMING.busy_seconds,
) -> AsyncIterator[Store]:
    """The store with its tables, villages and first staff; the seconds as in bot.store.engine.

    Raises:
        SettingsError: the store can't be used, or PostgreSQL's tables are not of the newest form.
    """
    refuse_unwritable(settings)
    keyring.load([key.get_secret_value() for key in settings.secret_keys])
    engine = database.open_engine(settings.store, idle_seconds, busy_seconds)
    try:
        await database.reach(engine)
        store = Store(engine, database.open_sessions(engine))
        async with database.opened():
            await database.refuse_wrong_keys(engine)
            if engine.dialect.name == "sqlite":
                await database.upgrade(engine)
            elif not await database.is_current(engine):
                raise SettingsError("CHUNFENG_DATABASE_URL: run `chunfeng db upgrade` first")
            await _furnish(store, settings, clock)
            # Of two that start at once on an empty store, one has noted its key.
            await database.refuse_wrong_keys(engine)
        yield store
    finally:
        await engine.dispose()


def refuse_unwritable(settings: Settings) -> None:
    """See that files can be kept: the folder is made where it is not there.

    Raises:
        SettingsError: it can't be made, or not written in.
    """
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=settings.data_dir):
            pass
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise SettingsError(f"CHUNFENG_DATA_DIR: it can't be written in ({why})") from None


async def _furnish(store: Store, settings: Settings, clock: Clock) -> None:
    """The villages that come with the bot, and the first staff."""
    async with store.sessions() as session, session.begin():
        if store.engine.dialect.name != "sqlite":
            await (await session.connection()).execute(ONE_FURNISHES)
        await note_key(session)
        if not (await regions.get_gazetteer(session)).below():
            names = regions.read_villages(regions.SHIPPED)
            assert not isinstance(names, Refusal)
            await regions.import_villages(session, names)
        await _appoint(session, settings, clock)


async def _appoint(session: Session, settings: Settings, clock: Clock) -> None:
    """Appoint whom the settings name; dismissals stand, also those of after a restored backup."""
    now, before = clock.now(), read_dismissals(settings.data_dir)
    await dismissal.dismiss_again(session, before, now)
    known = await dismissal.list_dismissals(session, before)
    dismissed = {one.address for one in known}
    for chat_id, area in settings.staff_ids:
        if (address := telegram_address(chat_id)) not in dismissed:
            await dismissal.appoint_staff(session, address, area, now)
    write_dismissals(settings.data_dir, known)
