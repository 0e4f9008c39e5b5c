"""What is kept of a person's placements and files: what they are given, and how it is erased."""

from typing import Any

from sqlalchemy import update
from sqlmodel import col

from models.accounts.account import Account
from models.core.exports import iso_text
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.labourers.labourer import Labourer
from models.placements import check_ins, evidence, queries
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import Placement

# What others sent of a placement is given where it is of one person by its nature: a list, a copy
# of ID cards or a scan of anything else may hold colleagues.
OF_ONE = (EvidenceKind.CONTRACT, EvidenceKind.SIGNED_PAPER)


async def export_personal_data(
    session: Session, account: Account, labourer: Labourer | None
) -> dict[str, Any]:
    """Every placement with its check-ins, and the list of files."""
    return {
        "placements": await _placements(session, labourer) if labourer else [],
        "files": await _files(session, account, labourer) if labourer else [],
    }


async def _placements(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "employer": employer.name,
            "post": placement.post,
            "state": placement.state,
            "reported": placement.reported,
            "you_said": placement.said,
            "you_said_before": placement.said_before,
            "left": iso_text(placement.ended_on),
            "check_ins": await _check_ins(session, placement),
        }
        for placement, employer in await queries.list_of_labourer(session, labourer.key())
    ]


async def _check_ins(session: Session, placement: Placement) -> list[dict[str, Any]]:
    return [
        {
            "after_days": one.days,
            "asked": one.asked_at.isoformat(),
            "answered": iso_text(one.answered_at),
            "how": one.how,
            "still_there": one.still_there,
            "paid": one.paid,
            "wage": one.wage,
        }
        for one in await check_ins.list_check_ins(session, placement.key())
    ]


async def _files(session: Session, account: Account, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "number": file.id,
            "shows": file.kind,
            "name": file.name,
            "caption": file.caption,
            "bytes": file.size,
            "state": file.state,
            "added": file.added_at.isoformat(),
            "given_along": is_given(file, account),
        }
        for file in await evidence.list_of_labourer(session, labourer.key())
    ]


def is_given(file: Evidence, account: Account) -> bool:
    is_own = file.kind in OF_ONE or file.added_by == account.id or file.grievance_id is not None
    return file.state is EvidenceState.KEPT and file.inspected_at is not None and is_own


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    """Files about them go; placements stay as figures, without the person and their words."""
    await evidence.erase_of_labourer(session, entry.labourer_id)
    await queries.anonymise_labourer(session, entry.labourer_id)


async def erase_account(session: Session, account_id: int) -> None:
    """What it reported and sent for others stays, without who did."""
    reported = update(Placement).where(col(Placement.broker_id) == account_id)
    await session.exec(reported.values(broker_id=None))
    await evidence.anonymise_sender(session, account_id)


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry, erase_account)
