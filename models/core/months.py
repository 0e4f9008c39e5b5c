"""Months of the county, for lists of what was done: how many in each, and one of them by name."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case
from sqlmodel import func

from models.core import calendar
from models.core.session import Session


def within(when: Any, month: dt.date, zone: ZoneInfo) -> ColumnElement[bool]:
    """The condition that a moment lies in the month that begins with this day."""
    first = calendar.local_moment(month, dt.time(), zone)
    end = calendar.local_moment(calendar.after(month, 1), dt.time(), zone)
    return and_(when >= first, when < end)


async def count_by_month(
    session: Session, query: Any, when: Any, zone: ZoneInfo
) -> dict[dt.date, int]:
    """How many rows a query of several columns has in each month, the latest month first.

    By the first day. Counted by the store: however many there are, one row comes back.
    """
    ends = query.with_only_columns(func.min(when), func.max(when))
    first, last = (await session.exec(ends)).one()
    if first is None:
        return {}
    months = _list_months(first.astimezone(zone).date(), last.astimezone(zone).date())
    sums = [func.sum(case((within(when, month, zone), 1), else_=0)) for month in months]
    counts = (await session.exec(query.with_only_columns(*sums))).one()
    found = zip(months, counts, strict=True)
    return {month: int(count) for month, count in reversed(list(found)) if count}


def _list_months(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first days of the months from one day to another."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [calendar.after(first.replace(day=1), number) for number in range(count + 1)]


def parse_month(typed: str) -> dt.date | None:
    """A month such as 202612, by its first day; None where it is none."""
    if len(typed) != 6 or not (typed.isascii() and typed.isdecimal()):
        return None
    try:
        return dt.date(int(typed[:4]), int(typed[4:]), 1)
    except ValueError:
        return None
