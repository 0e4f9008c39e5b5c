"""One row of the outbox: something to say to one recipient, and what became of it."""

import datetime as dt
from enum import StrEnum, auto

from sqlalchemy import Index
from sqlmodel import Field, SQLModel, text

from models.core.column_types import BIG_ID, moment, row_id, word


class RowState(StrEnum):
    """How far a row has come. All but the first two are ends."""

    WAITING = auto()
    LEASED = "claimed"
    SENT = auto()
    UNREACHABLE = auto()
    EXPIRED = auto()
    DROPPED = auto()
    PARKED = auto()


class HoldReason(StrEnum):
    """Why a row waits, or why it ended unsent. Its words: dialogue/core/hold_reasons."""

    NO_ACCOUNT = auto()
    NO_CONSENT = auto()
    STOPPED = auto()
    BLOCKED = auto()
    QUIET = auto()
    CAP = auto()
    FORM = auto()
    PAUSED = auto()
    AWAY = auto()
    OVER = auto()
    CANCELLED = auto()
    GONE = auto()
    REFUSED = auto()
    GATHERED = auto()
    ASKED = auto()


ENDS = {
    HoldReason.NO_ACCOUNT: RowState.UNREACHABLE,
    HoldReason.NO_CONSENT: RowState.UNREACHABLE,
    HoldReason.STOPPED: RowState.UNREACHABLE,
    HoldReason.BLOCKED: RowState.UNREACHABLE,
    HoldReason.OVER: RowState.EXPIRED,
    HoldReason.CANCELLED: RowState.DROPPED,
    HoldReason.GONE: RowState.DROPPED,
    HoldReason.AWAY: RowState.PARKED,
    HoldReason.REFUSED: RowState.PARKED,
}


class OutboxRow(SQLModel, table=True):
    """One thing to say to one recipient, once: the reason is `topic`, `about` and `round`.

    `topic` is the name of a message type.

    A labourer without an account has no `account_id`; staff and brokers have no `labourer_id`.
    `about` is the number of a notice, a draft, a labourer, or a month such as 202612. `planned_at`
    is when it was meant to go, `due_at` when it may be tried next, and `expires_at` when it is of
    no use any more. `message_id` is Telegram's.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "outbox_once_labourer",
            *("topic", "about", "round", "labourer_id"),
            unique=True,
            sqlite_where=text("labourer_id IS NOT NULL"),
            postgresql_where=text("labourer_id IS NOT NULL"),
        ),
        Index(
            "outbox_once_account",
            *("topic", "about", "round", "account_id"),
            unique=True,
            sqlite_where=text("labourer_id IS NULL"),
            postgresql_where=text("labourer_id IS NULL"),
        ),
        Index(
            "outbox_due",
            *("priority", "due_at", "id"),
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "outbox_claimed",
            "lease_until",
            sqlite_where=text("state = 'claimed'"),
            postgresql_where=text("state = 'claimed'"),
        ),
        Index(
            "outbox_parked",
            "id",
            sqlite_where=text("state = 'parked'"),
            postgresql_where=text("state = 'parked'"),
        ),
        Index(
            "outbox_notice",
            *("topic", "about", "state", "why"),
            sqlite_where=text("topic = 'notice'"),
            postgresql_where=text("topic = 'notice'"),
        ),
        Index("outbox_labourer", "labourer_id", "sent_at"),
        Index(
            "outbox_account",
            "account_id",
            sqlite_where=text("labourer_id IS NULL"),
            postgresql_where=text("labourer_id IS NULL"),
        ),
    )

    id: int | None = row_id()
    topic: str = Field(max_length=16)
    about: int = Field(sa_type=BIG_ID)
    round: int = 0
    labourer_id: int | None = Field(default=None, sa_type=BIG_ID)
    account_id: int | None = Field(default=None, sa_type=BIG_ID)
    state: RowState = word(RowState)
    why: HoldReason | None = word(HoldReason, optional=True)
    priority: int
    planned_at: dt.datetime = moment()
    due_at: dt.datetime = moment()
    expires_at: dt.datetime | None = moment(optional=True)
    attempts: int = 0
    lease_until: dt.datetime | None = moment(optional=True)
    sent_at: dt.datetime | None = moment(optional=True)
    message_id: int | None = Field(default=None, sa_type=BIG_ID)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
