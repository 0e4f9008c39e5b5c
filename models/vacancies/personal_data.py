"""What is kept of the work that a person liked: what they are given, and how it is erased."""

from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col, select

from models.accounts.account import Account
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.vacancies.vacancy import Interest, Vacancy


async def export_personal_data(
    session: Session, _: Account, labourer: Labourer | None
) -> dict[str, Any]:
    """The work that they liked."""
    return {"work_liked": await _work_liked(session, labourer) if labourer else []}


async def _work_liked(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(Interest).where(Interest.labourer_id == labourer.id).order_by(col(Interest.id))
    return [{"vacancy": m.vacancy_id, "at": m.at.isoformat()} for m in await session.exec(query)]


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    await session.exec(delete(Interest).where(col(Interest.labourer_id) == entry.labourer_id))


async def erase_account(session: Session, account_id: int) -> None:
    """What it offered stays, without who did."""
    offered = update(Vacancy).where(col(Vacancy.writer_id) == account_id)
    await session.exec(offered.values(writer_id=None))


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry, erase_account)
