"""By the clock: the office hears of two entries of one person, and of who guesses."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.accounts import guessing_alarm
from models.core.session import Session
from models.labourers import doubles, likeness


async def raise_alarms(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """Look, and plan what is to be said; gives how many of each."""
    return {
        "missed": await likeness.find_missed_doubles(session, now),
        "doubles": await doubles.tell_staff_of_doubles(session, now),
        "alarms": await guessing_alarm.ring_guessing_alarm(session, now),
    }
