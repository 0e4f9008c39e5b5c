"""Doubles: two entries with one ID number, or that look like one person. The office decides."""

import datetime as dt
from enum import StrEnum, auto

from sqlalchemy import Index
from sqlmodel import Field, SQLModel, text

from models.core.column_types import BIG_ID, moment, row_id, word


class Likeness(StrEnum):
    """Why two entries are shown to the office."""

    NUMBER = auto()
    ALIKE = auto()


class DoubleOutcome(StrEnum):
    """What the office found: one person, whose number it is, or two people.

    `NEITHER` has the number any more, or it is one of the others'.
    """

    MERGED = auto()
    FIRST = auto()
    SECOND = auto()
    APART = auto()
    NEITHER = auto()


class Double(SQLModel, table=True):
    """Two entries of the ledger, the older first; told to the office at `told_at`.

    The numbers are no references: what was decided stays when one of the two is merged.
    """

    __tablename__ = "double_entry"
    __table_args__ = (
        Index("double_pair", "first_id", "second_id"),
        Index(
            "double_open",
            "id",
            sqlite_where=text("resolved_at IS NULL"),
            postgresql_where=text("resolved_at IS NULL"),
        ),
        # A number is never given twice: old buttons bear it.
        {"sqlite_autoincrement": True},
    )

    id: int | None = row_id()
    first_id: int = Field(sa_type=BIG_ID)
    second_id: int = Field(sa_type=BIG_ID, index=True)
    why: Likeness = word(Likeness)
    opened_at: dt.datetime = moment()
    told_at: dt.datetime | None = moment(optional=True)
    resolved_at: dt.datetime | None = moment(optional=True)
    resolved_by: int | None = Field(default=None, sa_type=BIG_ID)
    outcome: DoubleOutcome | None = word(DoubleOutcome, optional=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
