"""The clock that the demo and the tests move."""

import calendar
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

COUNTY = ZoneInfo("Asia/Shanghai")


class MovableClock:
    """Real time plus an offset; `now()` is an aware datetime in UTC."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset
        self._watchers: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def move(self, by: timedelta) -> None:
        """Move by a span, which may be negative, and tell those who watch."""
        self.offset += by
        for tell in self._watchers:
            tell()

    def watch(self, tell: Callable[[], None]) -> None:
        """Call `tell` after every move."""
        self._watchers.append(tell)

    def shown(self) -> dict[str, Any]:
        """`{"now": ISO text in UTC, "offset_seconds": float}`."""
        return {"now": self.now().isoformat(), "offset_seconds": self.offset.total_seconds()}


def leap(now: datetime, order: dict[str, Any]) -> timedelta:
    """How far an order moves the clock: minutes, hours, days, months (numbers), or to an hour.

    In Asia/Shanghai `{"tomorrow": "08:00"}` is that hour of the next day, `at` the next time it
    is that hour, `first` that hour of the next month's first day. Parts add up.
    An order that can't be read raises ValueError.
    """
    if not order or not order.keys() <= LEAPS.keys():
        raise ValueError(f"a clock order has one of {sorted(LEAPS)}, not {sorted(order)}")
    then = now
    for unit, amount in order.items():
        then = LEAPS[unit](then, amount)
    return then - now


def _months(now: datetime, amount: Any) -> datetime:
    local = now.astimezone(COUNTY)
    years, month = divmod(local.year * 12 + local.month - 1 + int(amount), 12)
    day = min(local.day, calendar.monthrange(years, month + 1)[1])
    return local.replace(year=years, month=month + 1, day=day)


def _tomorrow(now: datetime, amount: Any) -> datetime:
    day = now.astimezone(COUNTY).date() + timedelta(days=1)
    return datetime.combine(day, time.fromisoformat(str(amount)), COUNTY)


def _at(now: datetime, amount: Any) -> datetime:
    """The next time that the clock shows this hour."""
    local = now.astimezone(COUNTY)
    today = datetime.combine(local.date(), time.fromisoformat(str(amount)), COUNTY)
    return today if today > local else today + timedelta(days=1)


def _first(now: datetime, amount: Any) -> datetime:
    """That hour of the next month's first day."""
    first = now.astimezone(COUNTY).date().replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return datetime.combine(following, time.fromisoformat(str(amount)), COUNTY)


LEAPS: dict[str, Callable[[datetime, Any], datetime]] = {
    "minutes": lambda now, amount: now + timedelta(minutes=float(amount)),
    "hours": lambda now, amount: now + timedelta(hours=float(amount)),
    "days": lambda now, amount: now + timedelta(days=float(amount)),
    "months": _months,
    "tomorrow": _tomorrow,
    "at": _at,
    "first": _first,
}
