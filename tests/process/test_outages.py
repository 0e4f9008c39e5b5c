"""Why the store is away, in words; and a connection that broke unused, which is no outage."""

import errno
import os
from collections.abc import AsyncIterator, Awaitable, Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from bot.store import engine as database
from bot.store.engine import OUTAGES
from bot.store.outages import UNREACHABLE, cause
from tests.support.postgresql import PostgreSQL

WRITE = text("UPDATE alembic_version SET version_num = version_num")
PAGE = 4096
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


@pytest.fixture
def url(postgresql: PostgreSQL) -> Iterator[str]:
    """A furnished database of a real PostgreSQL."""
    with postgresql.copied("furnished") as url:
        yield url


@pytest.fixture
async def server(url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection to the same server, but to another database."""
    connection = await asyncpg.connect(url.replace(f"/{name_of(url)}?", "/postgres?"))
    yield connection
    await connection.close()


def name_of(url: str) -> str:
    """The database's name."""
    return url.partition("?")[0].rpartition("/")[2]


async def why(url: str, meanwhile: Awaitable[object] | None = None) -> str:
    """What a write is refused with, as an outage; empty where it is not refused."""
    engine = database.open_engine(url)
    try:
        async with engine.begin() as connection:
            if meanwhile is not None:
                await meanwhile
            await connection.execute(WRITE)
    except OUTAGES as problem:
        return cause(problem)
    finally:
        await engine.dispose()
    return ""


def damage(file: Path) -> None:
    """Nothing is left of it but its first page."""
    whole = file.read_bytes()
    file.write_bytes(whole[:PAGE] + bytes(len(whole) - PAGE))


async def test_a_store_that_is_there_is_not_refused(url: str) -> None:
    assert await why(url) == ""


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("WITH ALLOW_CONNECTIONS false", "PostgreSQL takes no connections to this database"),
        ("SET default_transaction_read_only = on", "PostgreSQL is read-only"),
        ("RENAME TO renamed", "PostgreSQL has no such database: createdb makes one"),
    ],
)
async def test_what_postgresql_refuses(
    server: asyncpg.Connection, url: str, how: str, told: str
) -> None:
    await server.execute(f"ALTER DATABASE {name_of(url)} {how}")
    assert await why(url) == told


async def test_somebody_who_is_not_known(url: str) -> None:
    assert await why(url.replace("//postgres:", "//nobody:")) == (
        "PostgreSQL does not let this user in: no line of its pg_hba.conf fits"
    )


async def test_a_file_that_was_damaged(sqlite_url: str) -> None:
    damage(Path(sqlite_url.removeprefix("sqlite:///")))
    assert await why(sqlite_url) == "the file is damaged"


async def test_nobody_who_listens() -> None:
    assert await why("postgresql://postgres@127.0.0.1:9/town") == UNREACHABLE


async def test_a_turn_whose_connection_breaks(server: asyncpg.Connection, url: str) -> None:
    told = await why(url, server.execute(END.format(name_of(url))))
    assert told in (UNREACHABLE, "PostgreSQL is stopping or starting")


async def test_a_connection_that_broke_while_nobody_used_it_is_made_anew(
    server: asyncpg.Connection, url: str
) -> None:
    engine = database.open_engine(url)
    for _ in range(3):
        async with engine.begin() as connection:
            await connection.execute(WRITE)
        await server.execute(END.format(name_of(url)))
    await engine.dispose()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the file or its folder is read-only"),
        (errno.ENOENT, "No such file or directory"),
    ],
)
def test_a_file_that_can_not_be_written(number: int, told: str) -> None:
    assert cause(OSError(number, os.strerror(number), "/a/path/that/is/not/told")) == told


def test_what_is_not_known_is_told_by_its_sort() -> None:
    assert cause(ValueError("what somebody gave")) == "ValueError"
