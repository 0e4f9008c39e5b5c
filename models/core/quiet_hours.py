"""Quiet hours: nobody is written to at night, but by what they asked for themselves."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

FROM, UNTIL = time(20), time(8)


def is_quiet(now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is night in the county."""
    hour = now.astimezone(zone).time()
    return hour >= FROM or hour < UNTIL


def next_open(now: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself by day, else when the night ends."""
    if not is_quiet(now, zone):
        return now
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=local.time() >= FROM)
    return datetime.combine(day, UNTIL, zone)


def last_opened(now: datetime, zone: ZoneInfo) -> datetime:
    """When the quiet hours of this morning ended, or are to end."""
    return datetime.combine(now.astimezone(zone).date(), UNTIL, zone)
