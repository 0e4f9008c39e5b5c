"""Overlapping placements: nobody is placed at two employers from one day on."""

import datetime as dt
from collections.abc import Collection

from sqlmodel import col, or_, select

from models.core.session import Session
from models.placements.placement import Placement
from models.placements.states import VOID, PlacementState


async def get_overlapping_placement(
    session: Session,
    labourer_id: int,
    starts_on: dt.date,
    *,
    but: int | None = None,
    by: int | None = None,
    among: Collection[PlacementState] = tuple(PlacementState),
) -> Placement | None:
    """A placement of this person that a new one from that day on would overlap, the latest.

    One that nobody counts any more does not count, nor one that the person denies, unless it is of
    the broker `by`: who reports again to see whether it was denied finds it taken either way.
    `among` are the states that count otherwise.
    """
    left = or_(col(Placement.ended_on).is_(None), col(Placement.ended_on) > starts_on)
    denied = col(Placement.state) == PlacementState.DISPUTED
    of_others = denied & or_(col(Placement.broker_id).is_(None), col(Placement.broker_id) != by)
    query = select(Placement).where(
        Placement.labourer_id == labourer_id,
        col(Placement.state).not_in(VOID),
        col(Placement.state).in_(among),
        ~(of_others if by is not None else denied),
        left,
    )
    if but is not None:
        query = query.where(Placement.id != but)
    return (await session.exec(query.order_by(col(Placement.starts_on).desc()))).first()
