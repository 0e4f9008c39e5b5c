"""What a person asked, or was asked as a broker, goes with them to another account."""

from sqlalchemy import update
from sqlmodel import col

from models.core.session import Session
from models.enquiries.enquiry import Enquiry, EnquiryMessage


async def follow_account(session: Session, before: int, after: int) -> None:
    """The enquiries of one account are the other's from now on."""
    for column, written in (
        (Enquiry.account_id, Enquiry),
        (Enquiry.broker_id, Enquiry),
        (EnquiryMessage.account_id, EnquiryMessage),
    ):
        theirs = update(written).where(col(column) == before)
        await session.exec(theirs.values({col(column): after}))
