"""What is kept of requests to erase somebody, and of messages: given to them, and erased."""

from typing import Any

from sqlalchemy import delete, or_, update
from sqlmodel import col, select

from models.accounts.account import Account
from models.core.exports import iso_text
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.labourers.messages import UNFINISHED_INTAKE
from models.outbox.row import OutboxRow
from models.privacy.erasure_request import ErasureRequest


async def export_personal_data(
    session: Session, account: Account, labourer: Labourer | None
) -> dict[str, Any]:
    """That the office was asked to delete the entry, and what was sent by itself."""
    return {
        "erasing_asked": await _erasing(session, labourer) if labourer else [],
        "messages": await _messages(session, account),
    }


async def _erasing(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    """Who asked the office to delete the entry is not told; that somebody did, and the answer."""
    query = select(ErasureRequest).where(ErasureRequest.labourer_id == labourer.id)
    return [
        {
            "asked": one.asked_at.isoformat(),
            "decided": iso_text(one.decided_at),
        }
        for one in await session.exec(query.order_by(col(ErasureRequest.id)))
    ]


async def _messages(session: Session, account: Account) -> list[dict[str, Any]]:
    """What was sent by itself, or was to be, about the account's own person."""
    theirs = (col(OutboxRow.account_id) == account.id) & col(OutboxRow.labourer_id).is_(None)
    own = theirs & (col(OutboxRow.topic) == UNFINISHED_INTAKE.name)
    mine = col(OutboxRow.labourer_id) == account.labourer_id
    query = select(OutboxRow).where(or_(mine, own) if account.labourer_id else own)
    return [
        {
            "topic": row.topic,
            "about": row.about,
            "state": row.state,
            "why": row.why,
            "planned": row.planned_at.isoformat(),
            "sent": iso_text(row.sent_at),
        }
        for row in await session.exec(query.order_by(col(OutboxRow.id)))
    ]


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    theirs = update(ErasureRequest).where(col(ErasureRequest.labourer_id) == entry.labourer_id)
    await session.exec(theirs.values(labourer_id=None))
    await session.exec(delete(OutboxRow).where(col(OutboxRow.labourer_id) == entry.labourer_id))


async def erase_account(session: Session, account_id: int) -> None:
    await session.exec(delete(OutboxRow).where(col(OutboxRow.account_id) == account_id))


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry, erase_account)
