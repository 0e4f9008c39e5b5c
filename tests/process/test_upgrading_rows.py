"""A store with rows in every table comes through every revision since the first release whole."""

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import engine as database
from bot.store.migrate import alembic_config
from bot.store.migrations import REVISIONS
from models.core.encryption import keyring
from tests.support.labourers.facts import XINGSHENG

BEFORE = "0015"
EACH = 3
# What a revision opens to make an index of it.
SEALED = ("id_number", "phone")
NOON = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)


@pytest.fixture
async def engine(empty_url: str) -> AsyncIterator[AsyncEngine]:
    engine = database.open_engine(empty_url)
    yield engine
    await engine.dispose()


def fill(connection: sa.Connection) -> dict[str, int]:
    """Rows for every table as it is now, each about the row of its number in the others."""
    found = sa.MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            for number in range(1, EACH + 1):
                connection.execute(table.insert().values(row(table, number)))
    return count(connection)


def row(table: sa.Table, number: int) -> dict[str, Any]:
    return {column.name: value(column, number) for column in table.columns}


def value(column: sa.Column[Any], number: int) -> Any:
    keys = [key.column for key in column.foreign_keys]
    if keys and keys[0].table is column.table:
        return None
    if column.name in ("code", "village_code"):
        return f"{int(XINGSHENG) + number}"
    return keyring.seal(f'"{number}"') if column.name in SEALED else of_kind(column.type, number)


def of_kind(kind: Any, number: int) -> Any:
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, sa.JSON):
        return []
    if isinstance(kind, sa.DateTime):
        return NOON
    if isinstance(kind, sa.Date):
        return NOON.date()
    if isinstance(kind, sa.Integer | sa.Float | sa.Numeric):
        return number
    return f"{number}"[: getattr(kind, "length", None) or 1]


def count(connection: sa.Connection) -> dict[str, int]:
    found = sa.MetaData()
    found.reflect(connection)
    return {
        table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        for table in found.sorted_tables
    }


def dangling(connection: sa.Connection) -> list[Any]:
    """Rows that refer to nothing; PostgreSQL has none ever."""
    if connection.dialect.name != "sqlite":
        return []
    return list(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def to(revision: str) -> Any:
    return lambda connection: command.upgrade(alembic_config(connection), revision)


async def test_no_row_is_lost_and_none_refers_to_nothing(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(to(BEFORE))
    async with engine.begin() as connection:
        before = await connection.run_sync(fill)
    for revision in REVISIONS[REVISIONS.index(BEFORE) + 1 :]:
        async with engine.begin() as connection:
            await connection.run_sync(to(revision))
        async with engine.begin() as connection:
            after = await connection.run_sync(count)
            assert {name: after[name] for name in before} == before, revision
            assert await connection.run_sync(dangling) == [], revision


HEADS = ("我自己", "我自己", "不知道", "王 大山", "王大山")


def told_before(connection: sa.Connection) -> None:
    """Five of registered poor households, as the head of each was written down then."""
    found = sa.MetaData()
    found.reflect(connection)
    region, household, labourer = (found.tables[t] for t in ("region", "household", "labourer"))
    connection.execute(region.insert().values({**row(region, 1), "code": XINGSHENG}))
    homes = {head: number for number, head in enumerate(dict.fromkeys(HEADS), start=1)}
    for head, number in homes.items():
        given = {"village_code": XINGSHENG, "head_name": head}
        connection.execute(household.insert().values({**row(household, number), **given}))
    for number, head in enumerate(HEADS, start=1):
        name = f"王 {'芳丽英梅兰'[number - 1]}"
        told: dict[str, Any] = {"village_code": XINGSHENG, "household_id": homes[head]}
        told |= {"name": name, "birth_year": 1980 + number, "poor_confirmed_at": NOON}
        connection.execute(labourer.insert().values({**row(labourer, number), **told}))
    if connection.dialect.name != "sqlite":
        # Numbers that are given outright are not counted there.
        counter = "SELECT setval(pg_get_serial_sequence('household', 'id'), 9)"
        connection.exec_driver_sql(counter)


def told_after(connection: sa.Connection) -> list[Any]:
    query = (
        "SELECT labourer.id, name, name_key, head_name, head_birth_year, head_id, household_id"
        " FROM labourer JOIN household ON household.id = household_id"
        " WHERE poor_confirmed_at IS NOT NULL ORDER BY labourer.id"
    )
    return [tuple(one) for one in connection.exec_driver_sql(query).all()]


async def test_who_said_myself_is_the_head_of_a_household_of_their_own(
    engine: AsyncEngine,
) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(to(BEFORE))
    async with engine.begin() as connection:
        await connection.run_sync(told_before)
    await database.upgrade(engine)
    async with engine.begin() as connection:
        people = await connection.run_sync(told_after)
    assert [one[:6] for one in people] == [
        (1, "王芳", "王芳", "王芳", 1981, 1),
        (2, "王丽", "王丽", "王丽", 1982, 2),
        (3, "王英", "王英", "不知道", None, None),
        # They were two by the writing alone: the office may make them one.
        (4, "王梅", "王梅", "王 大山", None, None),
        (5, "王兰", "王兰", "王大山", None, None),
    ]
    assert len({one[6] for one in people}) == len(people)
