"""Reminding by the clock: unfinished intakes, the monthly question, and who is to be called;
grievances that are overdue."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from models import grievance_queue, reminder


async def remind(session: AsyncSession, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """Plan what has fallen due; gives how many of each."""
    return {
        "intakes": await reminder.plan_unfinished(session, now),
        "statuses": await reminder.plan_status(session, now, zone),
        "calls": await reminder.open_calls(session, now, zone),
        "overdue": await grievance_queue.plan_overdue(session, now, zone),
    }
