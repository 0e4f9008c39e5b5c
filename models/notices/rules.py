"""What a notice's days must agree on: each rule with the fields it looks at."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from models.core.calendar import local_moment
from models.core.refusal import Refusal
from models.notices.commands import WriteNotice


def starts_at(told: WriteNotice, zone: ZoneInfo) -> dt.datetime | None:
    """When it begins; None for what has no day, or whose hour is still to be told."""
    return _moment(told.day, told.time, zone)


def publishes_at(told: WriteNotice, zone: ZoneInfo) -> dt.datetime | None:
    """When its writer wants it to go out; None for as soon as they say so."""
    return _moment(told.publish_day, told.publish_time, zone)


def parse_day(text: str | None) -> dt.date | None:
    """A day as the form keeps it."""
    return dt.date.fromisoformat(text) if text else None


def _moment(day: str | None, hour: str | None, zone: ZoneInfo) -> dt.datetime | None:
    if not day or not hour:
        return None
    return local_moment(dt.date.fromisoformat(day), dt.time.fromisoformat(hour), zone)


@dataclass(frozen=True)
class Days:
    """What a notice says of its days, looked at now. ISO days are ordered as text."""

    told: WriteNotice
    now: dt.datetime
    zone: ZoneInfo


def _past(days: Days) -> bool:
    start = starts_at(days.told, days.zone)
    return start is not None and start <= days.now


def _ends_before(days: Days) -> bool:
    day, last = days.told.day, days.told.ends_on
    return bool(day and last and last < day)


def _deadline_late(days: Days) -> bool:
    day, deadline = days.told.day, days.told.deadline
    return bool(day and deadline and deadline > day)


def _publish_past(days: Days) -> bool:
    day = parse_day(days.told.publish_day)
    if day is not None and day < days.now.astimezone(days.zone).date():
        return True
    goes = publishes_at(days.told, days.zone)
    return goes is not None and goes < days.now - dt.timedelta(minutes=1)


def _publish_late(days: Days) -> bool:
    told = days.told
    if not told.publish_day:
        return False
    if any(told.publish_day > day for day in (told.deadline, told.day) if day):
        return True
    goes, start = publishes_at(told, days.zone), starts_at(told, days.zone)
    return goes is not None and start is not None and goes >= start


PUBLISHING = ("publish_day", "publish_time")
Rule = Callable[[Days], bool]
RULES: tuple[tuple[tuple[str, ...], Rule, Refusal], ...] = (
    (("day", "time"), _past, Refusal("day_past")),
    (("day", "ends_on"), _ends_before, Refusal("ends_before")),
    (("day", "deadline"), _deadline_late, Refusal("deadline_late")),
    (PUBLISHING, _publish_past, Refusal("day_past")),
    (("day", "time", "deadline", *PUBLISHING), _publish_late, Refusal("publish_late")),
)


def find_broken_rule(
    told: WriteNotice,
    now: dt.datetime,
    zone: ZoneInfo,
    *,
    key: str = "",
    is_out: bool = False,
    begun: dt.datetime | None = None,
) -> Refusal | None:
    """The first rule that is broken, of those that look at `key` where one is given.

    When it goes out is no matter any more for what is out; nor is a beginning that stays, `begun`.
    """
    days = Days(told, now, zone)
    stays = begun is not None and starts_at(told, zone) == begun
    for keys, breaks, refusal in RULES:
        looked_at = not key or key in keys
        if (is_out and keys[-1] in PUBLISHING) or (stays and breaks is _past):
            continue
        if looked_at and breaks(days):
            return refusal
    return None
