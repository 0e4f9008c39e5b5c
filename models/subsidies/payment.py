"""Payments: what a county has paid out for a placement, as its books have it."""

import datetime as dt

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id
from models.core.encryption import Sealed

STANDS = "undone_at IS NULL"


class SubsidyPayment(SQLModel, table=True):
    """What was paid for one placement: up to each amount once.

    `up_to` is what was payable in all when it was marked, `yuan` that less what had been paid
    before. `paid_on` and `voucher` are the office's own day and number. One that is undone stays,
    with the reason, and counts no more.
    """

    __tablename__ = "subsidy_payment"
    __table_args__ = (
        Index(
            "subsidy_payment_once",
            *("placement_id", "up_to"),
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
        Index("subsidy_payment_county", "county", "paid_on"),
        # A number is never given twice: old pages bear it.
        {"sqlite_autoincrement": True},
    )

    id: int | None = row_id()
    county: str = Field(max_length=6)
    placement_id: int = reference("placement", optional=False)
    yuan: int
    up_to: int
    paid_on: dt.date
    voucher: str = Field(sa_type=Sealed)
    marked_at: dt.datetime = moment()
    marked_by: int = Field(sa_type=BIG_ID)
    undone_at: dt.datetime | None = moment(optional=True)
    undone_by: int | None = Field(default=None, sa_type=BIG_ID)
    undone_why: str | None = Field(default=None, sa_type=Sealed, nullable=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
