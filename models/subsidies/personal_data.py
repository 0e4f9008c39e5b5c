"""What is kept of a broker's forecasts: what they are given, and how it is erased."""

from typing import Any

from sqlalchemy import delete
from sqlmodel import col

from models.accounts.account import Account
from models.core.personal_data import PersonalData
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.subsidies.told_forecast import ToldForecast, get_told


async def export_personal_data(
    session: Session, account: Account, _: Labourer | None
) -> dict[str, Any]:
    """What the last weekly note told a broker, and the note before it."""
    told = await get_told(session, account.key())
    notes = {"week": told.week, "told": told.told, "before": told.before} if told else None
    return {"weekly_note": notes}


async def erase_account(session: Session, account_id: int) -> None:
    """Nobody is told any more."""
    theirs = col(ToldForecast.account_id) == account_id
    await session.exec(delete(ToldForecast).where(theirs))


PERSONAL_DATA = PersonalData(export_personal_data, erase_account=erase_account)
