"""What is kept of a person's grievances: what they are given, and how it is erased."""

from typing import Any

from sqlalchemy import ColumnElement, delete
from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.core.exports import iso_text
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session
from models.grievances import queue, steps
from models.grievances.grievance import Grievance, GrievanceNote
from models.labourers.labourer import Labourer
from models.placements.evidence import Evidence

# Forms about one grievance, by their names: staff's, and then its person's.
NOTE_FORM, CLOSE_FORM = "grievance note", "grievance end"
MORE_FORM, ADD_FORM, FIRST_FORM = "grievance more", "grievance add", "grievance first"
FORMS_ABOUT = (NOTE_FORM, CLOSE_FORM, MORE_FORM, ADD_FORM)


async def export_personal_data(
    session: Session,
    account: Account,
    labourer: Labourer | None,  # noqa: ARG001
) -> dict[str, Any]:
    """Every grievance with its steps."""
    query = select(Grievance).where(queue.told_by(account))
    return {
        "grievances": [
            await _grievance(session, one)
            for one in (await session.exec(query.order_by(col(Grievance.id)))).all()
        ]
    }


GIVEN = ("id", "kind", "employer", "words", "amount", "called", "phone")


async def _grievance(session: Session, one: Grievance) -> dict[str, Any]:
    return {
        **{key: getattr(one, key) for key in GIVEN},
        "since": iso_text(one.since),
        "state": one.state,
        "opened": one.opened_at.isoformat(),
        "closed": iso_text(one.closed_at),
        "steps": [
            {"at": step.at.isoformat(), "what": step.what, "words": step.words}
            for step in await steps.list_steps(session, one)
        ],
    }


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    """Somebody is erased: their grievances go, with all that hangs on them."""
    await _erase(session, col(Grievance.labourer_id) == entry.labourer_id)


async def erase_account(session: Session, account_id: int) -> None:
    """What somebody without an entry told goes likewise."""
    await _erase(session, col(Grievance.teller_id) == account_id)


async def _erase(session: Session, theirs: ColumnElement[bool]) -> None:
    told = await session.exec(select(Grievance.id).where(theirs))
    await erase_grievances(session, [number or 0 for number in told])


async def erase_grievances(session: Session, gone: list[int]) -> None:
    """Grievances with all that hangs on them; their files are swept from the vault."""
    await erase_what_was_told(session, gone)
    await session.exec(delete(Grievance).where(col(Grievance.id).in_(gone)))


async def erase_what_was_told(session: Session, gone: list[int]) -> None:
    """What hangs on grievances: their steps, files and unfinished forms."""
    await session.exec(delete(GrievanceNote).where(col(GrievanceNote.grievance_id).in_(gone)))
    await session.exec(delete(Evidence).where(col(Evidence.grievance_id).in_(gone)))
    written = col(Draft.form).in_(FORMS_ABOUT) & col(Draft.about).in_(gone)
    await session.exec(delete(Draft).where(written))


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry, erase_account)
