"""Attempts: how often somebody did something lately, so that nobody can do it without end.

A row outlives the account, else erasing it would give as many attempts more. So it names a chat by
its keyed index alone, and is forgotten once no limit counts it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto

from sqlalchemy import Index, delete
from sqlmodel import Field, SQLModel, col, func, select

from models.accounts.account import Account
from models.core import bulk_writes
from models.core.column_types import moment, row_id, word
from models.core.encryption import CHAT, keyring
from models.core.refusal import Refusal
from models.core.session import Session


class AttemptKind(StrEnum):
    WRONG_CODE = auto()
    OWN_NUMBER = auto()
    OTHERS_NUMBER = auto()
    NUMBER_KNOWN = auto()
    NUMBER_REFUSED = auto()
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
    ENQUIRY = auto()
    CONSOLE_CODE = auto()


@dataclass(frozen=True)
class Limit:
    """At most so many of one thing within a time."""

    what: AttemptKind
    most: int
    within: timedelta


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WRONG_CODES = Limit(AttemptKind.WRONG_CODE, 5, HOUR)
# Above this, whoever typed a wrong one lately waits; who types a right one at once does not.
WRONG_CODES_OF_ALL = Limit(AttemptKind.WRONG_CODE, 100, HOUR)
GUESSED_LATELY = Limit(AttemptKind.WRONG_CODE, 1, DAY)
# ID numbers that one chat saves, known or not: so the limit tells nothing of them.
OWN_NUMBERS = Limit(AttemptKind.OWN_NUMBER, 3, DAY)
OTHERS_NUMBERS = Limit(AttemptKind.OTHERS_NUMBER, 100, DAY)
# So many known ones, or of all chats together so many above their limit, ring the alarm.
KNOWN_NUMBERS = Limit(AttemptKind.NUMBER_KNOWN, 3, DAY)
KNOWN_NUMBERS_OF_ALL = Limit(AttemptKind.NUMBER_KNOWN, 10, HOUR)
REFUSED_NUMBERS_OF_ALL = Limit(AttemptKind.NUMBER_REFUSED, 20, HOUR)
# Of all browsers together: a code of eight digits is valid for five minutes.
CONSOLE_CODES = Limit(AttemptKind.CONSOLE_CODE, 100, timedelta(minutes=5))
# What one person sends of their own trouble; the office looks at each of them.
FILES = Limit(AttemptKind.FILE, 30, DAY)
TOLD_MORE = Limit(AttemptKind.TOLD_MORE, 20, DAY)
ENQUIRIES = Limit(AttemptKind.ENQUIRY, 20, DAY)
# What brokers and staff add for others: more than a long day's work.
PAPERS = Limit(AttemptKind.PAPER, 200, DAY)
REPORTS = Limit(AttemptKind.REPORT, 300, DAY)
CLAIM_CODES = Limit(AttemptKind.CLAIM_CODE, 100, DAY)
INVITATIONS = Limit(AttemptKind.INVITATION, 50, DAY)
# Each is a line on everybody's board.
VACANCIES = Limit(AttemptKind.VACANCY, 20, DAY)
EMPLOYERS = Limit(AttemptKind.EMPLOYER, 20, DAY)
# On and off again tells others each time.
INTERESTS = Limit(AttemptKind.INTEREST, 20, DAY)
SIGN_UPS = Limit(AttemptKind.SIGN_UP, 20, DAY)
# The office reads every one, and may refuse it.
APPLICATIONS = Limit(AttemptKind.APPLICATION, 3, timedelta(days=30))
# No limit looks farther back.
COUNTED_FOR = APPLICATIONS.within


class Attempt(SQLModel, table=True):
    """One thing done from one chat."""

    __table_args__ = (Index("attempt_of_chat", "what", "chat_index", "at"),)

    id: int | None = row_id()
    what: AttemptKind = word(AttemptKind)
    chat_index: str = Field(max_length=64)
    at: datetime = moment(index=True)


async def is_within(
    session: Session, limit: Limit, account: Account, now: datetime, count: int = 1
) -> bool:
    """Whether this chat may do it so many times more now."""
    return await count_attempts(session, limit, now, account=account) + count <= limit.most


async def record_attempt(
    session: Session, what: AttemptKind, account: Account, now: datetime
) -> None:
    """This chat did it once more."""
    await record_attempts(session, [what], account, now)


async def record_attempts(
    session: Session, acts: Iterable[AttemptKind], account: Account, now: datetime
) -> None:
    """This chat did all of these once more; in one statement, whatever else was changed."""
    chat = get_chat_indexes(account)[0]
    await bulk_writes.insert_rows(
        session, Attempt, [{"what": w, "chat_index": chat, "at": now} for w in acts]
    )


async def record_nameless_attempt(
    session: Session, what: AttemptKind, where: str, now: datetime
) -> None:
    """Somebody did it once more who has no chat there, such as at the console's sign-in."""
    index = keyring.index(where, CHAT)
    await bulk_writes.insert_rows(
        session, Attempt, [{"what": what, "chat_index": index, "at": now}]
    )


