"""Days and moments of the county, and calendar months: 30 November and three is 28 February."""

import datetime as dt
from calendar import monthrange


def after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the month's last one where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def complete(start: dt.date, until: dt.date) -> int:
    """How many whole months lie between; 0 where `until` comes before the start."""
    months = (until.year - start.year) * 12 + until.month - start.month
    return max(0, months if after(start, months) <= until else months - 1)


def local_moment(day: dt.date, hour: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """A day and an hour in the county as a moment."""
    return dt.datetime.combine(day, hour, zone)


def end_of_day(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """The first moment after a day in the county."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)
