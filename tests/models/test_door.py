"""The code at the door."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import door
from models.notice import Notice, NoticeState
from models.refusal import Refusal
from models.secrets import keyring
from tests.models.board import FAIR_DAY, ZONE, at
from tests.models.store import NOON
from tests.town import KEY

MIDNIGHT = NOON + timedelta(hours=12)
UNKNOWN, OVER = Refusal("door_unknown"), Refusal("door_over")
MOMENT = timedelta(seconds=1)
NEW = Fernet.generate_key().decode()


def notice(number: int = 7, state: NoticeState = NoticeState.PUBLISHED) -> Notice:
    return Notice(id=number, county="222424", area="222424", state=state)


@given(number=st.integers(1, 2**53), minutes=st.integers(1, 10**6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_code_tells_its_notice_until_its_minute(number: int, minutes: int) -> None:
    until = NOON + timedelta(minutes=minutes)
    token = door.token(notice(number), until)
    assert door.read(token, until - MOMENT) == number
    assert door.read(token, until) == OVER


@pytest.mark.parametrize("now", [MIDNIGHT, MIDNIGHT + timedelta(days=1)])
def test_yesterdays_code_opens_nothing_today(now: datetime) -> None:
    assert door.read(door.token(notice(), MIDNIGHT), now) == OVER


def test_a_code_fits_into_a_link() -> None:
    token = door.token(notice(2**53), datetime.max.replace(tzinfo=NOON.tzinfo))
    assert len(f"here-{token}") <= 64
    assert set(token) <= set("0123456789abcdefghijklmnopqrstuvwxyz-")


@pytest.mark.parametrize("number", [7, 8])
def test_another_notices_signature_opens_nothing(number: int) -> None:
    what, _, _ = door.token(notice(7), MIDNIGHT).rpartition("-")
    _, _, signature = door.token(notice(number), MIDNIGHT).rpartition("-")
    read = door.read(f"{what}-{signature}", NOON)
    assert read == (7 if number == 7 else UNKNOWN)


def test_a_code_made_to_last_opens_nothing() -> None:
    number, _, signature = door.token(notice(), MIDNIGHT).split("-")
    _, later, _ = door.token(notice(), MIDNIGHT + timedelta(days=1)).split("-")
    assert door.read(f"{number}-{later}-{signature}", NOON) == UNKNOWN


@given(given=st.text(max_size=40) | st.from_regex(r"[a-z0-9]{0,4}-[a-z0-9]{0,6}-[a-z0-9]{22}"))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_else_is_given_is_unknown(given: str) -> None:
    assert door.read(given, NOON) == UNKNOWN


def test_a_code_goes_on_while_keys_are_rotated() -> None:
    token = door.token(notice(), MIDNIGHT)
    keyring.load([NEW, KEY])
    assert door.read(token, NOON) == 7
    assert door.token(notice(), MIDNIGHT) != token


def test_a_code_ends_with_the_key_that_signed_it() -> None:
    token = door.token(notice(), MIDNIGHT)
    keyring.load([NEW])
    assert door.read(token, NOON) == UNKNOWN


def test_what_is_cancelled_or_gone_opens_to_nobody() -> None:
    assert door.opens(None, NOON, ZONE) == UNKNOWN
    assert door.opens(notice(state=NoticeState.CANCELLED), NOON, ZONE) == UNKNOWN


def test_the_door_opens_with_the_day_in_the_county() -> None:
    day = notice()
    day.starts_at = at(FAIR_DAY, 9)
    midnight = at(FAIR_DAY, 0).astimezone(UTC)
    assert door.opens(day, midnight - MOMENT, ZONE) == Refusal("door_early")
    assert door.opens(day, midnight, ZONE) is None
    assert door.opens(day, at(FAIR_DAY, 23), ZONE) is None


def test_what_has_no_day_is_open_at_any_time() -> None:
    assert door.opens(notice(), NOON, ZONE) is None
