"""Updates already handled, so that one delivered again changes nothing twice."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel, col

from models.core.column_types import BIG_ID, moment
from models.core.session import Session

# Telegram keeps an update for a day; update ids may start anew after a quiet week.
KEPT_FOR = timedelta(days=2)


class ProcessedUpdate(SQLModel, table=True):
    """The id of an update that was handled; nothing of its content."""

    __tablename__ = "seen_update"

    update_id: int = Field(primary_key=True, sa_type=BIG_ID)
    at: datetime = moment(index=True)


# Made once: to put a statement together costs as much as to run it.
NOTING = {
    name: dialect.insert(ProcessedUpdate)
    .on_conflict_do_nothing()
    .returning(col(ProcessedUpdate.update_id))
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


async def mark_processed(session: Session, update_ids: Collection[int], now: datetime) -> set[int]:
    """Those of these updates not handled before; two at once cannot both be told so."""
    if not update_ids:
        return set()
    rows = [{"update_id": number, "at": now} for number in sorted(set(update_ids))]
    noting = NOTING[session.get_bind().dialect.name]
    connection = await session.connection()
    return await connection.run_sync(lambda below: set(below.scalars(noting, rows)))


async def delete_expired_updates(session: Session, now: datetime) -> int:
    """Drop what Telegram can no longer deliver again; gives how many."""
    old = delete(ProcessedUpdate).where(col(ProcessedUpdate.at) < now - KEPT_FOR)
    return (await session.exec(old)).rowcount
