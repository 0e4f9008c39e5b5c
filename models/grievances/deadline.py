"""How long the office has for a grievance, and how long its person may say that it is not over.

Everything that names one of these days takes it from here: screens by `due_at`, and a test holds
the two sentences that say "30 days" to REOPENED_WITHIN.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from models.core.calendar import end_of_day
from models.core.vocabulary import Trouble
from models.grievances.grievance import Grievance

# What can not wait, and after how many days everything else is overdue.
URGENT_DAYS = {Trouble.FEE: 3, Trouble.DANGER: 3, Trouble.PAPERS: 3}
USUAL_DAYS = 15
REOPENED_WITHIN = dt.timedelta(days=30)
REOPENED_MOST = 3


def is_urgent(kind: Trouble) -> bool:
    """Whether it can not wait."""
    return kind in URGENT_DAYS


def get_deadline(kind: Trouble, now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The end of the last day that the office has for what is told now."""
    days = URGENT_DAYS.get(kind, USUAL_DAYS)
    return end_of_day(now.astimezone(zone).date() + dt.timedelta(days=days), zone)


def bring_forward(grievance: Grievance, kind: Trouble, now: dt.datetime, zone: ZoneInfo) -> None:
    """It is of this kind too, or instead: its day comes nearer, and never goes farther off."""
    grievance.due_at = min(grievance.due_at, get_deadline(kind, now, zone))


def can_be_reopened(grievance: Grievance, now: dt.datetime) -> bool:
    """Whether it was closed, and lately."""
    return grievance.closed_at is not None and now <= grievance.closed_at + REOPENED_WITHIN
