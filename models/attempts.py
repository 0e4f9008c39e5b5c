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
from models.refusal import Refusal
from models.secrets import CHAT, keyring


class Attempted(StrEnum):
    """What is counted."""

    WRONG_CODE = auto()
    FILE = auto()
    PAPER = auto()
    TOLD_MORE = auto()
    INTEREST = auto()
    SIGN_UP = auto()
    APPLICATION = auto()
    INVITATION = auto()
    CLAIM_CODE = auto()
    REPORT = auto()
    VACANCY = auto()
    EMPLOYER = auto()


@dataclass(frozen=True)
class Limit:
    """At most so many of one thing within a time."""

    what: Attempted
    most: int
    within: timedelta


WRONG_CODES = Limit(Attempted.WRONG_CODE, 5, timedelta(hours=1))
DAY = timedelta(days=1)
# What one person sends of their own trouble; the office looks at each of them.
FILES = Limit(Attempted.FILE, 10, DAY)
TOLD_MORE = Limit(Attempted.TOLD_MORE, 20, DAY)
# What brokers and staff add for others: more than a long day's work.
PAPERS = Limit(Attempted.PAPER, 200, DAY)
REPORTS = Limit(Attempted.REPORT, 300, DAY)
CLAIM_CODES = Limit(Attempted.CLAIM_CODE, 100, DAY)
INVITATIONS = Limit(Attempted.INVITATION, 50, DAY)
# Each is a line on everybody's board.
VACANCIES = Limit(Attempted.VACANCY, 20, DAY)
EMPLOYERS = Limit(Attempted.EMPLOYER, 20, DAY)
# On and off again tells others each time.
INTERESTS = Limit(Attempted.INTEREST, 20, DAY)
SIGN_UPS = Limit(Attempted.SIGN_UP, 20, DAY)
# The office reads every one, and may refuse it.
APPLICATIONS = Limit(Attempted.APPLICATION, 3, timedelta(days=30))
# No limit looks farther back.
COUNTED_FOR = APPLICATIONS.within


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


async def take(
    session: AsyncSession, limit: Limit, by: int | None, now: datetime
) -> Refusal | None:
    """An account does it once more now. Refusals: too_often {most}, too_often_month {most}."""
    account = await session.get(Account, by) if by is not None else None
    if account is None:
        return None
    if not await is_within(session, limit, account, now):
        most: dict[str, str | int] = {"most": limit.most}
        a_day = limit.within <= DAY
        return Refusal("too_often", most) if a_day else Refusal("too_often_month", most)
    await note(session, limit.what, account, now)
    return None


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
