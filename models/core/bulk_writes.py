"""Rows past the unit of work: read or written many at once, or one without all else changed."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Insert, Table, Update, bindparam, event, insert, inspect, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import SQLModel, select

from models.core.session import Session, list_set_columns, plain_insert

Row = TypeVar("Row", bound=SQLModel)


async def insert_rows(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert rows whose references are there already; every row has the same columns.

    No objects are made of them: defaults that the class and not the database gives must be there.
    """
    if rows:
        statement = plain_insert(table)
        await session.run_sync(lambda below: below.connection().execute(statement, rows))


async def insert_row(session: Session, row: Any) -> None:
    """Insert one row, whose references are there already, and give it its number.

    Else the session would first write all that was changed in it. The row is the session's own
    from then on, as if it had been read.

    Raises:
        IntegrityError: the database refused it.
    """
    table: type[SQLModel] = type(row)
    statement, columns = _inserting(table)
    values = {key: getattr(row, key) for key in columns}
    row.id = await session.run_sync(lambda below: below.connection().scalar(statement, values))
    make_transient_to_detached(row)
    session.add(row)


@cache
def _inserting(table: type[SQLModel]) -> tuple[Insert, list[str]]:
    """The statement that inserts a row and gives its number, and the columns that it fills."""
    columns = _columns(table).c
    return insert(table).returning(columns.id), [c.key for c in columns if c.key != "id"]


def _columns(table: type[SQLModel]) -> Table:
    found: Table = inspect(table).local_table
    return found


async def update_row(session: Session, row: Any) -> None:
    """Write what was changed in one row now: others ask for it in this transaction.

    Else the session would first write all that was changed in it.
    """
    values = {column.key: getattr(row, column.key) for column in list_set_columns(row)}
    if not values:
        return
    table: type[SQLModel] = type(row)
    statement, given = _updating(table, tuple(values)), {**values, "number": row.id}
    await session.run_sync(lambda below: below.connection().execute(statement, given))
    for key, value in values.items():
        set_committed_value(row, key, value)


@cache
def _updating(table: type[SQLModel], keys: tuple[str, ...]) -> Update:
    """The statement that writes these columns of one row."""
    one = update(table).where(_columns(table).c.id == bindparam("number"))
    return one.values({key: bindparam(key) for key in keys})


async def read_rows(
    session: Session, table: type[Row], numbers: Iterable[int | None], *, lock: bool = False
) -> dict[int, Row]:
    """Rows by their numbers, locked in one order where the database can and it is asked for."""
    number = _columns(table).c.id
    wanted = {one for one in numbers if one is not None}
    query = select(table).where(number.in_(wanted)).order_by(number)
    found = await session.exec(query.with_for_update() if lock else query) if wanted else ()
    return {row.id: row for row in found}  # type: ignore[attr-defined]


def keep_loaded_rows(session: Session) -> None:
    """Hold what the session reads until its end, for `get`: it forgets what nobody holds."""
    held: list[object] = []
    event.listen(session.sync_session, "loaded_as_persistent", lambda _, row: held.append(row))


def get_insert_class(session: Session) -> type[sqlite.Insert] | type[postgresql.Insert]:
    """The INSERT of this store that can say ON CONFLICT DO NOTHING."""
    return postgresql.Insert if session.get_bind().dialect.name == "postgresql" else sqlite.Insert
