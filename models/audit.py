"""The audit trail: what staff, brokers and the person did with a record. No personal data in it."""

from datetime import datetime
from enum import StrEnum, auto

from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from models.columns import BIG_ID, moment, row_id, word


class Act(StrEnum):
    """What can be done with somebody's record."""

    REGISTERED = auto()
    CHANGED = auto()
    VIEWED = auto()
    EXPORTED = auto()
    CODE_ISSUED = auto()
    CLAIMED = auto()
    ERASED = auto()
    INVITED = auto()
    ROLE_TAKEN = auto()
    PUBLISHED = auto()
    CORRECTED = auto()
    CANCELLED = auto()
    LISTED = auto()
    MARKED = auto()
    CALLED = auto()


class AuditRecord(SQLModel, table=True):
    """One act. Neither id is a reference: the trail outlives an erased record and account."""

    __tablename__ = "audit_record"

    id: int | None = row_id()
    at: datetime = moment(index=True)
    account_id: int | None = Field(default=None, sa_type=BIG_ID)
    act: Act = word(Act)
    labourer_id: int | None = Field(default=None, sa_type=BIG_ID, index=True)


def record(
    session: AsyncSession, now: datetime, act: Act, *, by: int | None, labourer: int | None = None
) -> None:
    """Write one act into the trail."""
    session.add(AuditRecord(at=now, act=act, account_id=by, labourer_id=labourer))
