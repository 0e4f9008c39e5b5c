"""What is kept of a person's grievances: what they are given, and how it is erased."""

from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.core.exports import iso_text
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session
from models.grievances import steps
from models.grievances.grievance import Grievance, GrievanceNote
from models.labourers.labourer import Labourer
from models.placements.evidence import Evidence

# Forms about one grievance, by their names: staff's, and then its person's.
NOTE_FORM, CLOSE_FORM = "grievance note", "grievance end"
MORE_FORM, ADD_FORM = "grievance more", "grievance add"
FORMS_ABOUT = (NOTE_FORM, CLOSE_FORM, MORE_FORM, ADD_FORM)


async def export_personal_data(
    session: Session, _: Account, labourer: Labourer | None
) -> dict[str, Any]:
    """Every grievance with its steps."""
    return {"grievances": await _grievances(session, labourer) if labourer else []}


async def _grievances(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(Grievance).where(Grievance.labourer_id == labourer.id)
    return [
        {
            **{key: getattr(one, key) for key in ("id", "kind", "employer", "words", "amount")},
            "since": iso_text(one.since),
            "state": one.state,
            "opened": one.opened_at.isoformat(),
            "closed": iso_text(one.closed_at),
            "steps": [
                {"at": step.at.isoformat(), "what": step.what, "words": step.words}
                for step in await steps.list_steps(session, one)
            ],
        }
        for one in (await session.exec(query.order_by(col(Grievance.id)))).all()
    ]


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    """Somebody is erased: their grievances go, with all that hangs on them."""
    theirs = select(Grievance.id).where(Grievance.labourer_id == entry.labourer_id)
    await erase_grievances(session, [number or 0 for number in await session.exec(theirs)])


async def erase_grievances(session: Session, gone: list[int]) -> None:
    """Grievances with all that hangs on them; their files are swept from the vault."""
    await session.exec(delete(GrievanceNote).where(col(GrievanceNote.grievance_id).in_(gone)))
    await session.exec(delete(Evidence).where(col(Evidence.grievance_id).in_(gone)))
    written = col(Draft.form).in_(FORMS_ABOUT) & col(Draft.about).in_(gone)
    await session.exec(delete(Draft).where(written))
    await session.exec(delete(Grievance).where(col(Grievance.id).in_(gone)))


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry)
