"""What is kept of a person's sign-ups: what they are given, and how it is erased."""

from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col, select

from models.accounts.account import Account
from models.core.exports import iso_text
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import named_people, reminders, sign_ups
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp


async def export_personal_data(
    session: Session, _: Account, labourer: Labourer | None
) -> dict[str, Any]:
    return {"sign_ups": await _sign_ups(session, labourer) if labourer else []}


async def _sign_ups(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(SignUp).where(SignUp.labourer_id == labourer.id).order_by(col(SignUp.id))
    return [
        {
            "notice": mine.notice_id,
            "state": mine.state,
            "at": mine.asked_at.isoformat(),
            "came": iso_text(mine.attended_at),
            "helped": mine.helped,
        }
        for mine in await session.exec(query)
    ]


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    """Their seats go to who waits for them; notices to named people name them no more."""
    key = entry.labourer_id
    labourer = await session.get_one(Labourer, key)
    for notice in await sign_ups.list_held_notices(session, key):
        await reminders.leave_seat(session, notice, labourer, entry.now, entry.zone)
    await named_people.forget_named_person(session, key)
    await session.exec(delete(SignUp).where(col(SignUp.labourer_id) == key))


async def erase_account(session: Session, account_id: int) -> None:
    """What was published stays, without who wrote it."""
    written = update(Notice).where(col(Notice.writer_id) == account_id)
    await session.exec(written.values(writer_id=None))


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry, erase_account)
