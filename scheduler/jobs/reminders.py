"""Reminding by the clock: what is due to be asked, and asked again, and who is to be called."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.grievances import queue
from models.notices import reminders
from models.placements import confirmation, follow_up, weekly_summary


async def remind(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """Plan what has fallen due; gives how many of each."""
    return {
        "intakes": await reminders.plan_unfinished(session, now),
        "statuses": await reminders.plan_status(session, now, zone),
        "calls": await reminders.open_calls(session, now, zone),
        "confirmations": await confirmation.remind(session, now),
        "checkins": await follow_up.plan(session, now, zone) + await follow_up.remind(session, now),
        "weeks": await weekly_summary.plan(session, now, zone),
        "overdue": await queue.plan_overdue(session, now, zone),
    }
