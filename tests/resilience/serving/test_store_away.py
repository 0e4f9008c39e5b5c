"""While the store is away no update is acknowledged, and each is answered when it is back."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import asyncpg
import pytest

from tests.support.disk import Disk
from tests.support.labourers.intake import arrive, asks_intake
from tests.support.town import ANA, BEN, Town, open_town, serving, until


@asynccontextmanager
async def away(url: str) -> AsyncIterator[None]:
    """The store is locked, or takes no connections, within the block."""
    async with _locked(url) if url.startswith("sqlite:") else _closed(url):
        yield


@asynccontextmanager
async def _locked(url: str) -> AsyncIterator[None]:
    store = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    try:
        store.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        store.close()


@asynccontextmanager
async def _closed(url: str) -> AsyncIterator[None]:
    async with _altered(url, "WITH ALLOW_CONNECTIONS false", "WITH ALLOW_CONNECTIONS true"):
        yield


@asynccontextmanager
async def _altered(url: str, wrong: str, right: str) -> AsyncIterator[None]:
    """PostgreSQL's database is so within the block, to whoever connects anew; all do."""
    name = url.partition("?")[0].rpartition("/")[2]
    server = await asyncpg.connect(url.replace(f"/{name}?", "/postgres?"))

    async def alter(how: str) -> None:
        await server.execute(f"ALTER DATABASE {name} {how}")
        await server.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )

    try:
        await alter(wrong)
        yield
    finally:
        await alter(right)
        await server.close()


@asynccontextmanager
async def read_only(url: str, disk: Disk) -> AsyncIterator[None]:
    """The store is read and takes nothing within the block, as a standby after a failover."""
    setting = "SET default_transaction_read_only"
    if not url.startswith("sqlite:"):
        async with _altered(url, f"{setting} = on", f"{setting} = off"):
            yield
    else:
        disk.is_read_only = True
        yield
        disk.is_read_only = False


@pytest.fixture
async def impatient_town(
    request: pytest.FixtureRequest,
    disk: Disk,
    database_url: str,
) -> AsyncIterator[Town]:
    """A town that does not wait for a lock, served as the test says."""
    async with open_town(database_url, by=request.param, busy_seconds=0) as opened:
        yield opened


both = pytest.mark.parametrize("impatient_town", ["polling", "webhook"], indirect=True)


async def ready(town: Town) -> int:
    """What the readiness address answers; 0 where nobody listens."""
    host, port = town.settings.address
    try:
        async with town.web.get(f"http://{host}:{port}/readyz") as response:
            return response.status
    except aiohttp.ClientError:
        return 0


async def sees(town: Town, key: str) -> bool:
    """Whether Ana and Ben both see this question."""
    await town.ben.look()
    return await asked(town, key) and asks_intake(town.ben, key)


def pending(town: Town) -> int:
    """How many updates the bot has not acknowledged."""
    return len(town.sandbox.exchange.updates)


@both
async def test_what_was_said_is_answered_when_it_is_back(impatient_town: Town) -> None:
    town = impatient_town
    await arrive(town.ana)
    await arrive(town.ben)
    async with away(town.settings.store):
        await town.ana.does("text", wait=False, text="Ann Lee")
        await town.ben.does("text", wait=False, text="Ben Han")
        await until(lambda: _is(ready(town), 503))
        assert pending(town) == 2
        assert asks_intake(town.ana, "name")
    await until(lambda: sees(town, "id_number"))
    assert await town.given(ANA) == {"name": "Ann Lee"}
    assert await town.given(BEN) == {"name": "Ben Han"}
    assert await ready(town) == 200
    assert not any("went wrong" in seen.get("text", "") for seen in town.ana.messages)


@both
async def test_so_it_is_while_the_store_takes_nothing(
    impatient_town: Town, disk: Disk, capsys: pytest.CaptureFixture[str]
) -> None:
    town = impatient_town
    await arrive(town.ana)
    async with read_only(town.settings.store, disk):
        await town.ana.does("text", wait=False, text="Ann Lee")
        await until(lambda: _is(ready(town), 503))
        assert "read-only" in capsys.readouterr().out
        assert pending(town) == 1
        assert asks_intake(town.ana, "name")
    await until(lambda: asked(town, "id_number"))
    assert await town.given(ANA) == {"name": "Ann Lee"}
    assert await ready(town) == 200
    assert not any("went wrong" in seen.get("text", "") for seen in town.ana.messages)


async def asked(town: Town, key: str) -> bool:
    """Whether Ana sees this question."""
    await town.ana.look()
    return asks_intake(town.ana, key)


async def _is(answer: Awaitable[int], wanted: int) -> bool:
    return await answer == wanted


async def test_a_stop_does_not_wait_for_it(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_town(sqlite_url, served=False, busy_seconds=0) as town:
        async with serving(town):
            await arrive(town.ana)
        said: list[str] = []

        async def told() -> bool:
            said.append(capsys.readouterr().out)
            return "store away" in "".join(said)

        async with AsyncExitStack() as locked, serving(town):
            await until(lambda: _is(ready(town), 200))
            await locked.enter_async_context(away(sqlite_url))
            await town.ana.does("text", wait=False, text="Ann Lee")
            await until(told)
        assert pending(town) == 1
