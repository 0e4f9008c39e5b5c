"""The code at the door."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.core.encryption import keyring
from models.core.refusal import Refusal
from models.notices import check_in
from models.notices.notice import Notice, NoticeState
from tests.support.notices.factory import FAIR_DAY, ZONE, county_time
from tests.support.store import NOON
from tests.support.town import KEY

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
    token = check_in.make_token(notice(number), until)
    assert check_in.read_token(token, until - MOMENT) == number
    assert check_in.read_token(token, until) == OVER


@pytest.mark.parametrize("now", [MIDNIGHT, MIDNIGHT + timedelta(days=1)])
def test_yesterdays_code_opens_nothing_today(now: datetime) -> None:
    assert check_in.read_token(check_in.make_token(notice(), MIDNIGHT), now) == OVER


def test_a_code_fits_into_a_link() -> None:
    token = check_in.make_token(notice(2**53), datetime.max.replace(tzinfo=NOON.tzinfo))
    assert len(f"here-{token}") <= 64
    assert set(token) <= set("0123456789abcdefghijklmnopqrstuvwxyz-")


@pytest.mark.parametrize("number", [7, 8])
def test_another_notices_signature_opens_nothing(number: int) -> None:
    what, _, _ = check_in.make_token(notice(7), MIDNIGHT).rpartition("-")
    _, _, signature = check_in.make_token(notice(number), MIDNIGHT).rpartition("-")
    read = check_in.read_token(f"{what}-{signature}", NOON)
    assert read == (7 if number == 7 else UNKNOWN)


def test_a_code_made_to_last_opens_nothing() -> None:
    number, _, signature = check_in.make_token(notice(), MIDNIGHT).split("-")
    _, later, _ = check_in.make_token(notice(), MIDNIGHT + timedelta(days=1)).split("-")
    assert check_in.read_token(f"{number}-{later}-{signature}", NOON) == UNKNOWN


@given(given=st.text(max_size=40) | st.from_regex(r"[a-z0-9]{0,4}-[a-z0-9]{0,6}-[a-z0-9]{22}"))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_else_is_given_is_unknown(given: str) -> None:
    assert check_in.read_token(given, NOON) == UNKNOWN


def test_a_code_goes_on_while_keys_are_rotated() -> None:
    token = check_in.make_token(notice(), MIDNIGHT)
    keyring.load([NEW, KEY])
    assert check_in.read_token(token, NOON) == 7
    assert check_in.make_token(notice(), MIDNIGHT) != token


def test_a_code_ends_with_the_key_that_signed_it() -> None:
    token = check_in.make_token(notice(), MIDNIGHT)
    keyring.load([NEW])
    assert check_in.read_token(token, NOON) == UNKNOWN


def test_what_is_cancelled_or_gone_opens_to_nobody() -> None:
    assert check_in.refuse_check_in(None, NOON, ZONE) == UNKNOWN
    assert check_in.refuse_check_in(notice(state=NoticeState.CANCELLED), NOON, ZONE) == UNKNOWN


def test_the_door_opens_with_the_day_in_the_county() -> None:
    day = notice()
    day.starts_at = county_time(FAIR_DAY, 9)
    midnight = county_time(FAIR_DAY, 0).astimezone(UTC)
    assert check_in.refuse_check_in(day, midnight - MOMENT, ZONE) == Refusal("door_early")
    assert check_in.refuse_check_in(day, midnight, ZONE) is None
    assert check_in.refuse_check_in(day, county_time(FAIR_DAY, 23), ZONE) is None


def test_what_has_no_day_is_open_at_any_time() -> None:
    assert check_in.refuse_check_in(notice(), NOON, ZONE) is None
