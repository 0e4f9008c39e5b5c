"""Updates already handled, so that one delivered again changes nothing twice."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel, col
from sqlmodel.ext.asyncio.session import AsyncSession

from models.columns import BIG_ID, moment

# Telegram keeps an update for a day; update ids may start anew after a quiet week.
KEPT_FOR = timedelta(days=2)


class SeenUpdate(SQLModel, table=True):
    """The id of an update that was handled; nothing of its content."""

    __tablename__ = "seen_update"

    update_id: int = Field(primary_key=True, sa_type=BIG_ID)
    at: datetime = moment(index=True)


async def first_times(
    session: AsyncSession, update_ids: Collection[int], now: datetime
) -> set[int]:
    """Those of these updates not handled before; two at once cannot both be told so."""
    if not update_ids:
        return set()
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    rows = [{"update_id": number, "at": now} for number in sorted(set(update_ids))]
    insert = dialect.insert(SeenUpdate).on_conflict_do_nothing().returning(SeenUpdate.update_id)
    connection = await session.connection()
    return await connection.run_sync(lambda below: set(below.scalars(insert, rows)))


async def forget_old(session: AsyncSession, now: datetime) -> int:
    """Drop what Telegram can no longer deliver again; gives how many."""
    old = delete(SeenUpdate).where(col(SeenUpdate.at) < now - KEPT_FOR)
    return (await session.exec(old)).rowcount
