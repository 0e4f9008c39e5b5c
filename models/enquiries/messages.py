"""Who hears of an enquiry: staff or the broker that somebody waits, the person what was said."""

import datetime as dt

from sqlalchemy import literal
from sqlmodel import col, select

from models.accounts import roles
from models.accounts.account import get_account_id_of_labourer
from models.accounts.message_recipients import is_broker, is_staff_of_county
from models.core.session import Session
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.outbox import outbox
from models.outbox.message_type import ASKED, DueRow, MessageType, declare
from models.outbox.row import OutboxRow

# After this, what a broker has not answered is the office's to answer.
BROKER_ANSWERS_WITHIN = dt.timedelta(days=2)


async def notify_readers(session: Session, enquiry: Enquiry, now: dt.datetime) -> None:
    """Once for each time that it begins to wait: its broker at once, else staff."""
    due = now
    if enquiry.broker_id is not None:
        await _ask(session, enquiry, enquiry.broker_id, now)
        due = now + BROKER_ANSWERS_WITHIN
    for account in await roles.list_staff_of_county(session, enquiry.county):
        if account not in (enquiry.account_id, enquiry.broker_id):
            await _ask(session, enquiry, account, due)


async def _ask(session: Session, enquiry: Enquiry, account: int, due: dt.datetime) -> None:
    row = outbox.new_row(ENQUIRY_ASKED, enquiry.key(), due, account=account, round_=enquiry.number)
    await outbox.plan_row(session, row)


async def notify_person(session: Session, enquiry: Enquiry, now: dt.datetime) -> None:
    """Each answer once, to whoever has the entry now; who had none is told where they wrote."""
    owner = await get_account_id_of_labourer(session, enquiry.labourer_id)
    row = outbox.new_row(
        ENQUIRY_ANSWERED,
        enquiry.key(),
        now,
        account=literal(owner or enquiry.account_id),
        labourer=literal(enquiry.labourer_id) if enquiry.labourer_id else None,
        round_=enquiry.number,
    )
    await outbox.plan_row(session, row)


async def _waits(due: DueRow) -> bool:
    """Until somebody has answered; for who is its broker or staff of its county still.

    Staff hear of what was written to a broker once it is overdue.
    """
    enquiry = await due.record(Enquiry)
    if enquiry is None or enquiry.waits_since is None:
        return False
    if enquiry.broker_id is not None and enquiry.broker_id == due.row.account_id:
        return await is_broker(due, enquiry.county)
    overdue = due.now - enquiry.waits_since >= BROKER_ANSWERS_WITHIN
    to_office = enquiry.broker_id is None or overdue
    return to_office and await is_staff_of_county(due, enquiry.county)


async def _is_kept(due: DueRow) -> bool:
    """Each answer of an exchange that is still there."""
    return await find_answer(due.session, due.row) is not None


async def find_answer(session: Session, row: OutboxRow) -> EnquiryMessage | None:
    """What was answered, for the row that brings it; None where it is gone."""
    query = select(EnquiryMessage).where(
        EnquiryMessage.enquiry_id == row.about,
        EnquiryMessage.number == row.round,
        col(EnquiryMessage.by_office),
    )
    return (await session.exec(query)).first()


ENQUIRY_ASKED = declare(MessageType("enquiry", ASKED, _waits))
ENQUIRY_ANSWERED = declare(MessageType("enquiry_answer", ASKED, _is_kept))
