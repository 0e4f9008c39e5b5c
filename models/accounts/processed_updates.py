"""Messages already answered, so that one delivered again changes nothing twice."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel, col, select

from models.core.address import Channel
from models.core.column_types import moment, word
from models.core.session import Session

# Telegram keeps an update for a day; its numbers may start anew after a quiet week.
KEPT_FOR = timedelta(days=2)


class ProcessedUpdate(SQLModel, table=True):
    """The number that a channel gave to a message; nothing of its content, nor who sent it.

    So a channel must give no two messages the same; one that counts for each sender alone has to
    put a keyed index of the sender before it.
    """

    __tablename__ = "seen_update"
    # Rows are only ever found by their key.
    __table_args__ = {"sqlite_with_rowid": False}

    channel: Channel = word(Channel, key=True)
    message_id: str = Field(primary_key=True, max_length=64)
    at: datetime = moment(index=True)


# Made once: to put a statement together costs as much as to run it.
NOTING = {
    name: dialect.insert(ProcessedUpdate)
    .on_conflict_do_nothing()
    .returning(col(ProcessedUpdate.message_id))
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


async def mark_processed(
    session: Session, messages: Collection[tuple[Channel, str]], now: datetime
) -> set[str]:
    """Those of these messages not answered before; two at once cannot both be told so."""
    if not messages:
        return set()
    rows = [
        {"channel": channel, "message_id": number, "at": now}
        for channel, number in sorted(set(messages))
    ]
    noting = NOTING[session.get_bind().dialect.name]
    connection = await session.connection()
    return await connection.run_sync(lambda below: set(below.scalars(noting, rows)))


async def get_last(session: Session) -> datetime | None:
    """When the newest message was answered that is remembered; nothing of whose it was."""
    return (await session.exec(select(func.max(ProcessedUpdate.at)))).one()


async def delete_expired_updates(session: Session, now: datetime) -> int:
    """Drop what no channel can deliver again; gives how many."""
    old = delete(ProcessedUpdate).where(col(ProcessedUpdate.at) < now - KEPT_FOR)
    return (await session.exec(old)).rowcount
