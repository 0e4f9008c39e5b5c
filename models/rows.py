"""Rows written past the unit of work, which would first write all else that was changed."""

from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, insert, inspect
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def put(session: AsyncSession, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert rows whose references are there already; every row has the same columns.

    Defaults that the class and not the database gives must be among them.
    """
    if rows:
        connection = await session.connection()
        await connection.run_sync(lambda below: below.execute(insert(table), rows))


async def add(session: AsyncSession, row: Any) -> None:
    """Insert one row, whose references are there already, and give it its number.

    It belongs to the session from then on, as if it had been read.

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
    columns: Table = inspect(table).local_table
    return (
        insert(table).returning(columns.c.id),
        [column.key for column in columns.c if column.key != "id"],
    )
