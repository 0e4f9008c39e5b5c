"""Enquiries 咨询留言: what somebody asked the county office or their broker, and the answers."""

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id
from models.core.encryption import Sealed


class Enquiry(SQLModel, table=True):
    """One person's exchange with the staff of a county, or with the broker `broker_id`.

    `labourer_id` is none for who has no entry. It waits since `waits_since`, until somebody answers
    or closes it. `number` counts its messages.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    county: str = Field(max_length=6, index=True)
    account_id: int = reference("account", optional=False)
    labourer_id: int | None = reference("labourer")
    broker_id: int | None = reference("account")
    number: int = 0
    opened_at: dt.datetime = moment()
    waits_since: dt.datetime | None = moment(optional=True, index=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


class EnquiryMessage(SQLModel, table=True):
    """One message of the exchange; `by_office` is what staff or the broker wrote."""

    __tablename__ = "enquiry_message"
    __table_args__ = (Index("enquiry_message_once", "enquiry_id", "number", unique=True),)

    id: int | None = row_id()
    enquiry_id: int = reference("enquiry", optional=False)
    number: int
    by_office: bool
    at: dt.datetime = moment()
    account_id: int | None = Field(default=None, sa_type=BIG_ID)
    words: str = Field(sa_type=Sealed)


def is_of_broker(enquiry: Enquiry, message: EnquiryMessage) -> bool:
    """Whether the broker wrote this answer; staff may answer in a broker's place."""
    by_broker = enquiry.broker_id is not None and message.account_id == enquiry.broker_id
    return message.by_office and by_broker
