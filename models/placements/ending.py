"""Ending a placement: somebody works there no more, as they, their broker or the office say."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Destination, Leaving, WorkStatus
from models.labourers.labourer import Labourer
from models.placements import permission, present_work
from models.placements.moves import notify_broker, notify_labourer, record_act
from models.placements.placement import Placement
from models.placements.states import HOLDING

EMPLOYED = tuple(WorkStatus(destination) for destination in Destination)


@dataclass(frozen=True)
class Leave:
    """On which day somebody left, on or before today where that was not said, and why."""

    left_on: dt.date | None = None
    why: Leaving | None = None


async def end_placement(
    session: Session, actor: Actor, placement: Placement, leave: Leave
) -> Refusal | None:
    """The broker says that somebody left. Refusals: not_yours, as `close_placement`."""
    if refused := permission.refuse_unless_broker(placement, actor):
        return refused
    return await close_placement(session, actor, placement, leave)


async def close_placement(
    session: Session, actor: Actor, placement: Placement, leave: Leave
) -> Refusal | None:
    """Somebody who may say so says that the person left.

    Refusals: placement_moved, left_already, left_before_start {day}.
    """
    left_on = leave.left_on or actor.today
    if placement.state not in HOLDING:
        return Refusal("placement_moved")
    if refused := refuse_ended(placement) or refuse_end_before_start(placement, left_on):
        return refused
    placement.end_day_told = leave.left_on is not None
    await _close(session, placement, left_on, leave.why, actor.now, actor.id)
    await present_work.clear_present_work(session, placement, leave.left_on, actor)
    return None


async def add_to_end(
    session: Session, actor: Actor, placement: Placement, leave: Leave
) -> Refusal | None:
    """Who said that they left says on which day, or why. Refusals: as `close_placement`."""
    if placement.ended_on is None or placement.ended_by != actor.id:
        return Refusal("placement_moved")
    if leave.left_on is None:
        placement.end_why = leave.why
        await session.flush()
        return None
    if refused := refuse_end_before_start(placement, leave.left_on):
        return refused
    placement.ended_on, placement.end_day_told = leave.left_on, True
    placement.version += 1
    await session.flush()
    record_act(session, placement, Act.ENDED, actor.now, actor.id)
    await notify_broker(session, placement, actor.now)
    await present_work.clear_present_work(session, placement, leave.left_on, actor)
    return None


def refuse_ended(placement: Placement) -> Refusal | None:
    """Refusal: left_already."""
    return None if placement.ended_on is None else Refusal("left_already")


def refuse_end_before_start(placement: Placement, left_on: dt.date) -> Refusal | None:
    """Nobody leaves before they began: left_before_start {day}."""
    if left_on >= placement.starts_on:
        return None
    return Refusal("left_before_start", {"day": placement.starts_on.isoformat()})


async def list_current_placements(
    session: Session, labourer: Labourer, today: dt.date
) -> list[Placement]:
    """The placements of a person that have begun and go on."""
    query = select(Placement).where(
        Placement.labourer_id == labourer.id,
        col(Placement.state).in_(HOLDING),
        col(Placement.ended_on).is_(None),
        col(Placement.starts_on) <= today,
    )
    return list((await session.exec(query.order_by(col(Placement.id)))).all())


async def end_on_status_change(
    session: Session, labourer: Labourer, now: dt.datetime, zone: ZoneInfo, by: int
) -> None:
    """Who is said to be employed no more has left where they were placed.

    Who may say so of whom: models/placements/statement_on_work.py.
    """
    if labourer.status in EMPLOYED:
        return
    today = now.astimezone(zone).date()
    for placement in await list_current_placements(session, labourer, today):
        left_on = max(labourer.out_of_work_since or today, placement.starts_on)
        placement.end_day_told = labourer.out_of_work_since is not None
        await _close(session, placement, left_on, None, now, by)


async def _close(
    session: Session,
    placement: Placement,
    left_on: dt.date,
    why: Leaving | None,
    now: dt.datetime,
    by: int,
) -> None:
    placement.ended_on, placement.end_why, placement.next_check_at = left_on, why, None
    placement.ended_by = by
    placement.version += 1
    await session.flush()
    record_act(session, placement, Act.ENDED, now, by)
    if placement.broker_id != by:
        await notify_broker(session, placement, now)
    await notify_labourer(session, placement, now, by)
