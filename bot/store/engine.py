"""The database engine: SQLite in a file, or PostgreSQL, by URL; and its migrations."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, ExceptionContext, delete, event, insert, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.util import LRUCache
from sqlmodel import col

from bot.settings import SettingsError
from bot.store import sqlite
from bot.store.locks import GIVEN, NUMBER
from bot.store.migrations import REVISIONS
from bot.store.outages import cause, is_damage
from bot.store.postgresql_url import read_postgresql_url
from models.core.clock import Clock
from models.core.session import Session
from models.core.tick_runs import TickRun
from models.privacy.key_check import WrongKeys, do_keys_fit

Sessions: TypeAlias = async_sessionmaker[Session]

# What a store that is away, locked or full raises: the turn is tried again, not apologised for.
# SQLSTATE: connection lost, read-only, not let in, not there, rolled back, resources, in use or
# closed, intervention, system.
PASSING = ("08", "25006", "28", "3D", "40", "53", "55", "57", "58")
# In letters; more than a batch of turns writes, as a rule.
ROOM = 2**16
# What one engine of this process has compiled serves all others that speak the same dialect.
COMPILED: LRUCache[Any, Any] = LRUCache(2_000)
# The oldest PostgreSQL that ends a session which is silent: bot.store.locks.
OLDEST = 14
# So many statements a connection keeps prepared: a process has some 200.
PREPARED = 400
ONE_UPGRADES = f"SELECT pg_advisory_xact_lock({NUMBER + 1})"
OTHER_KEYS = (
    "CHUNFENG_SECRET_KEYS: this store was sealed with another key; "
    "name that one, behind a new one if it is to be replaced"
)
OUTAGES = (OperationalError, InterfaceError, ConnectionError, TimeoutError, OSError)


def open_engine(
    url: str,
    idle_seconds: float = 0,
    busy_seconds: float = sqlite.BUSY_SECONDS,
    *,
    reads: bool = False,
) -> AsyncEngine:
    """An engine for sqlite:///FILE or postgresql://…; error texts never hold a row's values.

    PostgreSQL undoes a transaction in which nothing happens for `idle_seconds`, where it is not 0.
    SQLite waits for a lock for `busy_seconds`. One that `reads` can't write, and each of its
    transactions sees the store as it is at one moment.
    """
    if not url.startswith("sqlite:"):
        read = read_postgresql_url(url)
        # Where a connection for something else is opened beside the pool: bot.store.locks.
        options: dict[str, Any] = {"compiled_cache": COMPILED, GIVEN: dict(read.given)}
        if reads:
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        silence = {"idle_in_transaction_session_timeout": str(int(idle_seconds * 1000))}
        read.set_on_server(silence)
        engine = create_async_engine(
            read.url,
            pool_pre_ping=True,
            # The connection used last again: it has the statements prepared.
            pool_use_lifo=True,
            hide_parameters=True,
            execution_options=options,
            connect_args={"prepared_statement_cache_size": PREPARED, **read.given},
        )
        event.listen(engine.sync_engine, "handle_error", _hide_row)
    else:
        address = make_url(url).set(drivername="sqlite+onloop")
        _make_private(Path(address.database or ""))
        engine = create_async_engine(
            address, hide_parameters=True, execution_options={"compiled_cache": COMPILED}
        )
        sqlite.prepare(engine.sync_engine, busy_seconds, reads=reads)
    event.listen(engine.sync_engine, "handle_error", _as_outage, retval=True)
    return engine


def _make_private(file: Path) -> None:
    """The file, and its folder where it makes that, for nobody else, whatever the umask says.

    SQLite gives the files beside it, -wal and -shm, the same permissions.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):  # where it can't be written, opening it says so
        # Never one that is there: closing it would let go of this process's own locks on it, and
        # the next command would take itself for the last user and remove the log under the bot.
        if not file.exists():
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        for one in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
            if one.exists() and one.stat().st_mode & 0o077:
                one.chmod(0o600)


def _hide_row(context: ExceptionContext) -> None:
    """PostgreSQL quotes the row that it refuses in the error's detail, which a trace would show."""
    refused: Any = context.original_exception.__cause__
    if getattr(refused, "detail", None):
        refused.detail = None


def _as_outage(context: ExceptionContext) -> OperationalError | None:
    """A server that stops, is full, or ends a deadlock raises what a bug of ours raises too.

    So does a damaged file: what is said before it is restored is kept by Telegram for a day.
    """
    if context.is_pre_ping:
        # Whatever is wrong with a connection that was kept: another takes its place.
        context.is_disconnect = True
        return None
    refused = context.original_exception
    state = str(getattr(refused.__cause__, "sqlstate", None) or "")
    if context.is_disconnect or state.startswith(PASSING) or is_damage(refused):
        return OperationalError(context.statement, None, refused, hide_parameters=True)
    return None


