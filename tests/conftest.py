"""What the tests stand on: both databases, both ways of serving, and a town."""

import asyncio
import shutil
import ssl
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import LRUCache

from bot import app, leadership
from bot.store import engine as database
from bot.store.sqlite import SQLiteOnLoop
from bot.turns import flood_limit
from models.core.encryption import keyring
from models.core.session import Session
from sandbox.clock import MovableClock
from scheduler import file_downloads
from scheduler import ticks as ticking
from scheduler.delivery import loop as delivery
from tests.support import unflushed
from tests.support.bell import Bell, LightRest
from tests.support.disk import Disk, small_disk
from tests.support.postgresql import PostgreSQL, open_postgresql
from tests.support.store import Store
from tests.support.town import KEY, MIDDAY, Town, open_town, settings_for

# Whoever waits for the clock rings for it. What nobody waits for takes time from the turns.
BY_ITSELF = timedelta(seconds=2)
LOOKS, RESTS = 0.5, 0.05  # in seconds
FASTER = 10**6

# Stores lie in memory where it has room: on a disk a copy of a database takes ten times as long.
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30  # in bytes
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    tempfile.tempdir = str(MEMORY)


unflushed.watch()


@pytest.fixture(scope="session", autouse=True)
def no_lingering() -> Iterator[None]:
    """aiogram waits a quarter of a second for TLS to close; here no connection has it."""

    async def close(session: AiohttpSession) -> None:
        if session._session is not None:
            await session._session.close()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(AiohttpSession, "close", close)
        yield


@pytest.fixture(scope="session", autouse=True)
def certificates_read_once() -> Iterator[None]:
    """Each client reads them anew, three a town; nobody here speaks TLS."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session", autouse=True)
def statements_put_together_once() -> Iterator[None]:
    """Every town's engines would put each statement together anew: an eighth of a conversation."""
    together: LRUCache[Any, Any] = LRUCache(10_000)

    def with_all(*given: Any, **named: Any) -> AsyncEngine:
        engine = create_async_engine(*given, **named)
        engine.sync_engine._compiled_cache = together
        return engine

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database, "create_async_engine", with_all)
        # What was put together for one serves all of its sort.
        for sort in (SQLiteOnLoop, PGDialect_asyncpg):
            patched.setattr(sort, "__hash__", lambda dialect: hash(type(dialect)))
            patched.setattr(sort, "__eq__", lambda one, other: type(one) is type(other))
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_traces() -> None:
    """structlog's own default takes seconds to lay out one trace with all its locals."""
    plain = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(processors=[structlog.processors.add_log_level, plain])


@pytest.fixture(scope="session", autouse=True)
def a_quick_clock() -> Iterator[None]:
    """The clock's own rests are for a real office; here nobody waits for them."""
    with pytest.MonkeyPatch.context() as patched:
        # Here the clock leaps over hours, and what is due then goes at once: nothing is late.
        ticks = [tick for tick in ticking.TICKS if tick.name != "watch"]
        often = [replace(tick, every=min(tick.every, BY_ITSELF)) for tick in ticks]
        patched.setattr(ticking, "TICKS", often)
        patched.setattr(ticking, "SWEEPS_EVERY", BY_ITSELF)
        patched.setattr(ticking, "AsyncIOScheduler", Bell)
        for loop in (file_downloads, delivery):
            patched.setattr(loop, "Wakeup", LightRest)
        patched.setattr(file_downloads, "LOOKS_EVERY", LOOKS)
        for rest in ("RECORDS_EVERY", "CHAT_RESTS"):
            patched.setattr(delivery, rest, RESTS)
        patched.setattr(leadership, "BEATS_EVERY", LOOKS)
        yield


@pytest.fixture(scope="session", autouse=True)
def nobody_floods() -> Iterator[None]:
    """The people of the tests type faster than anybody can."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(flood_limit, "QUICK", FASTER)
        yield


async def _furnish(url: str) -> None:
    """Tables and villages, made once and copied for every test."""
    engine = database.open_engine(url)
    await database.upgrade(engine)
    await engine.dispose()
    # The office was there before anything that the tests tell.
    clock = MovableClock(MIDDAY - timedelta(days=30) - datetime.now(UTC))
    async with app.open_store(settings_for("http://nowhere", url, by="polling"), clock):
        pass


@pytest.fixture(scope="session")
def sqlite_pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A furnished SQLite file to copy."""
    file = tmp_path_factory.mktemp("sqlite") / "pattern.db"
    asyncio.run(_furnish(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A real PostgreSQL, with a furnished database to copy."""
    with open_postgresql() as server:
        asyncio.run(_furnish(server.new("furnished")))
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A furnished database of each kind, new for this test."""
    if request.param == "postgresql":
        server: PostgreSQL = request.getfixturevalue("postgresql")
        with server.copied("furnished") as url:
            yield url
        return
    file = tmp_path / "town.db"
    shutil.copy(request.getfixturevalue("sqlite_pattern"), file)
    yield f"sqlite:///{file}"


@pytest.fixture
def sqlite_url(sqlite_pattern: Path, tmp_path: Path) -> str:
    """A furnished SQLite database, for what does not depend on the kind."""
    shutil.copy(sqlite_pattern, tmp_path / "town.db")
    return f"sqlite:///{tmp_path / 'town.db'}"


@pytest.fixture
def disk() -> Iterator[Disk]:
    """The disk that SQLite stores lie on; it has room."""
    with small_disk() as disk:
        yield disk


@pytest.fixture
async def town(sqlite_url: str) -> AsyncIterator[Town]:
    """A town on SQLite, served by polling."""
    async with open_town(sqlite_url) as opened:
        yield opened


@pytest.fixture(params=["polling", "webhook"])
async def every_town(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Town]:
    """A town on each database, served each way."""
    async with open_town(database_url, by=request.param) as opened:
        yield opened


@pytest.fixture
async def each_town(database_url: str) -> AsyncIterator[Town]:
    """A town on each database, for what does not depend on the way of serving."""
    async with open_town(database_url) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _keys() -> Iterator[None]:
    """One key on the ring, whatever a test put there."""
    keyring.load([KEY])
    yield
    keyring.load([KEY])


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A furnished store on each database."""
    engine = database.open_engine(database_url)
    yield Store(database.open_sessions(engine))
    await engine.dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A furnished database of each kind, for tests that commit nothing."""
    if request.param == "postgresql":
        server: PostgreSQL = request.getfixturevalue("postgresql")
        with server.copied("furnished") as url:
            yield url
        return
    file = tmp_path_factory.mktemp("shared") / "town.db"
    shutil.copy(request.getfixturevalue("sqlite_pattern"), file)
    yield f"sqlite:///{file}"


@pytest.fixture
async def session(shared_url: str) -> AsyncIterator[Session]:
    """One turn on each database, rolled back in the end."""
    async with _turn(shared_url) as session:
        yield session


@pytest.fixture
async def embedded(sqlite_url: str) -> AsyncIterator[Session]:
    """One turn on SQLite, for what does not depend on the kind."""
    async with _turn(sqlite_url) as session:
        yield session


@asynccontextmanager
async def _turn(url: str) -> AsyncIterator[Session]:
    engine = database.open_engine(url)
    async with database.open_sessions(engine)() as session:
        yield session
    await engine.dispose()
