"""A PostgreSQL that can't be used: each command ends with 2 and one sentence, without a trace."""

import asyncio
import ssl
from collections.abc import Iterator

import pytest

from bot.settings import SettingsError
from bot.store import engine as database
from bot.store.outages import cause
from tests.process.test_cli import Environment, chunfeng, ended
from tests.support.ports import free_port
from tests.support.postgresql import PostgreSQL
from tests.support.town import KEY, TOKEN

SAYS = "CHUNFENG_DATABASE_URL: "
OWNED_BY_ANOTHER = "belong to another user"


@pytest.fixture
def stranger(postgresql: PostgreSQL) -> Iterator[str]:
    """A role that owns nothing and may make nothing."""
    name = "stranger"
    postgresql.does(f"CREATE ROLE {name} LOGIN")
    yield name
    postgresql.does(f"DROP ROLE {name}")


def refused(environment: Environment, url: str, *command: str) -> str:
    environment(database_url=url, secret_keys=KEY, bot_token=TOKEN)
    said = ended(chunfeng(*command))
    assert said.startswith(SAYS)
    assert said.count("\n") == 1
    return said


@pytest.mark.parametrize("command", [("db", "upgrade"), ("run",), ("backup", "take")], ids=str)
def test_a_database_or_tables_of_another_owner(
    environment: Environment, postgresql: PostgreSQL, stranger: str, command: tuple[str, ...]
) -> None:
    with postgresql.copied("furnished") as url:
        theirs = url.replace("//postgres:", f"//{stranger}:")
        assert OWNED_BY_ANOTHER in refused(environment, theirs, *command)
    if command == ("db", "upgrade"):
        with postgresql.copied("template1") as url:
            theirs = url.replace("//postgres:", f"//{stranger}:")
            assert OWNED_BY_ANOTHER in refused(environment, theirs, *command)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("/postgres?", "/nowhere?"), "no such database: createdb"),
        (
            ("/postgres?", "/postgres?options=-c%20nothing%3D1&"),
            "a setting in the address's options",
        ),
        (
            ("/postgres?", "/postgres?options=-c%20work_mem%3Dx&"),
            "a setting in the address's options",
        ),
        (("//postgres:", "//nobody:"), "does not let this user in"),
    ],
)
def test_an_address_of_something_else(
    environment: Environment, postgresql: PostgreSQL, change: tuple[str, str], said: str
) -> None:
    url = postgresql.address.replace(*change)
    assert url != postgresql.address
    assert said in refused(environment, url, "db", "upgrade")


def test_a_server_without_tls_and_one_that_is_not_trusted(environment: Environment) -> None:
    async def answers_no(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(8)
        writer.write(b"N")
        await writer.drain()
        writer.close()

    async def opens() -> None:
        server = await asyncio.start_server(answers_no, "127.0.0.1", port)
        engine = database.open_engine(f"postgresql://u:s3cret@127.0.0.1:{port}/x?sslmode=require")
        async with server:
            with pytest.raises(SettingsError, match="speaks no TLS here, and sslmode asks for it"):
                await database.reach(engine)
        await engine.dispose()

    port = free_port()
    asyncio.run(opens())
    assert "certificate does not fit sslmode" in cause(ssl.SSLCertVerificationError("self-signed"))


@pytest.mark.parametrize(
    ("version", "too_old"), [(90624, True), (130016, True), (140000, False), (180004, False)]
)
def test_a_server_that_is_too_old(version: int, too_old: bool) -> None:
    said = database.tell_too_old(version)
    assert bool(said) is too_old
    if too_old:
        assert said == f"{SAYS}PostgreSQL {version // 10_000} is too old, 14 is needed"