def open_sessions(engine: AsyncEngine) -> Sessions:
    """Sessions without autoflush, whose rows stay readable after the commit."""
    return async_sessionmaker(engine, class_=Session, autoflush=False, expire_on_commit=False)


@asynccontextmanager
async def opened() -> AsyncIterator[None]:
    """What goes wrong with the store within the block ends the start with a sentence.

    Raises:
        SettingsError: it is away, locked, full, read-only, no database, or of a newer version.
    """
    try:
        yield
    except WrongKeys:
        raise SettingsError(OTHER_KEYS) from None
    except (*OUTAGES, DBAPIError) as problem:
        why = cause(problem)
        raise SettingsError(f"CHUNFENG_DATABASE_URL: it can't be opened ({why})") from None


async def reach(engine: AsyncEngine) -> None:
    """See that the store can be opened, holds every sign, and has tables that we know.

    Raises:
        SettingsError: it can't, or it doesn't.
    """
    async with opened(), engine.begin() as connection:
        present = await connection.run_sync(_revision)
        if engine.dialect.name == "sqlite":
            # A file that may only be read is opened without a word; writing is what tells.
            await connection.run_sync(lambda c: c.exec_driver_sql("PRAGMA user_version = 0"))
        else:
            await connection.run_sync(_refuse_unfit)
    if present is not None and present not in REVISIONS:
        raise SettingsError(
            "CHUNFENG_DATABASE_URL: a newer chunfeng has changed the tables; update this one"
        )


def _refuse_unfit(connection: Connection) -> None:
    """What a PostgreSQL must be: not too old, and able to hold every sign."""

    def tells(name: str) -> str:
        return str(connection.exec_driver_sql(f"SHOW {name}").scalar_one())

    if too_old := tell_too_old(int(tells("server_version_num"))):
        raise SettingsError(too_old)
    if (encoding := tells("server_encoding")) != "UTF8":
        raise SettingsError(
            f"CHUNFENG_DATABASE_URL: the database's encoding is {encoding}, not UTF8; "
            "make another: createdb --encoding=UTF8 --template=template0"
        )


def tell_too_old(version: int) -> str:
    """The sentence about a server that lacks what is used here; empty for one that fits.

    Args:
        version: as PostgreSQL counts, such as 150008.
    """
    if version >= OLDEST * 10_000:
        return ""
    return f"CHUNFENG_DATABASE_URL: PostgreSQL {version // 10_000} is too old, {OLDEST} is needed"


def _revision(connection: Connection) -> str | None:
    """The revision of the tables as Alembic has noted it; None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


async def upgrade(engine: AsyncEngine) -> None:
    """Bring the tables to the newest form."""
    if await is_current(engine):
        return
    from bot.store.migrate import migrate

    async with engine.begin() as connection:
        # Of several at once one does it; on SQLite the transaction is lock enough.
        if engine.dialect.name != "sqlite":
            await connection.run_sync(lambda c: c.exec_driver_sql(ONE_UPGRADES))
        if await connection.run_sync(_revision) != REVISIONS[-1]:
            await connection.run_sync(migrate)


async def get_revision(engine: AsyncEngine) -> str | None:
    """The revision of the tables; None where there are none."""
    async with engine.begin() as connection:
        return await connection.run_sync(_revision)


async def has_tables(engine: AsyncEngine) -> bool:
    """Whether any revision of the tables is there."""
    return await get_revision(engine) is not None


async def is_current(engine: AsyncEngine) -> bool:
    """Whether the tables have the newest form."""
    return await get_revision(engine) == REVISIONS[-1]


async def refuse_wrong_keys(engine: AsyncEngine) -> None:
    """See that the keys in use are those of this store.

    Raises:
        WrongKeys: none of them is.
    """
    async with engine.begin() as connection:
        if not await connection.run_sync(do_keys_fit):
            raise WrongKeys


async def try_writing(engine: AsyncEngine, clock: Clock) -> None:
    """Write a row and take it back, and commit that: SQLite finds the disk full no sooner.

    Raises:
        OUTAGES: the store does not take what is written now.
    """
    now = clock.now()
    row = {"name": "room", "ran_at": now, "next_at": now, "counts": {"room": "x" * ROOM}}

    def write(connection: Connection) -> None:
        connection.execute(insert(TickRun), {"total": {}, "failures": 0, **row})
        connection.execute(delete(TickRun).where(col(TickRun.name) == "room"))

    async with engine.begin() as connection:
        await connection.run_sync(write)
