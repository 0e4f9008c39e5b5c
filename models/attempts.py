"""Attempts: how often somebody did something lately, so that nobody can do it without end.

A row outlives the account, else erasing it would give as many attempts more. So it names a chat by
its keyed index alone, and is forgotten once no limit counts it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto

from sqlalchemy import Index, delete
from sqlmodel import Field, SQLModel, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.account import Account
from models.columns import moment, row_id, word
from models.secrets import CHAT, keyring


class Attempted(StrEnum):
    """What is counted."""

    WRONG_CODE = auto()


@dataclass(frozen=True)
class Limit:
    """At most so many of one thing within a time."""

    what: Attempted
    most: int
    within: timedelta


WRONG_CODES = Limit(Attempted.WRONG_CODE, 5, timedelta(hours=1))
# No limit looks farther back.
COUNTED_FOR = timedelta(days=1)


class Attempt(SQLModel, table=True):
    """One thing done from one chat."""

    __table_args__ = (Index("attempt_of_chat", "what", "chat_index", "at"),)

    id: int | None = row_id()
    what: Attempted = word(Attempted)
    chat_index: str = Field(max_length=64)
    at: datetime = moment(index=True)


async def is_within(session: AsyncSession, limit: Limit, account: Account, now: datetime) -> bool:
    """Whether this chat may do it once more now."""
    return await count(session, limit, now, account=account) < limit.most


async def note(session: AsyncSession, what: Attempted, account: Account, now: datetime) -> None:
    """This chat did it once more."""
    session.add(Attempt(what=what, chat_index=keyring.index(str(account.chat_id), CHAT), at=now))
    await session.flush()


async def count(
    session: AsyncSession, limit: Limit, now: datetime, *, account: Account | None = None
) -> int:
    """How often it was done within the limit's time, by one chat or by all together."""
    query = select(func.count()).where(
        col(Attempt.what) == limit.what, col(Attempt.at) > now - limit.within
    )
    if account is not None:
        chat = keyring.indexes(str(account.chat_id), CHAT)
        query = query.where(col(Attempt.chat_index).in_(chat))
    return (await session.exec(query)).one()


async def forget_old(session: AsyncSession, now: datetime) -> int:
    """Drop what counts no more; gives how many."""
    old = delete(Attempt).where(col(Attempt.at) <= now - COUNTED_FOR)
    return (await session.exec(old)).rowcount
