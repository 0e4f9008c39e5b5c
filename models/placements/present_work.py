"""Present work: what a placement says of it goes into the person's ledger entry."""

from datetime import date, datetime
from itertools import groupby
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

# By these it is known whether the entry speaks of a placement.
WORK_THERE = ("status", "work_place", "work_what")


async def set_present_work(
    session: Session, placement: Placement, now: datetime, by: int | None
) -> None:
    """What the person confirmed is their present work, as long as it goes on."""
    if not placement.is_going_on:
        return
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


async def take_back_present_work(
    session: Session, placement: Placement, since: datetime | None, actor: Actor
) -> None:
    """They do not work there after all: what was written into the entry since then is undone.

    As long as the entry says that they work there, whatever was written in between; what was told
    of other work stays.
    """
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    if labourer is None or since is None:
        return
    facts = dict(await ledger.get_facts(session, labourer))
    employer = await session.get_one(Employer, placement.employer_id)
    there = (placement.destination, employer.name, placement.post)
    for written in await _list_changes(session, labourer, since):
        if tuple(facts.get(key) for key in WORK_THERE) != there:
            break
        facts |= {one.fact: one.before for one in written if facts.get(one.fact) == one.after}
    await ledger.change_entry(session, labourer, facts, actor.now, actor.id)


async def _list_changes(
    session: Session, labourer: Labourer, since: datetime
) -> list[list[LedgerChange]]:
    """What was changed of the present work since then: moment by moment, the latest first."""
    query = select(LedgerChange).where(
        LedgerChange.labourer_id == labourer.id,
        col(LedgerChange.at) >= since,
        col(LedgerChange.fact).in_(PRESENT_WORK),
    )
    found = await session.exec(query.order_by(col(LedgerChange.at).desc()))
    return [list(together) for _, together in groupby(found, key=lambda one: one.at)]


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
