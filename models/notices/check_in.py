"""The code at the door: a token that says which notice one is at, signed, and for one day."""

import datetime as dt
import hmac
from zoneinfo import ZoneInfo

from models.core.encryption import DOOR, keyring
from models.core.refusal import Refusal
from models.notices.notice import Notice, NoticeState

SIGNED = 22
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def make_token(notice: Notice, until: dt.datetime) -> str:
    """NUMBER-MINUTES-SIGNATURE in base 36, fit for a link; good until the minute."""
    what = f"{_base36(notice.key())}-{_base36(int(until.timestamp()) // 60)}"
    return f"{what}-{keyring.index(what, DOOR)[:SIGNED]}"


def read_token(given: str, now: dt.datetime) -> int | Refusal:
    """The number of the notice. Refusals: door_unknown, door_over."""
    what, _, signature = given.rpartition("-")
    known = [index[:SIGNED] for index in keyring.indexes(what, DOOR)]
    if not any(hmac.compare_digest(signature.encode(), one.encode()) for one in known):
        return Refusal("door_unknown")
    number, _, minutes = what.partition("-")
    if now.timestamp() >= int(minutes, 36) * 60:
        return Refusal("door_over")
    return int(number, 36)


def refuse_check_in(notice: Notice | None, now: dt.datetime, zone: ZoneInfo) -> Refusal | None:
    """Whether one can be checked in: it takes place, and its day has come."""
    if notice is None or notice.state is NoticeState.CANCELLED:
        return Refusal("door_unknown")
    return Refusal("door_early") if is_before_the_day(notice, now, zone) else None


def is_before_the_day(notice: Notice, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether its day is still to come."""
    if notice.starts_at is None:
        return False
    return now.astimezone(zone).date() < notice.starts_at.astimezone(zone).date()


def shows_phones(notice: Notice, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether the office sees whom to call; on its day the list is for marking who came."""
    return notice.starts_at is None or is_before_the_day(notice, now, zone)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, place = divmod(number, 36)
        digits = DIGITS[place] + digits
    return digits or "0"
