"""Stretches of days that a typed date may mean, and the choice among them."""

import calendar
import datetime
from dataclasses import dataclass

YEARS_AROUND = 8  # the 29th of February comes again after eight years at the latest


@dataclass(frozen=True, order=True)
class Span:
    """From the first day meant to the last: a day, a week, a month."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Window:
    """The day it is, and the days that are asked for, both ends included."""

    today: datetime.date
    earliest: datetime.date
    latest: datetime.date

    def years(self) -> list[int]:
        """The years that a date without a year can lie in."""
        near = range(self.today.year - YEARS_AROUND, self.today.year + YEARS_AROUND + 1)
        first = range(self.earliest.year, self.earliest.year + YEARS_AROUND + 1)
        last = range(self.latest.year - YEARS_AROUND, self.latest.year + 1)
        return sorted({*near, *first, *last})

    def day_in(self, spans: list[Span]) -> datetime.date:
        """The day meant by the likeliest span: within the window, then ahead, then near.

        Back instead of ahead where nothing after today is asked for. Its first day, or the first
        that is asked for where the span has begun before.
        """
        within = [s for s in spans if s.last >= self.earliest and s.first <= self.latest]
        span = self._nearest(sorted(within or spans))
        return max(span.first, self.earliest) if span.last >= self.earliest else span.first

    def _nearest(self, spans: list[Span]) -> Span:
        ahead = [span for span in spans if span.last >= self.today]
        back = [span for span in spans if span.first <= self.today]
        if self.latest > self.today:
            return ahead[0] if ahead else back[-1]
        return back[-1] if back else ahead[0]


def day(year: int, month: int, number: int) -> list[Span]:
    """One day; none where there is no such day."""
    try:
        date = datetime.date(year, month, number)
    except ValueError:
        return []
    return [Span(date, date)]


def month(year: int, number: int) -> list[Span]:
    """A whole month; none where there is no such month."""
    return [Span(a.first, b.last) for a in day(year, number, 1) for b in month_end(year, number)]


def month_end(year: int, number: int) -> list[Span]:
    """The last day of a month."""
    return day(year, number, calendar.monthrange(year, number)[1]) if day(year, number, 1) else []


def stepped(date: datetime.date, months: int, days: int) -> datetime.date:
    """So many months and days on or back; the last of a shorter month for the 31st.

    Raises ValueError or OverflowError where the calendar ends.
    """
    year, index = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise ValueError("beyond the calendar")
    number = min(date.day, calendar.monthrange(year, index + 1)[1])
    return datetime.date(year, index + 1, number) + datetime.timedelta(days=days)
