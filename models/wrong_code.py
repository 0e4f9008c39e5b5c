"""Wrong codes: how often somebody guessed lately. It outlives the account, else erasing it would
give five guesses more; so it names a chat by its keyed index alone, and is forgotten within hours.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Field, SQLModel, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.account import Account
from models.columns import moment, row_id
from models.secrets import keyring

TRIES, TRIES_IN = 5, timedelta(hours=1)


class WrongCode(SQLModel, table=True):
    """One guess from one chat."""

    __tablename__ = "wrong_code"

    id: int | None = row_id()
    chat_index: str = Field(max_length=64, index=True)
    at: datetime = moment(index=True)


async def may_try(session: AsyncSession, account: Account, now: datetime) -> bool:
    """Whether this chat has not guessed too often within the hour."""
    recent = select(func.count()).where(
        col(WrongCode.chat_index).in_(keyring.indexes(_chat(account))),
        col(WrongCode.at) > now - TRIES_IN,
    )
    return (await session.exec(recent)).one() < TRIES


async def note(session: AsyncSession, account: Account, now: datetime) -> None:
    """One more."""
    session.add(WrongCode(chat_index=keyring.index(_chat(account)), at=now))
    await session.flush()


async def forget_old(session: AsyncSession, now: datetime) -> int:
    """Drop what counts no more; gives how many."""
    old = delete(WrongCode).where(col(WrongCode.at) <= now - TRIES_IN)
    return (await session.exec(old)).rowcount


def _chat(account: Account) -> str:
    return f"chat:{account.chat_id}"
