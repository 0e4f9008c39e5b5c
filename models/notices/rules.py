"""What a notice's days must agree on: each rule with the answers it looks at."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from models.core.refusal import Refusal
from models.notices.notice import local_moment

Answers = Mapping[str, Any]


def starts_at(answers: Answers, zone: ZoneInfo) -> dt.datetime | None:
    """When it begins; None for what has no day, or whose hour is still to be told."""
    return _moment(answers, "day", "time", zone)


def publishes_at(answers: Answers, zone: ZoneInfo) -> dt.datetime | None:
    """When its writer wants it to go out; None for as soon as they say so."""
    return _moment(answers, "publish_day", "publish_time", zone)


def _moment(answers: Answers, day: str, hour: str, zone: ZoneInfo) -> dt.datetime | None:
    if not answers.get(day) or not answers.get(hour):
        return None
    return local_moment(_day(answers, day), dt.time.fromisoformat(answers[hour]), zone)


def _day(answers: Answers, key: str) -> dt.date:
    return dt.date.fromisoformat(answers[key])


def _both(answers: Answers, *keys: str) -> bool:
    return all(answers.get(key) for key in keys)


def _past(answers: Answers, now: dt.datetime, zone: ZoneInfo) -> bool:
    start = starts_at(answers, zone)
    return start is not None and start <= now


def _ends_before(answers: Answers, now: dt.datetime, zone: ZoneInfo) -> bool:  # noqa: ARG001
    return _both(answers, "day", "ends_on") and _day(answers, "ends_on") < _day(answers, "day")


def _deadline_late(answers: Answers, now: dt.datetime, zone: ZoneInfo) -> bool:  # noqa: ARG001
    return _both(answers, "day", "deadline") and _day(answers, "deadline") > _day(answers, "day")


def _publish_past(answers: Answers, now: dt.datetime, zone: ZoneInfo) -> bool:
    if answers.get("publish_day") and _day(answers, "publish_day") < now.astimezone(zone).date():
        return True
    goes = publishes_at(answers, zone)
    return goes is not None and goes < now - dt.timedelta(minutes=1)


def _publish_late(answers: Answers, now: dt.datetime, zone: ZoneInfo) -> bool:  # noqa: ARG001
    if not answers.get("publish_day"):
        return False
    last = [_day(answers, key) for key in ("deadline", "day") if answers.get(key)]
    if any(_day(answers, "publish_day") > day for day in last):
        return True
    goes, start = publishes_at(answers, zone), starts_at(answers, zone)
    return goes is not None and start is not None and goes >= start


Rule = Callable[[Answers, dt.datetime, ZoneInfo], bool]
PUBLISHING = ("publish_day", "publish_time")
RULES: tuple[tuple[tuple[str, ...], Rule, Refusal], ...] = (
    (("day", "time"), _past, Refusal("day_past")),
    (("day", "ends_on"), _ends_before, Refusal("ends_before")),
    (("day", "deadline"), _deadline_late, Refusal("deadline_late")),
    (PUBLISHING, _publish_past, Refusal("day_past")),
    (("day", "time", "deadline", *PUBLISHING), _publish_late, Refusal("publish_late")),
)


def find_broken_rule(
    answers: Answers,
    now: dt.datetime,
    zone: ZoneInfo,
    *,
    key: str = "",
    is_out: bool = False,
    begun: dt.datetime | None = None,
) -> Refusal | None:
    """The first rule that the answers break, of those that look at `key` where one is given.

    When it goes out is no matter any more for what is out; nor is a beginning that stays, `begun`.
    """
    stays = begun is not None and starts_at(answers, zone) == begun
    for keys, breaks, refusal in RULES:
        looked_at = not key or key in keys
        if (is_out and keys[-1] in PUBLISHING) or (stays and breaks is _past):
            continue
        if looked_at and breaks(answers, now, zone):
            return refusal
    return None
