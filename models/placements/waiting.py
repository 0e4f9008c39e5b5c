"""What waits for a labourer's word: placements to be confirmed, and check-ins."""

from typing import Any

from sqlmodel import col, func, select

from models.core.counting import CountQuery, add_counts
from models.core.session import Session
from models.employers.employer import Employer
from models.placements import follow_up
from models.placements.placement import CheckIn, Placement
from models.placements.states import PlacementState


def waiting_count(labourer_id: int) -> CountQuery:
    """The query of how many questions wait for somebody."""
    reported = select(func.count()).where(*_reported(labourer_id))
    asked = select(func.count()).select_from(CheckIn).join(Placement, _of_check_in())
    return add_counts([CountQuery(reported), CountQuery(asked.where(*_asked(labourer_id)))])


async def list_reported(session: Session, labourer_id: int) -> list[tuple[Placement, Employer]]:
    """Placements that somebody is asked to confirm, with their employers."""
    query = select(Placement, Employer).join(Employer, col(Employer.id) == Placement.employer_id)
    return [(one, at) for one, at in await session.exec(query.where(*_reported(labourer_id)))]


async def list_check_ins(
    session: Session, labourer_id: int
) -> list[tuple[CheckIn, Placement, Employer]]:
    """Check-ins that somebody has not answered, with where they are about."""
    query = (
        select(CheckIn, Placement, Employer)
        .join(Placement, _of_check_in())
        .join(Employer, col(Employer.id) == Placement.employer_id)
    )
    found = await session.exec(query.where(*_asked(labourer_id)))
    return [(check_in, placement, at) for check_in, placement, at in found]


def _of_check_in() -> Any:
    return col(Placement.id) == CheckIn.placement_id


def _reported(labourer_id: int) -> tuple[Any, ...]:
    return Placement.labourer_id == labourer_id, Placement.state == PlacementState.REPORTED


def _asked(labourer_id: int) -> tuple[Any, ...]:
    return (Placement.labourer_id == labourer_id, *follow_up.is_awaiting_answer())
