"""What waits for a labourer's word: placements to be confirmed, and check-ins."""

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from models.core.counting import CountQuery, add_counts
from models.core.session import Session
from models.employers.employer import Employer
from models.placements import follow_up
from models.placements.placement import CheckIn, Placement
from models.placements.states import PlacementState

IS_OF = col(Placement.labourer_id) == bindparam("labourer")
IS_REPORTED = (IS_OF, col(Placement.state) == PlacementState.REPORTED)
OF_CHECK_IN = col(Placement.id) == CheckIn.placement_id
IS_ASKED = (IS_OF, *follow_up.is_awaiting_answer())
COUNT_REPORTED = select(func.count()).where(*IS_REPORTED)
COUNT_ASKED = (
    select(func.count()).select_from(CheckIn).join(Placement, OF_CHECK_IN).where(*IS_ASKED)
)
REPORTED = (
    select(Placement, Employer)
    .join(Employer, col(Employer.id) == Placement.employer_id)
    .where(*IS_REPORTED)
)
ASKED = (
    select(CheckIn, Placement, Employer)
    .join(Placement, OF_CHECK_IN)
    .join(Employer, col(Employer.id) == Placement.employer_id)
    .where(*IS_ASKED)
)


def waiting_count(labourer_id: int) -> CountQuery:
    """The query of how many questions wait for somebody."""
    params = {"labourer": labourer_id}
    return add_counts([CountQuery(COUNT_REPORTED, params), CountQuery(COUNT_ASKED, params)])


async def list_reported(session: Session, labourer_id: int) -> list[tuple[Placement, Employer]]:
    """Placements that somebody is asked to confirm, with their employers."""
    found = await session.exec(REPORTED, params={"labourer": labourer_id})
    return [(placement, employer) for placement, employer in found]


async def list_check_ins(
    session: Session, labourer_id: int
) -> list[tuple[CheckIn, Placement, Employer]]:
    """Check-ins that somebody has not answered, with where they are about."""
    found = await session.exec(ASKED, params={"labourer": labourer_id})
    return [(check_in, placement, employer) for check_in, placement, employer in found]
