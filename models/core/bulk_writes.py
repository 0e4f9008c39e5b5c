"""Rows past the unit of work: read or written many at once, or one without all else changed."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Insert, Table, event, insert, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import SQLModel, select

from models.core.session import Session

Row = TypeVar("Row", bound=SQLModel)
T = TypeVar("T")


async def insert_rows(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert rows whose references are there already; every row has the same columns.

    No objects are made of them: defaults that the class and not the database gives must be there.
    """
    if rows:
        connection = await session.connection()
        await connection.run_sync(lambda below: below.execute(insert(table), rows))


async def insert_row(session: Session, row: Any) -> None:
    """Insert one row, whose references are there already, and give it its number.

    Else the session would first write all that was changed in it. The row is the session's own
    from then on, as if it had been read.

    Raises:
        IntegrityError: the database refused it.
    """
    table: type[SQLModel] = type(row)
    statement, columns = _inserting(table)
    connection = await session.connection()
    values = {key: getattr(row, key) for key in columns}
    row.id = await connection.run_sync(lambda below: below.scalar(statement, values))
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
