"""What is kept of a broker's forecasts and payments: what is given, and how it is erased."""

from typing import Any

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import col, select

from models.accounts.account import Account
from models.core.exports import iso_text
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.subsidies.payment import SubsidyPayment
from models.subsidies.told_forecast import ToldForecast, get_told


async def export_personal_data(
    session: Session, account: Account, _: Labourer | None
) -> dict[str, Any]:
    """What the last weekly note told a broker, and what was paid for their placements."""
    told = await get_told(session, account.key())
    notes = {"week": told.week, "told": told.told, "before": told.before} if told else None
    return {"weekly_note": notes, "subsidies_paid": await _list_paid(session, account)}


async def _list_paid(session: Session, account: Account) -> list[dict[str, Any]]:
    theirs = col(Placement.broker_id) == account.key()
    query = select(SubsidyPayment).join(Placement).where(theirs)
    return [
        {
            "placement": one.placement_id,
            "yuan": one.yuan,
            "paid_on": one.paid_on.isoformat(),
            "voucher": one.voucher,
            "taken_out": iso_text(one.undone_at),
        }
        for one in await session.exec(query.order_by(col(SubsidyPayment.id)))
    ]


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    """The sums and vouchers stay; what colleagues wrote about one goes."""
    await _forget_words(session, col(Placement.labourer_id) == entry.labourer_id)


async def _forget_words(session: Session, whose: ColumnElement[bool]) -> None:
    theirs = col(SubsidyPayment.placement_id).in_(select(Placement.id).where(whose))
    await session.exec(update(SubsidyPayment).where(theirs).values(undone_why=None))


async def erase_account(session: Session, account_id: int) -> None:
    """Nobody is told any more."""
    theirs = col(ToldForecast.account_id) == account_id
    await session.exec(delete(ToldForecast).where(theirs))
    await _forget_words(session, col(Placement.broker_id) == account_id)


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry, erase_account)
