"""Grievances 维权诉求: what went wrong at work, who looks after it, and every step of that."""

import datetime as dt
from enum import StrEnum, auto

from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import GRIEVED_EMPLOYER, Sealed, keyring
from models.core.plain_text import plain
from models.core.vocabulary import Trouble


class GrievanceState(StrEnum):
    """How far it has come."""

    OPEN = auto()
    TAKEN = auto()
    CLOSED = auto()


class StepKind(StrEnum):
    """What was done about it."""

    TAKEN = auto()
    NOTED = auto()
    CLOSED = auto()
    REOPENED = auto()
    ADDED = auto()
    TOLD = auto()
    CHANGED = auto()
    WITHDRAWN = auto()


def employer_index(name: str | None) -> str | None:
    """What tells that two grievances name one employer, however it was typed."""
    typed = "".join(plain(name or "").casefold().split())
    return keyring.index(typed, GRIEVED_EMPLOYER) if typed else None


class Grievance(SQLModel, table=True):
    """One grievance of one person; the county's staff alone see it.

    `amount` is in yuan, for wages owed or a fee taken; `step` counts what was done, so that each
    step is told once. It is overdue after `due_at`.

    Who has no entry told it from the account `teller_id`, and is called by `called` and `phone`;
    `county` is empty where they named no village. Of who was erased while it was open what it was
    about is left, without the person: see `erased_at`.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    county: str = Field(max_length=6, index=True)
    labourer_id: int | None = reference("labourer")
    teller_id: int | None = reference("account")
    called: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    phone: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    placement_id: int | None = reference("placement")
    employer: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    employer_index: str | None = Field(default=None, max_length=64, index=True)
    kind: Trouble = word(Trouble)
    words: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    amount: int | None = None
    since: dt.date | None = None
    state: GrievanceState = word(GrievanceState)
    step: int = 0
    opened_at: dt.datetime = moment()
    due_at: dt.datetime = moment(index=True)
    taken_by: int | None = Field(default=None, sa_type=BIG_ID)
    closed_at: dt.datetime | None = moment(optional=True)
    erased_at: dt.datetime | None = moment(optional=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


class GrievanceNote(SQLModel, table=True):
    """One step: what was done, and what was written about it; the person reads it.

    Of CHANGED the words are what was told before, as JSON by the keys of the form.
    """

    __tablename__ = "grievance_note"

    id: int | None = row_id()
    grievance_id: int = reference("grievance", optional=False)
    step: int
    what: StepKind = word(StepKind)
    at: dt.datetime = moment()
    account_id: int | None = Field(default=None, sa_type=BIG_ID)
    words: str | None = Field(default=None, sa_type=Sealed, nullable=True)
