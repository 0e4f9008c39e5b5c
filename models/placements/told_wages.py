"""What people told of their wages outlives their answers, which are swept."""

from sqlalchemy import update
from sqlmodel import col, func, select

from models.core.session import Session
from models.placements.placement import CheckIn, Placement


async def carry_wages(session: Session, gone: list[int]) -> None:
    """What these check-ins told of wages, by which their placements are judged."""
    told = (col(CheckIn.placement_id) == Placement.id, col(CheckIn.id).in_(gone))
    wages = select(func.coalesce(func.sum(CheckIn.wage), 0)).where(*told).scalar_subquery()
    times = select(func.count(col(CheckIn.wage))).where(*told).scalar_subquery()
    theirs = select(CheckIn.placement_id).where(col(CheckIn.id).in_(gone))
    sums = {
        "told_wages": col(Placement.told_wages) + wages,
        "told_times": col(Placement.told_times) + times,
    }
    carried = update(Placement).where(col(Placement.id).in_(theirs)).values(**sums)
    await session.exec(carried.execution_options(synchronize_session=False))
