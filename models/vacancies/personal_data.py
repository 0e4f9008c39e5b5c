"""What is kept of the work that a person liked: what they are given."""

from typing import Any

from sqlmodel import col, select

from models.accounts.account import Account
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.vacancies.vacancy import Interest


async def export_personal_data(
    session: Session, _: Account, labourer: Labourer | None
) -> dict[str, Any]:
    """The work that they liked."""
    return {"work_liked": await _work_liked(session, labourer) if labourer else []}


async def _work_liked(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(Interest).where(Interest.labourer_id == labourer.id).order_by(col(Interest.id))
    return [{"vacancy": m.vacancy_id, "at": m.at.isoformat()} for m in await session.exec(query)]
