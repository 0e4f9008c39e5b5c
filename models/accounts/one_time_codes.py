"""One-time codes: a labourer's claim to an entry, and invitations to a role."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import TypeAlias

from sqlalchemy import ColumnElement, update
from sqlmodel import Field, SQLModel, col, func, select

from models.accounts import attempts
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.attempts import GUESSED_LATELY, WRONG_CODES, WRONG_CODES_OF_ALL
from models.core.column_types import moment, reference, row_id, word
from models.core.encryption import CODE, Sealed, keyring
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName

VALID_FOR = timedelta(days=14)


Objection: TypeAlias = Callable[["OneTimeCode"], Awaitable[Refusal | None]]


class CodePurpose(StrEnum):
    """What a code opens: an entry nobody has an account for, a role, or an entry whose account is
    lost."""

    CLAIM = auto()
    INVITE = auto()
    MOVE = auto()


class OneTimeCode(SQLModel, table=True):
    """A code, kept only as its blind index, with what it opens and until when.

    `called` is the name of who is invited, until they come.
    """

    __tablename__ = "one_time_code"

    id: int | None = row_id()
    purpose: CodePurpose = word(CodePurpose)
    code_index: str = Field(unique=True, max_length=64)
    labourer_id: int | None = reference("labourer")
    role: RoleName | None = word(RoleName, optional=True)
    area: str = Field(default="", max_length=12)
    called: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    issued_by: int | None = reference("account")
    issued_at: datetime = moment()
    used_at: datetime | None = moment(optional=True)


async def count_open_invitations(session: Session, account_id: int, now: datetime) -> int:
    """How many of an account's invitations can still be followed."""
    query = select(func.count()).where(
        OneTimeCode.issued_by == account_id,
        OneTimeCode.purpose == CodePurpose.INVITE,
        col(OneTimeCode.used_at).is_(None),
        OneTimeCode.issued_at > now - VALID_FOR,
    )
    return (await session.exec(query)).one()


async def void_issued_codes(
    session: Session, account_id: int, now: datetime, *only: ColumnElement[bool]
) -> int:
    """Void every code and invitation of an account that nobody used yet; gives how many.

    Args:
        only: conditions over OneTimeCode, for some of them.
    """
    unused = (col(OneTimeCode.issued_by) == account_id, col(OneTimeCode.used_at).is_(None))
    voided = update(OneTimeCode).where(*unused, *only).values(used_at=now, called=None)
    return (await session.exec(voided)).rowcount


async def no_objection(code: OneTimeCode) -> Refusal | None:  # noqa: ARG001
    """Nothing stands against a code that fits."""
    return None


async def use_code(
    session: Session,
    actor: Actor,
    purposes: Collection[CodePurpose],
    code: str,
    objection: Objection = no_objection,
) -> OneTimeCode | Refusal:
    """Find a code that fits and mark it used, unless something stands against it.

    Refusals: code_unknown, code_busy, code_wait {tries}, and those of the objection.
    """
    if refusal := await _waits(session, actor.account, purposes, actor.now):
        return refusal
    query = select(OneTimeCode).where(
        col(OneTimeCode.purpose).in_(list(purposes)),
        col(OneTimeCode.code_index).in_(keyring.indexes(code, CODE)),
        OneTimeCode.issued_at > actor.now - VALID_FOR,
    )
    found = (await session.exec(query)).first()
    if found is not None and (refusal := await objection(found)):
        return refusal
    if found is None or not await _spend(session, found, actor.now):
        await attempts.record_attempt(session, WRONG_CODES.what, actor.account, actor.now)
        return Refusal("code_unknown")
    return found


async def _waits(
    session: Session, account: Account, purposes: Collection[CodePurpose], now: datetime
) -> Refusal | None:
    """Whether this chat may try a code now.

    While many guess at once, a claim waits whose chat guessed wrong before: whoever types the right
    digits at once is let in. An invitation has too many bits to be guessed.
    """
    if not await attempts.is_within(session, WRONG_CODES, account, now):
        return Refusal("code_wait", {"tries": WRONG_CODES.most})
    if CodePurpose.INVITE in purposes or await attempts.is_within(
        session, GUESSED_LATELY, account, now
    ):
        return None
    busy = (
        await attempts.count_attempts(session, WRONG_CODES_OF_ALL, now) >= WRONG_CODES_OF_ALL.most
    )
    return Refusal("code_busy") if busy else None


async def _spend(session: Session, code: OneTimeCode, now: datetime) -> bool:
    """Mark it used; of two at once only one is told True."""
    unused = (col(OneTimeCode.id) == code.id, col(OneTimeCode.used_at).is_(None))
    marked = await session.exec(update(OneTimeCode).where(*unused).values(used_at=now))
    return marked.rowcount == 1
