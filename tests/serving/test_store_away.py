"""While the store is away no update is acknowledged, and each is answered when it is back."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import asyncpg
import pytest

from bot import sqlite
from tests.answers import arrive, asks
from tests.town import ANA, BEN, Town, open_town, until


@asynccontextmanager
async def away(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The store is locked, or takes no connections, within the block."""
    if url.startswith("sqlite:"):
        store = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        store.execute("BEGIN EXCLUSIVE")
        yield
        store.execute("ROLLBACK")
        store.close()
        return
    before, _, after = url.partition("?")
    name = before.rpartition("/")[2]
    server = await asyncpg.connect(url.replace(f"/{name}?", "/postgres?"))
    await server.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
    await server.execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    yield
    await server.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
    await server.close()


@pytest.fixture
async def impatient_town(
    request: pytest.FixtureRequest, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Town]:
    """A town that does not wait for a lock, served as the test says."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    async with open_town(database_url, by=request.param) as opened:
        yield opened


both = pytest.mark.parametrize("impatient_town", ["polling", "webhook"], indirect=True)


async def ready(town: Town) -> int:
    """What the readiness address answers."""
    host, port = town.settings.address
    async with town.web.get(f"http://{host}:{port}/ready") as response:
        return response.status


async def sees(town: Town, key: str) -> bool:
    """Whether Ana and Ben both see this question."""
    await town.ana.look()
    await town.ben.look()
    return asks(town.ana, key) and asks(town.ben, key)


def pending(town: Town) -> int:
    """How many updates the bot has not acknowledged."""
    return len(town.sandbox.exchange.updates)


@both
async def test_what_was_said_is_answered_when_it_is_back(
    impatient_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = impatient_town
    await arrive(town.ana)
    await arrive(town.ben)
    async with away(town.settings.store, monkeypatch):
        await town.ana.does("text", wait=False, text="Ann Lee")
        await town.ben.does("text", wait=False, text="Ben Han")
        await until(lambda: _is(ready(town), 503))
        assert pending(town) == 2
        assert asks(town.ana, "name")
    await until(lambda: sees(town, "id_number"))
    assert await town.given(ANA) == {"name": "Ann Lee"}
    assert await town.given(BEN) == {"name": "Ben Han"}
    assert await ready(town) == 200
    assert not any("went wrong" in seen.get("text", "") for seen in town.ana.messages)


async def _is(answer: object, wanted: int) -> bool:
    return await answer == wanted  # type: ignore[misc]


@pytest.mark.parametrize("impatient_town", ["polling"], indirect=True)
async def test_a_stop_does_not_wait_for_it(
    impatient_town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    town = impatient_town
    await arrive(town.ana)
    async with away(town.settings.store, monkeypatch):
        await town.ana.does("text", wait=False, text="Ann Lee")
        await until(lambda: _told(capsys))
        await stop(town)
    assert pending(town) == 1


SAID: list[str] = []


async def _told(capsys: pytest.CaptureFixture[str]) -> bool:
    SAID.append(capsys.readouterr().out)
    return "store away" in "".join(SAID)


async def stop(town: Town) -> None:
    """The bot is told to stop, and does."""
    assert town.stop is not None
    await town.stop()


Stop = Callable[[], asyncio.Future[None]]
