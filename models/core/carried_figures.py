"""Carrying over: figures outlive the rows that they are made of, once those are swept."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import update
from sqlmodel import col, func, select

from models.core.session import Session
from models.notices.notice import Notice
from models.outbox.message_type import HoldReason, RowState, Topic
from models.outbox.outbox import OutboxRow
from models.placements.placement import CheckIn, Placement

SweptCounts = Counter[tuple[RowState, HoldReason | None]]


def get_swept_counts(notice: Notice) -> SweptCounts:
    """Of how many people the rows of a notice were swept, by what became of them and why."""
    told = (key.partition("/") for key in notice.swept or {})
    counts = (notice.swept or {}).values()
    keys = ((RowState(state), HoldReason(why) if why else None) for state, _, why in told)
    return Counter(dict(zip(keys, counts, strict=True)))


async def carry_notice_counts(session: Session, gone: list[int]) -> None:
    """How many had a notice, and how many not and why, of these rows of the outbox."""
    wanted: list[Any] = [OutboxRow.about, OutboxRow.state, OutboxRow.why, func.count()]
    theirs = select(*wanted).where(col(OutboxRow.id).in_(gone), OutboxRow.topic == Topic.NOTICE)
    rows: Any = await session.exec(theirs.group_by(*wanted[:-1]))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for about, state, why, count in rows:
        counts[about][f"{state}/{why or ''}"] = count
    for number in sorted(counts):
        notice = await session.get(Notice, number, with_for_update=True)
        if notice is not None:
            notice.swept = dict(Counter(notice.swept or {}) + Counter(counts[number]))
    await session.flush()


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
