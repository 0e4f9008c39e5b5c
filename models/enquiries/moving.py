"""What a person asked the office goes with them to another account."""

from sqlalchemy import update
from sqlmodel import col

from models.core.session import Session
from models.enquiries.enquiry import Enquiry


async def follow_account(session: Session, before: int, after: int) -> None:
    """The enquiries of one account are the other's from now on."""
    theirs = update(Enquiry).where(col(Enquiry.account_id) == before)
    await session.exec(theirs.values(account_id=after))
