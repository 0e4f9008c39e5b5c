"""Employers 用工单位: who people are placed with, and whom nobody is placed with any more."""

import datetime as dt

from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import Sealed
from models.core.vocabulary import Destination, EmployerKind


class Employer(SQLModel, table=True):
    """An employer as one county knows it.

    `credit_code` is the unified social credit code (GB 32100, 18 characters). `region` says in
    words where the work is, `destination` what that is to the county. `listed_at` is since when
    it is on the blacklist, `listed_why` the reason; `merged_into` the entry that it doubles.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    county: str = Field(max_length=6, index=True)
    name: str = Field(max_length=60, index=True)
    credit_code: str | None = Field(default=None, max_length=18, index=True)
    kind: EmployerKind = word(EmployerKind)
    destination: Destination = word(Destination)
    region: str = Field(max_length=60)
    contact: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    opened_by: int | None = Field(default=None, sa_type=BIG_ID)
    opened_at: dt.datetime = moment()
    merged_into: int | None = reference("employer")
    listed_at: dt.datetime | None = moment(optional=True)
    listed_why: str | None = Field(default=None, max_length=200)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id

    def is_decided_by(self, counties: tuple[str, ...]) -> bool:
        """Whether staff of these counties may change it: of every county's, those of all."""
        return any(self.county.startswith(area) for area in counties)

    @property
    def is_listed(self) -> bool:
        """Whether it is on the blacklist."""
        return self.listed_at is not None
