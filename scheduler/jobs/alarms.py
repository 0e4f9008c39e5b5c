"""By the clock: the office hears of doubles, of guessing, and of a delivery that stands still.

And who waited with erasing themselves, that nothing is open any more.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.accounts import guessing_alarm, roles
from models.core.session import Session
from models.labourers import doubles, likeness
from models.outbox import monitor
from models.privacy import erasing_later


async def raise_alarms(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """Look, and plan what is to be said; gives how many of each."""
    return {
        "missed": await likeness.find_missed_doubles(session, now),
        "erasures": await erasing_later.plan_due_erasures(session, now),
        "doubles": await doubles.tell_staff_of_doubles(session, now),
        "alarms": await guessing_alarm.ring_guessing_alarm(session, now),
    }


async def watch_delivery(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """Raise the alarm where delivery stands still, and end it where it goes on."""
    return await monitor.raise_or_end_alarm(session, now, zone, roles.list_staff)
