"""Calendar months: 15 January and three months is 15 April, 30 November and three 28 February."""

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
