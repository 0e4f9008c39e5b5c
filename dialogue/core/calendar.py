"""Days and hours as they are said, in the county's zone: 11月26日周四 09:00."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from dialogue.core.i18n import Speech


def format_day(day: date, speech: Speech, today: date | None = None) -> str:
    """A day with its weekday; with the year where it is not this one."""
    skeleton = "MMMEd" if today is None or day.year == today.year else "yMMMEd"
    return format_skeleton(skeleton, day, locale=str(speech.language))


def format_month(day: date, speech: Speech) -> str:
    """The month of a day, with its year."""
    return format_skeleton("yMMM", day, locale=str(speech.language))


def format_moment(
    moment: datetime, speech: Speech, zone: ZoneInfo, today: date | None = None
) -> str:
    """A day and an hour."""
    local = moment.astimezone(zone)
    return f"{format_day(local.date(), speech, today)} {local:%H:%M}"
