"""Who is placed at an employer now."""

from typing import Any

from sqlmodel import col, func, select

from models.core.session import Session
from models.employers.employer import Employer
from models.placements.placement import Placement
from models.placements.states import ASKED, HOLDING, PlacementState


async def count_placed(session: Session, employer: Employer, broker: int | None = None) -> int:
    """How many placements there go on, as told; of one broker's account perhaps."""
    query = select(func.count()).select_from(Placement).where(*told_to_be_at(employer))
    if broker is not None:
        query = query.where(Placement.broker_id == broker)
    return (await session.exec(query)).one()


def placed_at(employer: Employer) -> tuple[Any, ...]:
    """The condition that a placement there goes on."""
    return (
        Placement.employer_id == employer.id,
        col(Placement.state).in_((*ASKED, *HOLDING)),
        col(Placement.ended_on).is_(None),
    )


def told_to_be_at(employer: Employer) -> tuple[Any, ...]:
    """The condition that a placement there was reported and may be so.

    One that its person denies too: a count without it would tell the broker so.
    """
    return (
        Placement.employer_id == employer.id,
        col(Placement.state).in_((*ASKED, *HOLDING, PlacementState.DISPUTED)),
        col(Placement.ended_on).is_(None),
    )
