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
from models.placements import check_ins, evidence_of_people, queries
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import Placement
from models.placements.statement import NOTES

# What others sent of a placement is given where it is of one person by its nature: a list, a copy
# of ID cards or a scan of anything else may hold colleagues.
OF_ONE = (EvidenceKind.CONTRACT, EvidenceKind.SIGNED_PAPER)


async def export_personal_data(
    session: Session, account: Account, labourer: Labourer | None
) -> dict[str, Any]:
    """Every placement with its check-ins, and the list of files."""
    return {
        "placements": await _placements(session, labourer) if labourer else [],
        "files": await _files(session, account, labourer),
    }


async def _placements(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "employer": employer.name,
            "post": placement.post,
            "state": placement.state,
            "reported": placement.reported,
            "you_said": _without_notes(placement.said),
            "you_said_before": [_without_notes(one) for one in placement.said_before or ()],
            "left": iso_text(placement.ended_on),
            "check_ins": await _check_ins(session, placement),
        }
        for placement, employer in await queries.list_of_labourer(session, labourer.key())
    ]


def _without_notes(said: dict[str, Any] | None) -> dict[str, Any] | None:
    """The words, without what is noted beside them of the question."""
    return {key: value for key, value in said.items() if key not in NOTES} if said else said


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


async def _files(
    session: Session, account: Account, labourer: Labourer | None
) -> list[dict[str, Any]]:
    whose = labourer.key() if labourer else None
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
        for file in await evidence_of_people.list_of_account(session, account.key(), whose)
    ]


def is_given(file: Evidence, account: Account) -> bool:
    is_own = file.kind in OF_ONE or file.added_by == account.id or file.grievance_id is not None
    return file.state is EvidenceState.KEPT and file.inspected_at is not None and is_own


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    """Files about them go; placements stay as figures, without the person and their words."""
    await evidence_of_people.erase_of_labourer(session, entry.labourer_id)
    await queries.anonymise_labourer(session, entry.labourer_id)


async def erase_account(session: Session, account_id: int) -> None:
    """What it reported and sent for others stays, without who did."""
    reported = update(Placement).where(col(Placement.broker_id) == account_id)
    await session.exec(reported.values(broker_id=None))
    await evidence_of_people.anonymise_sender(session, account_id)


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry, erase_account)
