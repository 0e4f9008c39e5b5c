"""Check-ins 回访 to be looked at: one by its number, those of a placement, the one that waits."""

from datetime import datetime

from sqlmodel import col, select

from models.core.session import Session
from models.placements import follow_up
from models.placements.placement import CheckIn, Placement


async def get_check_in(session: Session, check_in_id: int) -> CheckIn | None:
    """A question by its number."""
    return await session.get(CheckIn, check_in_id)


async def get_open_check_in(session: Session, placement_id: int) -> CheckIn | None:
    """The question of a placement that waits for an answer."""
    query = select(CheckIn).join(Placement, col(Placement.id) == CheckIn.placement_id)
    of = (CheckIn.placement_id == placement_id, *follow_up.is_awaiting_answer())
    return (await session.exec(query.where(*of))).first()


async def get_check_in_asked_by(
    session: Session, placement_id: int, at: datetime
) -> CheckIn | None:
    """The last question of a placement that was asked by then, answered since or not."""
    query = select(CheckIn).where(CheckIn.placement_id == placement_id, col(CheckIn.asked_at) <= at)
    return (await session.exec(query.order_by(col(CheckIn.days).desc()).limit(1))).first()


async def list_check_ins(session: Session, placement_id: int) -> list[CheckIn]:
    """All questions of a placement, the first first."""
    query = select(CheckIn).where(CheckIn.placement_id == placement_id)
    return list(await session.exec(query.order_by(col(CheckIn.days))))
