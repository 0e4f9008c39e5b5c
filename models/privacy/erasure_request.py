"""The table of requests that another person's entry be erased."""

import datetime as dt

from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id


class ErasureRequest(SQLModel, table=True):
    """Somebody asks that another person's entry be erased; the office decides.

    `labourer_id` is none once the entry is gone. `erased` is the decision.
    """

    __tablename__ = "erasure_request"
    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    county: str = Field(max_length=6, index=True)
    labourer_id: int | None = reference("labourer")
    asked_by: int | None = Field(default=None, sa_type=BIG_ID)
    asked_at: dt.datetime = moment()
    decided_at: dt.datetime | None = moment(optional=True)
    decided_by: int | None = Field(default=None, sa_type=BIG_ID)
    erased: bool | None = None

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
