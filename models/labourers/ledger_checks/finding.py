"""Findings: what a check of the ledger found about somebody, since when, and how it went."""

import datetime as dt
from enum import StrEnum, auto

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import Sealed

IS_HELD = "gone_at IS NULL"


class FindingKind(StrEnum):
    """What can be found; at most 16 letters."""

    ID_CHECKSUM = auto()
    ID_TWICE = auto()
    NO_HEAD = auto()
    PHONE_SHARED = auto()
    AWAY_NO_PLACE = auto()
    WORK_NO_RECORD = auto()
    RECORD_NO_WORK = auto()
    PLACE_DIFFERS = auto()
    POST_AWAY = auto()
    WAGE_LOW = auto()
    AGE = auto()
    VILLAGE_GONE = auto()
    HOUSEHOLD_IDLE = auto()


class Finding(SQLModel, table=True):
    """One thing that was found about one person.

    It is open while both `gone_at` and `dismissed_at` are empty. `facts` is a hash of what it rests
    on: one that was dismissed stays so until that is different. `reason` is why it was dismissed.
    """

    __tablename__ = "ledger_finding"
    __table_args__ = (
        Index(
            "ledger_finding_held",
            *("labourer_id", "kind"),
            unique=True,
            sqlite_where=text(IS_HELD),
            postgresql_where=text(IS_HELD),
        ),
        Index("ledger_finding_kind", "kind", "gone_at", "dismissed_at"),
    )

    id: int | None = row_id()
    kind: FindingKind = word(FindingKind)
    labourer_id: int = reference("labourer", optional=False)
    facts: str = Field(max_length=64)
    found_at: dt.datetime = moment(index=True)
    gone_at: dt.datetime | None = moment(optional=True)
    dismissed_at: dt.datetime | None = moment(optional=True)
    dismissed_by: int | None = Field(default=None, sa_type=BIG_ID)
    reason: str | None = Field(default=None, sa_type=Sealed, nullable=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
