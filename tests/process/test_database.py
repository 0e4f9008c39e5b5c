"""The database: its migrations, its pragmas, and its errors."""

import sqlite3
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import SQLModel

from bot.store import engine as database
from bot.store.migrate import alembic_config
from bot.store.migrations import REVISIONS
from bot.telegram.addresses import telegram_address
from models.accounts.account import open_account
from models.labourers.household import Household
from models.privacy.tables import TABLES
from tests.support.labourers.facts import XINGSHENG
from tests.support.store import NOON

BOOKKEEPING = "alembic_version"


@pytest.fixture
async def engine(empty_url: str) -> AsyncIterator[AsyncEngine]:
    engine = database.open_engine(empty_url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def furnished(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = database.open_engine(database_url)
    yield engine
    await engine.dispose()


async def tables(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda c: inspect(c).get_table_names())
    return set(names) - {BOOKKEEPING}


async def downgrade(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(lambda c: command.downgrade(alembic_config(c), "base"))


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return list(compare_metadata(context, SQLModel.metadata))


async def test_the_migrations_give_what_the_models_say(engine: AsyncEngine) -> None:
    await database.upgrade(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


def test_the_files_of_migrations_are_named_by_their_revisions() -> None:
    scripts = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    assert [script.revision for script in scripts] == REVISIONS[::-1]


async def test_up_from_nothing_down_to_nothing_and_up_again(engine: AsyncEngine) -> None:
    assert not await database.is_current(engine)
    await database.upgrade(engine)
    every = {str(inspect(table).local_table) for table in TABLES}
    assert await tables(engine) == every
    assert await database.is_current(engine)
    await downgrade(engine)
    assert await tables(engine) == set()
    assert not await database.is_current(engine)
    await database.upgrade(engine)
    assert await tables(engine) == every


async def test_a_second_upgrade_changes_nothing(furnished: AsyncEngine) -> None:
    before = await tables(furnished)
    await database.upgrade(furnished)
    assert await tables(furnished) == before


def test_every_table_is_listed() -> None:
    assert {str(inspect(t).local_table) for t in TABLES} == set(SQLModel.metadata.tables)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
async def test_sqlite_keeps_what_was_acknowledged(
    sqlite_url: str, pragma: str, value: object
) -> None:
    engine = database.open_engine(sqlite_url)
    async with engine.connect() as connection:
        row = await connection.run_sync(
            lambda c: c.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
        )
    await engine.dispose()
    assert row == value


def test_a_command_beside_the_bot_leaves_the_bots_log_alone(sqlite_url: str) -> None:
    """The clock opens the store too; a command that comes and goes is not its last user."""
    file = sqlite_url.removeprefix("sqlite:///")
    command = f"import sqlite3; sqlite3.connect({file!r}).execute('SELECT 1 FROM job').close()"
    with closing(sqlite3.connect(file)) as bot:
        bot.execute("PRAGMA journal_mode = WAL")
        bot.execute("PRAGMA user_version = 7")
        database.open_engine(sqlite_url)
        subprocess.run([sys.executable, "-c", command], check=True)
        assert Path(f"{file}-wal").exists()
        bot.execute("PRAGMA user_version = 0")


async def test_a_broken_reference_is_refused(furnished: AsyncEngine) -> None:
    async with database.open_sessions(furnished)() as session:
        session.add(Household(village_code="999999999999", head_name="金大山"))
        with pytest.raises(IntegrityError):
            await session.flush()


async def test_an_error_holds_nothing_of_the_row(furnished: AsyncEngine) -> None:
    name = "崔" + "顺子"
    async with database.open_sessions(furnished)() as session:
        session.add(Household(village_code=f"{XINGSHENG[:-1]}9", head_name=name))
        with pytest.raises(IntegrityError) as refused:
            await session.flush()
    trace = "".join(traceback.format_exception(refused.value))
    assert "head_name" in trace
    assert name not in trace


async def test_rows_stay_readable_after_the_commit(furnished: AsyncEngine) -> None:
    async with database.open_sessions(furnished)() as session, session.begin():
        account = await open_account(session, telegram_address(1), NOON)
    assert account.address.external_id == "1"


async def test_a_store_in_a_folder_that_is_not_there_makes_it(tmp_path: Path) -> None:
    engine = database.open_engine(f"sqlite:///{tmp_path}/a/b/c.db")
    await database.upgrade(engine)
    await engine.dispose()
    assert (tmp_path / "a/b/c.db").exists()
