"""Whether a town is at rest: everything has ticked, and nothing is left that could be sent."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from models.core import tick_runs
from models.core.session import Session
from models.core.tick_runs import NOTED_EVERY
from models.notices import cancellation, publication_progress
from models.notices.notice import Notice, NoticeState
from models.outbox import outbox
from models.placements import inspections

EPOCH = datetime.fromtimestamp(0, UTC)
CLOCKWORK = ("delivery", "collection", "publication", "reminders", "alarms", "sweeping")


async def is_at_rest(session: Session, since: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether everything has ticked and looked since, and nothing is on its way or due."""
    noted = {one.name: one.ran_at for one in await tick_runs.every(session)}
    if not all(noted.get(name, EPOCH) > since - NOTED_EVERY for name in CLOCKWORK):
        return False
    is_busy = await outbox.is_any_unfinished(session, now, zone)
    return not is_busy and not await inspections.is_any_due(session, now)


async def waits_for_tick(session: Session, now: datetime) -> bool:
    """Whether a notice is to go out, or to be taken back, or its report still to be planned."""
    if await cancellation.count_unfinished(session):
        return True
    is_due = (col(Notice.state) == NoticeState.SCHEDULED) & (col(Notice.publish_at) <= now)
    goes_out = col(Notice.state) == NoticeState.PUBLISHING
    notices = (await session.exec(select(Notice).where(is_due | goes_out))).all()
    return any([await _is_due_or_over(session, one) for one in notices])


async def _is_due_or_over(session: Session, notice: Notice) -> bool:
    if notice.state is NoticeState.SCHEDULED:
        return True
    return (await publication_progress.count_progress(session, notice)).is_over
