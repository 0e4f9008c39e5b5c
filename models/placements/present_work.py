"""Present work: what a placement says of it goes into the person's ledger entry."""

from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from models.core.session import Session
from models.core.vocabulary import UNKNOWN, WorkStatus
from models.employers.employer import Employer
from models.labourers import ledger
from models.labourers.facts import PRESENT_WORK
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.placements.states import HOLDING


async def set_present_work(
    session: Session, placement: Placement, now: datetime, by: int | None
) -> None:
    """What the person confirmed is their present work."""
    employer = await session.get_one(Employer, placement.employer_id)
    work = {
        "status": placement.destination,
        "work_place": employer.name,
        "work_what": placement.post,
        "wage": placement.wage,
        "has_contract": UNKNOWN if _is_unsure(placement) else placement.has_contract,
        "has_insurance": placement.has_insurance,
    }
    await _change(session, placement.labourer_id, work, now, by)


def _is_unsure(placement: Placement) -> bool:
    """Whether the person said that they do not know of a contract."""
    return bool(placement.said and placement.said.get("has_contract") == UNKNOWN)


async def clear_present_work(
    session: Session, placement: Placement, left_on: date, now: datetime, by: int
) -> None:
    """Out of work since that day, unless another placement goes on."""
    others = select(Placement.id).where(
        Placement.labourer_id == placement.labourer_id,
        Placement.id != placement.id,
        col(Placement.state).in_(HOLDING),
        col(Placement.ended_on).is_(None),
        col(Placement.starts_on) <= left_on,
    )
    if (await session.exec(others.limit(1))).first() is not None:
        return
    since = left_on.isoformat()
    work = {"status": WorkStatus.OUT_OF_WORK, "out_of_work_since": since}
    await _change(session, placement.labourer_id, work, now, by)


async def _change(
    session: Session,
    labourer_id: int | None,
    work: dict[str, Any],
    now: datetime,
    by: int | None,
) -> None:
    labourer = await session.get(Labourer, labourer_id) if labourer_id else None
    if labourer is not None:
        facts = {**await ledger.get_facts(session, labourer), **dict.fromkeys(PRESENT_WORK), **work}
        await ledger.change_entry(session, labourer, facts, now, by)
