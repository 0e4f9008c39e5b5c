"""Visits 上门走访: who of the office or of a village went to see whom, when, and what was found."""

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id
from models.core.encryption import Sealed


class Visit(SQLModel, table=True):
    """One visit to one person; `visitor` is who went there, where the writer did not."""

    __tablename__ = "visit"
    __table_args__ = (Index("visit_of", "labourer_id", "day"),)

    id: int | None = row_id()
    labourer_id: int = reference("labourer", optional=False)
    day: dt.date
    visitor: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    note: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    written_by: int | None = Field(default=None, sa_type=BIG_ID, index=True)
    written_at: dt.datetime = moment()

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
