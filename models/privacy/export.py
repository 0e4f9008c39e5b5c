"""Everything held about the person of an account, for them to have: as JSON values, and files.

Each domain tells what it holds, in its personal_data.py.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import col, select

from models.accounts import personal_data as account_data
from models.accounts.account import Account
from models.brokers import personal_data as broker_data
from models.core import audit
from models.core.audit import Act
from models.core.exports import iso_text
from models.core.session import Session
from models.enquiries import personal_data as enquiry_data
from models.grievances import personal_data as grievance_data
from models.labourers import own_entry
from models.labourers import personal_data as labourer_data
from models.labourers.labourer import Labourer
from models.labourers.messages import UNFINISHED_INTAKE
from models.notices import personal_data as notice_data
from models.outbox.row import OutboxRow
from models.placements import evidence
from models.placements import personal_data as placement_data
from models.placements.evidence import Evidence
from models.privacy.erasure_request import ErasureRequest
from models.vacancies import personal_data as vacancy_data

# What is held of a person because of their entry.
DOMAINS = (labourer_data, notice_data, placement_data, vacancy_data, grievance_data, enquiry_data)
# What one answer carries of files: more would hold up the turns of others.
FILES_MOST, BYTES_MOST = 5, 4 * 1024 * 1024


async def export_account(session: Session, account: Account, now: datetime) -> dict[str, Any]:
    """Everything held about the person of this account, as JSON values."""
    labourer = await own_entry.get_own_entry(session, account)
    audit.record(session, now, Act.EXPORTED, by=account.id, labourer=account.labourer_id)
    await session.flush()
    held = await account_data.export_personal_data(session, account)
    for domain in DOMAINS:
        held |= await domain.export_personal_data(session, account, labourer)
    held["erasing_asked"] = await _erasing(session, labourer) if labourer else []
    held["messages"] = await _messages(session, account)
    return held | await broker_data.export_personal_data(session, account)


def split_files(found: Sequence[Evidence]) -> list[list[Evidence]]:
    """The files in portions that one answer can carry."""
    cut: list[list[Evidence]] = []
    room = 0
    for file in found:
        room -= file.size or 0
        if room < 0 or len(cut[-1]) == FILES_MOST:
            cut.append([])
            room = BYTES_MOST - (file.size or 0)
        cut[-1].append(file)
    return cut


async def list_files(session: Session, account: Account) -> list[Evidence]:
    """The kept files that the account's person may have, the oldest first.

    What others may stand in is given to who sent it alone.
    """
    labourer = await own_entry.get_own_entry(session, account)
    found = await evidence.list_of_labourer(session, labourer.key()) if labourer else []
    return [file for file in found if placement_data.is_given(file, account)]


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
