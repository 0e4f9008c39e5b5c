"""What the tests of the use cases stand on: a store of each kind, and a session in it."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import database
from models.secrets import keyring
from tests.models.store import Store
from tests.postgresql import PostgreSQL
from tests.town import KEY


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
async def session(shared_url: str) -> AsyncIterator[AsyncSession]:
    """One turn on each database, rolled back in the end."""
    async with _turn(shared_url) as session:
        yield session


@pytest.fixture
async def embedded(sqlite_url: str) -> AsyncIterator[AsyncSession]:
    """One turn on SQLite, for what does not depend on the kind."""
    async with _turn(sqlite_url) as session:
        yield session


@asynccontextmanager
async def _turn(url: str) -> AsyncIterator[AsyncSession]:
    engine = database.open_engine(url)
    async with database.open_sessions(engine)() as session:
        yield session
    await engine.dispose()
