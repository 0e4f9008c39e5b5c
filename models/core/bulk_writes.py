"""Rows past the unit of work: read or written many at once, or one without all else changed."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Insert, Table, Update, bindparam, event, insert, inspect, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import SQLModel, select

from models.core.session import Session, list_set_columns, plain_insert

Row = TypeVar("Row", bound=SQLModel)
T = TypeVar("T")


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


async def insert_numbered_rows(session: Session, rows: Sequence[Any]) -> None:
    """Insert rows of one table in one statement, and give each its number, as `insert_row` does."""
    if not rows:
        return
    table: type[SQLModel] = type(rows[0])
    statement, columns = _inserting_many(table)
    values = [{key: getattr(row, key) for key in columns} for row in rows]
    connection = await session.connection()
    numbers = await connection.run_sync(
        lambda below: below.execute(statement, values).scalars().all()
    )
    for row, number in zip(rows, numbers, strict=True):
        row.id = number
        make_transient_to_detached(row)
        session.add(row)


@cache
def _inserting_many(table: type[SQLModel]) -> tuple[Any, list[str]]:
    """The statement that inserts several rows and gives their numbers in their order."""
    columns = _columns(table).c
    statement = insert(table).returning(columns.id, sort_by_parameter_order=True)
    return statement, [c.key for c in columns if c.key != "id"]


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
    query = select(table).where(number.in_(padded(wanted))).order_by(number)
    found = await session.exec(query.with_for_update() if lock else query) if wanted else ()
    return {row.id: row for row in found}  # type: ignore[attr-defined]


def padded(values: Iterable[T]) -> list[T]:
    """Values for an IN, the last repeated until there are 1, 2, 4, 8 and so on.

    Each length is another statement, which PostgreSQL parses and plans anew on each connection.
    """
    found = list(values)
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found)) if found else []


def keep_loaded_rows(session: Session) -> None:
    """Hold what the session reads until its end, for `get`: it forgets what nobody holds."""
    held: list[object] = []
    event.listen(session.sync_session, "loaded_as_persistent", lambda _, row: held.append(row))


def get_insert_class(session: Session) -> type[sqlite.Insert] | type[postgresql.Insert]:
    """The INSERT of this store that can say ON CONFLICT DO NOTHING."""
    return postgresql.Insert if session.get_bind().dialect.name == "postgresql" else sqlite.Insert
