"""What a notice says of itself."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.core.vocabulary import Language, NoticeKind
from models.notices.notice import Notice, NoticeState
from tests.support.notices.factory import FAIR_DAY, WANGQING, ZONE, county_time, days
from tests.support.store import NOON

MOMENT = timedelta(seconds=1)
OVER = county_time(FAIR_DAY + days(1), 0)


def notice(**given: Any) -> Notice:
    """A fair that is out, at nine on its day."""
    told: dict[str, Any] = {
        "county": WANGQING,
        "area": WANGQING,
        "kind": NoticeKind.JOB_FAIR,
        "language": Language.ZH,
        "titles": {"zh": "招聘会", "ko": "취업 박람회"},
        "texts": {"zh": "二十家。", "ko": "스무 곳."},
        "state": NoticeState.PUBLISHED,
        "starts_at": county_time(FAIR_DAY, 9),
        "last_day": FAIR_DAY,
        "over_at": OVER,
        "created_at": NOON,
    }
    return Notice(**{**told, **given})


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (Language.KO, "취업 박람회", "스무 곳."),
        (Language.ZH, "招聘会", "二十家。"),
        (Language.EN, "招聘会", "二十家。"),
    ],
)
def test_it_is_read_in_ones_own_language_or_as_it_was_written(
    language: Language, title: str, text: str
) -> None:
    assert (notice().title(language), notice().text(language)) == (title, text)


@pytest.mark.parametrize(
    ("given", "closes"),
    [
        ({}, county_time(FAIR_DAY, 9)),
        ({"deadline": date(2026, 11, 24)}, county_time(date(2026, 11, 25), 0)),
        ({"starts_at": None}, OVER),
    ],
)
def test_one_signs_up_until_the_deadline_or_until_it_begins(
    given: dict[str, Any], closes: datetime
) -> None:
    assert notice(**given).is_open(closes - MOMENT, ZONE)
    assert not notice(**given).is_open(closes, ZONE)


@pytest.mark.parametrize("state", list(NoticeState))
def test_one_signs_up_only_to_what_is_out(state: NoticeState) -> None:
    out = state in (NoticeState.PUBLISHING, NoticeState.PUBLISHED)
    assert notice(state=state).is_open(NOON, ZONE) is notice(state=state).is_out() is out


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_only_of_a_policy_no_place_runs_out(kind: NoticeKind) -> None:
    assert notice(kind=kind).has_seats is (kind is not NoticeKind.POLICY)
    assert notice(kind=kind).is_open(NOON, ZONE)


@pytest.mark.parametrize(
    ("given", "has"),
    [({}, False), ({"place": "镇政府"}, True), ({"latitude": 0.0}, True), ({"place": ""}, False)],
)
def test_it_has_a_place_in_words_or_on_the_map(given: dict[str, Any], has: bool) -> None:
    assert notice(**given).has_place is has


@pytest.mark.parametrize(
    ("given", "has"),
    [
        ({}, True),
        ({"last_day": None}, False),
        ({"last_day": None, "deadline": FAIR_DAY}, True),
    ],
)
def test_a_day_or_a_deadline_says_until_when_it_is_of_use(given: dict[str, Any], has: bool) -> None:
    assert notice(**given).has_day is has
