"""Present work: what a placement says of it goes into the person's ledger entry."""

from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core.session import Session
from models.core.vocabulary import UNKNOWN, WorkStatus
from models.employers.employer import Employer
from models.labourers import ledger
from models.labourers.facts import PRESENT_WORK
from models.labourers.labourer import Labourer, LedgerChange
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


async def take_back_present_work(session: Session, placement: Placement, actor: Actor) -> None:
    """They do not work there after all: what their word wrote into the entry is undone.

    What was changed since stays as it is.
    """
    written = select(LedgerChange).where(
        LedgerChange.labourer_id == placement.labourer_id,
        LedgerChange.at == placement.said_at,
        col(LedgerChange.fact).in_(PRESENT_WORK),
    )
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    found = (await session.exec(written)).all() if labourer and placement.said_at else ()
    if labourer is None or not found:
        return
    facts = await ledger.get_facts(session, labourer)
    undone = {one.fact: one.before for one in found if facts.get(one.fact) == one.after}
    await ledger.change_entry(session, labourer, {**facts, **undone}, actor.now, actor.id)


async def clear_present_work(
    session: Session, placement: Placement, left_on: date | None, actor: Actor
) -> None:
    """Out of work since that day, where it was said, unless another placement goes on."""
    others = select(Placement.id).where(
        Placement.labourer_id == placement.labourer_id,
        Placement.id != placement.id,
        col(Placement.state).in_(HOLDING),
        col(Placement.ended_on).is_(None),
        col(Placement.starts_on) <= (left_on or actor.today),
    )
    if (await session.exec(others.limit(1))).first() is not None:
        return
    since = left_on.isoformat() if left_on else None
    work = {"status": WorkStatus.OUT_OF_WORK, "out_of_work_since": since}
    await _change(session, placement.labourer_id, work, actor.now, actor.id)


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
