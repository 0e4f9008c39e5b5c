"""A key that is not the store's: nothing is read, nothing is written, and it is said."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlmodel import col, select

from bot import app, opening
from bot.app import Part
from bot.settings import SettingsError
from bot.store import engine as database
from models.core.audit import AuditRecord
from models.core.clock import SystemClock
from models.core.encryption import keyring
from models.core.key_check import KeyCheck
from models.core.regions import SHIPPED
from models.core.session import Session
from tests.process.test_cli import Environment, chunfeng, ended
from tests.resilience.serving.test_store_away import pending, ready
from tests.support.labourers.facts import farmer_facts
from tests.support.labourers.intake import arrive, asks_intake, register
from tests.support.store import Store, consenting_account, register_labourer, stored_rows
from tests.support.subsidy_rules import example_text
from tests.support.town import (
    KEY,
    LOOK_AGAIN_SECONDS,
    TOKEN,
    Town,
    open_town,
    settings_for,
    until,
)

NEW = Fernet.generate_key().decode()
SAYS = "CHUNFENG_SECRET_KEYS: this store was sealed with another key"
COMMANDS = (
    ["run"],
    ["db", "upgrade"],
    ["db", "rekey"],
    ["dismiss", "5"],
    ["import", "villages", str(SHIPPED)],
)


@pytest.fixture
def filled_url(database_url: str) -> str:
    """A store with somebody in it, sealed with KEY."""

    async def fill(session: Session) -> None:
        await register_labourer(session, await consenting_account(session, 1), farmer_facts())

    keyring.load([KEY])
    turn(database_url, fill)
    return database_url


def turn(url: str, work: Callable[[Session], Awaitable[str | None]]) -> str | None:
    async def done() -> str | None:
        engine = database.open_engine(url)
        try:
            return await Store(database.open_sessions(engine)).turn(work)
        finally:
            await engine.dispose()

    return asyncio.run(done())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_start_and_every_command_refuse_it(
    environment: Environment, filled_url: str, command: list[str]
) -> None:
    before = turn(filled_url, stored_rows)
    environment(database_url=filled_url, secret_keys=NEW, bot_token=TOKEN)
    assert ended(chunfeng(*command)).startswith(SAYS)
    assert turn(filled_url, stored_rows) == before


def test_a_new_key_before_it_is_taken(environment: Environment, filled_url: str) -> None:
    environment(database_url=filled_url, secret_keys=f"{NEW},{KEY}")
    assert chunfeng("db", "upgrade").exit_code == 0
    assert chunfeng("db", "rekey").exit_code == 0
    environment(database_url=filled_url, secret_keys=KEY)
    assert ended(chunfeng("db", "upgrade")).startswith(SAYS)


def test_a_store_of_before_is_not_known_by_a_wrong_key(
    environment: Environment, filled_url: str
) -> None:
    """Its first start under this version must not take a wrong key for its own."""

    async def forget(session: Session) -> None:
        await session.delete(await session.get_one(KeyCheck, 1))

    turn(filled_url, forget)
    environment(database_url=filled_url, secret_keys=NEW, bot_token=TOKEN)
    assert ended(chunfeng("run")).startswith(SAYS)
    environment(database_url=filled_url, secret_keys=KEY, bot_token=TOKEN)
    assert chunfeng("db", "upgrade").exit_code == 0


def test_what_the_server_does_is_in_the_trail(
    environment: Environment, filled_url: str, tmp_path: Path
) -> None:
    environment(database_url=filled_url, secret_keys=f"{NEW},{KEY}", data_dir=str(tmp_path))
    rule = tmp_path / "rule.toml"
    rule.write_text(example_text("yongning_2024"))
    for command in (["db", "rekey"], ["import", "villages", str(SHIPPED)]):
        assert chunfeng(*command).exit_code == 0
    assert chunfeng("import", "rule", str(rule)).exit_code == 0
    acts = turn(filled_url, _acts) or ""
    assert acts.split()[-3:] == ["rekeyed", "imported", "imported"]


async def _acts(session: Session) -> str:
    rows = await session.exec(select(AuditRecord.act).order_by(col(AuditRecord.id)))
    return " ".join(rows)


def test_how_far_it_has_come_is_said(environment: Environment, filled_url: str) -> None:
    environment(database_url=filled_url, secret_keys=f"{NEW},{KEY}")
    assert "100 % (" in chunfeng("db", "rekey").stderr


async def test_of_two_that_start_at_once_one_key_is_the_stores(empty_url: str) -> None:
    if empty_url.startswith("postgresql"):
        engine = database.open_engine(empty_url)
        keyring.load([KEY])
        await database.upgrade(engine)
        await engine.dispose()
    settings = settings_for("http://nowhere", empty_url, by="polling")
    clock = SystemClock()
    async with opening.open_store(settings, clock):
        pass
    other = settings.model_copy(update={"secret_keys": (SecretStr(NEW),)})
    with pytest.raises(SettingsError, match="sealed with another key"):
        async with opening.open_store(other, clock):
            pass
    keyring.load([KEY])


async def test_who_writes_meanwhile_is_answered_once_the_key_is_there(town: Town) -> None:
    """A process whose store was sealed anew without it is not ready, and acknowledges nothing."""
    await register(town.ana)
    await arrive(town.ben)
    assert await ready(town) == 200
    keyring.load([NEW])
    try:
        assert await ready(town) == 503
        await town.ana.does("text", wait=False, text="/me")
        await until(lambda: _still_there(town))
    finally:
        keyring.load([KEY])
    await town.ana.look()
    await until(lambda: _is_answered(town))
    assert await ready(town) == 200
    assert "went wrong" not in town.ana.last
    await town.ben.says("Bo Kim")
    assert asks_intake(town.ben, "id_number")


@pytest.mark.parametrize("part", [Part.CLOCK, Part.CONVERSE])
async def test_a_process_whose_store_is_sealed_anew_without_it_stops_and_says_so(
    sqlite_url: str, part: Part
) -> None:
    async with open_town(sqlite_url, served=False, keys_asked_every=LOOK_AGAIN_SECONDS) as town:
        serving = app.serve(town.settings, town.clock, part, asyncio.Event(), town.timing)
        process = asyncio.create_task(serving)
        await until(town.bell.ring if part is Part.CLOCK else lambda: _is_ready(town))
        keyring.load([NEW])
        with pytest.raises(SettingsError, match="sealed with another key"):
            await process
        keyring.load([KEY])


async def _is_ready(town: Town) -> bool:
    return await ready(town) == 200


async def _still_there(town: Town) -> bool:
    return pending(town) == 1


async def _is_answered(town: Town) -> bool:
    await town.ana.look()
    return pending(town) == 0 and "What is kept about you" in town.ana.last
