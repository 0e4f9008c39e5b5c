"""Many rows of one table read or written at once."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import event, insert
from sqlmodel import SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

Row = TypeVar("Row", bound=SQLModel)


async def put(session: AsyncSession, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert rows whose references are there already; every row has the same columns.

    Past the session, which would make an object of each: defaults that the class and not the
    database gives must be among them.
    """
    if rows:
        connection = await session.connection()
        await connection.run_sync(lambda below: below.execute(insert(table), rows))


async def read(
    session: AsyncSession, table: type[Row], numbers: Iterable[int | None], *, lock: bool = False
) -> dict[int, Row]:
    """Rows by their numbers, locked in one order where the database can and it is asked for."""
    column: Any = table.__table__.c.id  # type: ignore[attr-defined]
    wanted = {number for number in numbers if number is not None}
    query = select(table).where(column.in_(wanted)).order_by(column)
    found = await session.exec(query.with_for_update() if lock else query) if wanted else ()
    return {row.id: row for row in found}  # type: ignore[attr-defined]


def keep(session: AsyncSession) -> None:
    """Hold what the session reads until its end, for `get`: it forgets what nobody holds."""
    held: list[object] = []
    event.listen(session.sync_session, "loaded_as_persistent", lambda _, row: held.append(row))
