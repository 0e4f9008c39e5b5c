"""What is kept of a person's enquiries: what they are given, and how it is erased."""

from typing import Any

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import col, or_, select

from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.labourers.labourer import Labourer

ANSWER_FORM = "enquiry answer"


async def export_personal_data(
    session: Session, account: Account, labourer: Labourer | None
) -> dict[str, Any]:
    """Every exchange with its messages."""
    own = col(Enquiry.account_id) == account.id
    whose = or_(own, col(Enquiry.labourer_id) == labourer.id) if labourer else own
    found = await session.exec(select(Enquiry).where(whose).order_by(col(Enquiry.id)))
    return {"enquiries": [await _export(session, one) for one in found.all()]}


async def _export(session: Session, enquiry: Enquiry) -> dict[str, Any]:
    query = select(EnquiryMessage).where(EnquiryMessage.enquiry_id == enquiry.key())
    said = await session.exec(query.order_by(col(EnquiryMessage.number)))
    return {
        "id": enquiry.id,
        "opened": enquiry.opened_at.isoformat(),
        "messages": [
            {"at": one.at.isoformat(), "by_office": one.by_office, "words": one.words}
            for one in said
        ],
    }


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    """Somebody is erased: their enquiries go, with all that was said in them."""
    await _erase(session, col(Enquiry.labourer_id) == entry.labourer_id)


async def erase_account(session: Session, account_id: int) -> None:
    """An account is closed: its enquiries go, but for those of an entry that another one has."""
    own = col(Enquiry.account_id) == account_id
    others = select(Account.id).where(
        Account.labourer_id == Enquiry.labourer_id, col(Account.id) != account_id
    )
    holder = others.scalar_subquery()
    stays = update(Enquiry).where(own, holder.is_not(None)).values(account_id=holder)
    await session.exec(stays.execution_options(synchronize_session=False))
    await _erase(session, col(Enquiry.account_id) == account_id)
    # What was written to a broker who goes is the office's to answer.
    to_broker = update(Enquiry).where(col(Enquiry.broker_id) == account_id)
    await session.exec(to_broker.values(broker_id=None))


async def _erase(session: Session, whose: ColumnElement[bool]) -> None:
    gone = [number or 0 for number in await session.exec(select(Enquiry.id).where(whose))]
    await session.exec(delete(EnquiryMessage).where(col(EnquiryMessage.enquiry_id).in_(gone)))
    written = (col(Draft.form) == ANSWER_FORM) & col(Draft.about).in_(gone)
    await session.exec(delete(Draft).where(written))
    await session.exec(delete(Enquiry).where(col(Enquiry.id).in_(gone)))


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry, erase_account)
