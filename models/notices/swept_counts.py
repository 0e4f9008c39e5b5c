"""How many people a notice reached outlives the rows of the outbox, which are swept."""

from collections import Counter, defaultdict
from typing import Any

from sqlmodel import col, func, select

from models.core.session import Session
from models.notices.messages import NOTICE
from models.notices.notice import Notice
from models.outbox.row import HoldReason, OutboxRow, RowState

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
    theirs = select(*wanted).where(col(OutboxRow.id).in_(gone), OutboxRow.topic == NOTICE.name)
    rows: Any = await session.exec(theirs.group_by(*wanted[:-1]))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for about, state, why, count in rows:
        counts[about][f"{state}/{why or ''}"] = count
    for number in sorted(counts):
        notice = await session.get(Notice, number, with_for_update=True)
        if notice is not None:
            notice.swept = dict(Counter(notice.swept or {}) + Counter(counts[number]))
    await session.flush()
