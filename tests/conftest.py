"""What the tests stand on: both databases, both ways of serving, and a town."""

import asyncio
import gc
import os
import shutil
import ssl
import sys
import tempfile
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from bot import opening
from bot.hooks import connect_domains
from bot.store import engine as database
from models.core.encryption import keyring
from models.core.session import Session
from sandbox.chats.plain_phone import ButtonsOnlyError
from sandbox.clock import MovableClock
from tests.support import unflushed
from tests.support.disk import Disk, small_disk
from tests.support.phones import PHONES
from tests.support.postgresql import PostgreSQL, open_postgresql
from tests.support.store import Store
from tests.support.town import KEY, MIDDAY, Town, open_town, settings_for

# Stores lie in memory where it has room: on a disk a copy of a database takes ten times as long.
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30  # in bytes
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    tempfile.tempdir = str(MEMORY)


# Compiled once: else every worker, and every process that a test starts, does it anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

connect_domains()
unflushed.watch()


def pytest_collection_finish() -> None:
    """What is imported stays: only what the tests leave is looked through for garbage."""
    gc.collect()
    gc.freeze()


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
def statements_compiled_once() -> Iterator[None]:
    """What was compiled for one PostgreSQL database serves the others, as with SQLite's dialect."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PGDialect_asyncpg, "__hash__", lambda dialect: hash(type(dialect)))
        patched.setattr(PGDialect_asyncpg, "__eq__", lambda one, other: type(one) is type(other))
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_traces() -> None:
    """structlog's own default takes seconds to lay out one trace with all its locals."""
    plain = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(processors=[structlog.processors.add_log_level, plain])


async def _furnish(url: str) -> None:
    """Tables and villages, made once and copied for every test."""
    engine = database.open_engine(url)
    await database.upgrade(engine)
    await engine.dispose()
    # The office was there before anything that the tests tell.
    clock = MovableClock(MIDDAY - timedelta(days=30) - datetime.now(UTC))
    async with opening.open_store(settings_for("http://nowhere", url, by="polling"), clock):
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """--phones=numbers or labels: in place of each tap on a button its number or label is typed."""
    parser.addoption("--phones", choices=list(PHONES), default="buttons")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, Any, Any]:
    """A test that needs buttons is skipped on phones that have none."""
    try:
        return (yield)
    except ButtonsOnlyError as reason:
        pytest.skip(str(reason))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked with several sorts of phone runs on each of them."""
    mark = metafunc.definition.get_closest_marker("phones")
    if mark and metafunc.config.getoption("--phones") == "buttons":
        metafunc.parametrize("phones", mark.args)


@pytest.fixture
def phones(request: pytest.FixtureRequest) -> str:
    """The sort of phone that everybody has, by the option `--phones`."""
    sort = str(request.config.getoption("--phones"))
    if sort != "buttons" and request.node.get_closest_marker("buttons"):
        pytest.skip("about what a plain phone has not")
    return sort


@pytest.fixture
async def town(sqlite_url: str, phones: str) -> AsyncIterator[Town]:
    """A town on SQLite, served by polling."""
    async with open_town(sqlite_url, phones=phones) as opened:
        yield opened


@pytest.fixture(params=["polling", "webhook"])
async def every_town(
    request: pytest.FixtureRequest, database_url: str, phones: str
) -> AsyncIterator[Town]:
    """A town on each database, served each way."""
    async with open_town(database_url, by=request.param, phones=phones) as opened:
        yield opened


@pytest.fixture
async def each_town(database_url: str, phones: str) -> AsyncIterator[Town]:
    """A town on each database, for what does not depend on the way of serving."""
    async with open_town(database_url, phones=phones) as opened:
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