def get_chat_indexes(account: Account) -> list[str]:
    """By what the chat's attempts are found, under every key; the first is what is stored."""
    return keyring.indexes(account.address.value.index_text, CHAT)


async def attempt_within_limit(
    session: Session, limit: Limit, by: int | None, now: datetime
) -> Refusal | None:
    """An account does it once more now. Refusals: as `refuse_over_limit`."""
    if refused := await refuse_over_limit(session, limit, by, now):
        return refused
    account = await session.get(Account, by) if by is not None else None
    if account is not None:
        await record_attempt(session, limit.what, account, now)
    return None


async def refuse_over_limit(
    session: Session, limit: Limit, by: int | None, now: datetime, count: int = 1
) -> Refusal | None:
    """Why an account can't do it so many times more now: all of them or none.

    Refusals: too_often {most}, too_often_month {most}.
    """
    account = await session.get(Account, by) if by is not None else None
    if account is None or await is_within(session, limit, account, now, count):
        return None
    most: dict[str, str | int] = {"most": limit.most}
    a_day = limit.within <= DAY
    return Refusal("too_often", most) if a_day else Refusal("too_often_month", most)


async def count_attempts(
    session: Session, limit: Limit, now: datetime, *, account: Account | None = None
) -> int:
    """How often it was done within the limit's time, by one chat or by all together."""
    query = select(func.count()).where(
        col(Attempt.what) == limit.what, col(Attempt.at) > now - limit.within
    )
    if account is not None:
        query = query.where(col(Attempt.chat_index).in_(get_chat_indexes(account)))
    return (await session.exec(query)).one()


async def get_highest_count(session: Session, limit: Limit, now: datetime) -> int:
    """How often that chat did it, within the limit's time, that did it most."""
    counted = func.count().label("counted")
    query = select(counted).where(
        col(Attempt.what) == limit.what, col(Attempt.at) > now - limit.within
    )
    of_each = query.group_by(col(Attempt.chat_index)).order_by(counted.desc())
    return (await session.exec(of_each.limit(1))).first() or 0


async def count_recent_attempts(
    session: Session, now: datetime, within: timedelta = HOUR
) -> dict[AttemptKind, int]:
    """How often each thing was done within this time, by all together."""
    query = select(Attempt.what, func.count()).where(col(Attempt.at) > now - within)
    found = dict((await session.exec(query.group_by(col(Attempt.what)))).all())
    return {what: found.get(what, 0) for what in AttemptKind}


async def delete_expired_attempts(session: Session, now: datetime) -> int:
    """Drop what counts no more; gives how many."""
    old = delete(Attempt).where(col(Attempt.at) <= now - COUNTED_FOR)
    return (await session.exec(old)).rowcount
