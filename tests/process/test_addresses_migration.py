"""A store of revision 0015 with rows in every table: all of it is there afterwards, and back."""

from datetime import UTC, date, datetime
from typing import Any

from alembic import command
from sqlalchemy import Connection, MetaData, Table, insert, select, text, types
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import engine as database
from bot.store.migrate import alembic_config

AT = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)
CHAT = 7_700_000_000_120
MOVED = ("chat_id", "offered", "keyboard", "blocked_at")
FILES = {"evidence": "file_id", "notice": "picture"}
# Kept by the migrations themselves, and the record of acts, which nobody may empty again.
BOOKKEEPING = "alembic_version"

Rows = dict[str, list[dict[str, Any]]]


def reflected(connection: Connection) -> list[Table]:
    """The tables as they are, those that others refer to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != BOOKKEEPING]


def value(table: Table, column: Any, number: int, ids: dict[str, list[Any]]) -> Any:
    """What a column of the row with this number holds, such as its type has room for."""
    for key in column.foreign_keys:
        known = ids.get(key.column.table.name, [])
        return known[number] if number < len(known) else None
    if column.name == "chat_id" and table.name == "account":
        return CHAT + number
    for kind, given in (
        (types.JSON, [f"{column.name}:{number}", {"№": number}]),
        (types.Boolean, number % 2 == 0),
        (types.DateTime, AT),
        (types.Date, date(2026, 11, number + 1)),
        ((types.Numeric, types.Float), number + 0.5),
        (types.Integer, 100 + number),
    ):
        if isinstance(column.type, kind):
            return given
    words = f"{number}{table.name}.{column.name}"
    return words[: column.type.length] if getattr(column.type, "length", None) else words


def fill(connection: Connection) -> int:
    """Two rows in every table, and an account that was deleted again, whose number it gives."""
    ids: dict[str, list[Any]] = {}
    for table in reflected(connection):
        ids[table.name] = []
        for number in range(2):
            row = {c.name: value(table, c, number, ids) for c in table.c}
            connection.execute(insert(table), row)
            ids[table.name].append(row[next(iter(table.primary_key.columns)).name])
    accounts = Table("account", MetaData(), autoload_with=connection)
    gone = {"chat_id": 1, "created_at": AT, "offered": [], "keyboard": False}
    number = connection.execute(insert(accounts).returning(accounts.c.id), gone).scalar_one()
    connection.execute(accounts.delete().where(accounts.c.id == number))
    return int(number)


def rows(connection: Connection) -> Rows:
    """Every row of every table, in one order."""
    return {
        table.name: sorted(
            (dict(row) for row in connection.execute(select(table)).mappings()),
            key=lambda row: str(next(iter(row.values()))),
        )
        for table in reflected(connection)
    }


def expected(before: Rows) -> Rows:
    """What the rows are to be after the upgrade."""
    after = {name: [dict(row) for row in found] for name, found in before.items()}
    after["address"] = [
        {
            **{"account_id": row["id"], "channel": "telegram", "external_id": str(row["chat_id"])},
            **{key: row[key] for key in MOVED[1:]},
        }
        for row in before["account"]
    ]
    for row in after["account"]:
        for key in MOVED:
            del row[key]
    for name, column in FILES.items():
        for row in after[name]:
            row[column] = f"telegram:{row[column]}"
    after["seen_update"] = [
        {"channel": "telegram", "message_id": str(row["update_id"]), "at": row["at"]}
        for row in before["seen_update"]
    ]
    return after


def without_ids(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: held for key, held in row.items() if key != "id"} for row in found]


async def run(engine: AsyncEngine, step: Any, revision: str) -> Rows:
    """Change the tables, and read all that they hold then."""
    async with engine.begin() as connection:
        await connection.run_sync(lambda c: step(alembic_config(c), revision))
    async with engine.begin() as connection:
        return await connection.run_sync(rows)


async def test_nothing_is_lost_on_the_way_up_and_down(empty_url: str) -> None:
    engine = database.open_engine(empty_url)
    await run(engine, command.upgrade, "0015")
    async with engine.begin() as connection:
        gone = await connection.run_sync(fill)
        before = await connection.run_sync(rows)
    assert all(len(found) >= 2 for found in before.values())
    after = await run(engine, command.upgrade, "0016")
    addresses = after.pop("address")
    wanted = expected(before)
    assert without_ids(addresses) == wanted.pop("address")
    assert after == wanted
    assert await next_account(engine) > gone
    assert await run(engine, command.downgrade, "0015") == before
    await engine.dispose()


async def next_account(engine: AsyncEngine) -> int:
    """The number that a new account would get; it gets none."""
    insertion = text(f"INSERT INTO account (created_at) VALUES ('{AT}') RETURNING id")
    async with engine.connect() as connection, connection.begin() as turn:
        number = int(await connection.run_sync(lambda c: c.execute(insertion).scalar_one()))
        await turn.rollback()
    return number
