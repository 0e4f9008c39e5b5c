"""What is kept of a person's sign-ups: what they are given."""

from typing import Any

from sqlmodel import col, select

from models.accounts.account import Account
from models.core.exports import iso_text
from models.core.session import Session
from models.labourers.labourer import Labourer
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
