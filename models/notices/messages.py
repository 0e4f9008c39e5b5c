"""Reasons of what the writer of a notice is told about how it goes."""

import datetime as dt
from collections.abc import Awaitable, Callable

from models.accounts import roles
from models.core.session import Session
from models.notices.notice import Notice, NoticeState
from models.outbox.message_type import HoldReason, Topic
from models.outbox.outbox import OutboxRow


async def _progress(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:
    """Until it is out; a message that was begun is brought to its end."""
    notice = await session.get(Notice, row.about)
    over = notice is None or notice.state is NoticeState.PUBLISHED
    if over and row.message_id is None:
        return HoldReason.GONE
    return await _report(session, row, now)


async def _report(session: Session, row: OutboxRow, now: dt.datetime) -> HoldReason | None:  # noqa: ARG001
    """As long as it is there, where who wrote it is staff of its county still."""
    notice = await session.get(Notice, row.about)
    staff = await roles.list_staff_of_county(session, notice.county) if notice else ()
    return None if row.account_id in staff else HoldReason.GONE


REASONS: dict[Topic, Callable[[Session, OutboxRow, dt.datetime], Awaitable[HoldReason | None]]] = {
    Topic.PROGRESS: _progress,
    Topic.REPORT: _report,
}
