"""Many rows of one table written at once, past the session, which would make an object of each."""

from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def put(session: AsyncSession, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert rows whose references are there already; every row has the same columns.

    Defaults that the class and not the database gives must be among them.
    """
    if rows:
        connection = await session.connection()
        await connection.run_sync(lambda below: below.execute(insert(table), rows))
