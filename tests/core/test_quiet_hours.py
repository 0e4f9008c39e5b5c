"""When it is night in the county, and when the night ends."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.accounts.messages import SIGNED_IN
from models.core.quiet_hours import is_quiet, next_open
from models.labourers.messages import ACCOUNT_MOVED, MOVE_STOPPED, MOVE_WARNING
from models.notices.messages import MORNING_REMINDER, PUBLICATION_PROGRESS, PUBLICATION_REPORT
from models.placements.messages import FILE_REFUSED
from scheduler.messages.render import RENDERERS
from tests.support.notices.factory import FAIR_DAY, ZONE, county_time
from tests.support.store import NOON

MOMENT = timedelta(seconds=1)
MOMENTS = st.integers(-(10**6), 10**6).map(lambda seconds: NOON + timedelta(seconds=seconds))
TOMORROW = FAIR_DAY + timedelta(days=1)

ASKED_FOR = {
    *(MORNING_REMINDER, PUBLICATION_PROGRESS, PUBLICATION_REPORT, FILE_REFUSED),
    # Somebody may be taking an entry over at this moment.
    *(MOVE_WARNING, MOVE_STOPPED, ACCOUNT_MOVED),
    # Somebody may just have signed in with a colleague's code.
    SIGNED_IN,
}


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        (county_time(FAIR_DAY, 8) - MOMENT, True),
        (county_time(FAIR_DAY, 8), False),
        (county_time(FAIR_DAY, 20) - MOMENT, False),
        (county_time(FAIR_DAY, 20), True),
        (county_time(FAIR_DAY, 0), True),
    ],
)
def test_the_night_is_from_eight_to_eight_in_the_county(now: datetime, quiet: bool) -> None:
    assert is_quiet(now, ZONE) is quiet


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (county_time(FAIR_DAY, 20), county_time(TOMORROW, 8)),
        (county_time(FAIR_DAY, 23, 59), county_time(TOMORROW, 8)),
        (county_time(FAIR_DAY, 0), county_time(FAIR_DAY, 8)),
        (county_time(FAIR_DAY, 7, 59), county_time(FAIR_DAY, 8)),
        (county_time(FAIR_DAY, 12), county_time(FAIR_DAY, 12)),
    ],
)
def test_an_evening_opens_the_next_day_and_a_morning_the_same(
    now: datetime, opens: datetime
) -> None:
    assert next_open(now, ZONE) == opens


@given(now=MOMENTS)
def test_the_night_ends_within_twelve_hours_and_by_day_at_once(now: datetime) -> None:
    opens = next_open(now, ZONE)
    assert timedelta() <= opens - now <= timedelta(hours=12)
    assert is_quiet(now, ZONE) is (opens > now)
    assert not is_quiet(opens, ZONE)


def test_only_what_was_asked_for_goes_out_at_night() -> None:
    assert {message_type for message_type in RENDERERS if message_type.at_night} == ASKED_FOR
