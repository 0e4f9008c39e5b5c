"""What a notice's days must agree on."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.core.refusal import Refusal
from models.notices.rules import RULES, Days, find_broken_rule, publishes_at, starts_at
from tests.support.notices.factory import FAIR_DAY, ZONE, county_time, days, notice_told
from tests.support.store import NOON

TODAY = NOON.astimezone(ZONE).date().isoformat()
LATER = {"publish_day": TODAY, "publish_time": "18:00"}
BROKEN = [
    ({"day": TODAY, "time": "12:00"}, "day_past"),
    ({"day": TODAY, "time": "11:59"}, "day_past"),
    ({"ends_on": "2026-11-25"}, "ends_before"),
    ({"deadline": "2026-11-27"}, "deadline_late"),
    ({"publish_day": TODAY, "publish_time": "11:58"}, "day_past"),
    ({"publish_day": "2026-11-22"}, "day_past"),
    ({"publish_day": "2026-11-27"}, "publish_late"),
    ({"publish_day": "2026-11-26", "publish_time": "09:00"}, "publish_late"),
    (
        {"deadline": "2026-11-24", "publish_day": "2026-11-25", "publish_time": "08:00"},
        "publish_late",
    ),
]
KEPT: list[dict[str, Any]] = [
    {},
    {"day": TODAY, "time": "12:01"},
    {"ends_on": "2026-11-26"},
    {"deadline": "2026-11-26"},
    {"publish_day": TODAY, "publish_time": "11:59"},
    {"publish_day": TODAY},
    {"publish_day": "2026-11-26"},
    {"publish_day": "2026-11-26", "publish_time": "08:59"},
    {"deadline": "2026-11-24", "publish_day": "2026-11-24", "publish_time": "23:59"},
    {"day": None, "time": None, **LATER},
]


@pytest.mark.parametrize(("given", "why"), BROKEN)
def test_days_that_do_not_agree_are_refused(given: dict[str, Any], why: str) -> None:
    assert find_broken_rule(notice_told(**given), NOON, ZONE) == Refusal(why)


@pytest.mark.parametrize("given", KEPT)
def test_days_that_agree_are_not(given: dict[str, Any]) -> None:
    assert find_broken_rule(notice_told(**given), NOON, ZONE) is None


def test_when_it_went_out_is_no_matter_any_more_for_what_is_out() -> None:
    long_ago = notice_told(publish_day="2026-11-01", publish_time="08:00")
    assert find_broken_rule(long_ago, NOON, ZONE) == Refusal("day_past")
    assert find_broken_rule(long_ago, NOON, ZONE, is_out=True) is None


def test_what_is_out_must_lie_ahead_all_the_same() -> None:
    past = notice_told(day=TODAY, time="08:00")
    assert find_broken_rule(past, NOON, ZONE, is_out=True) == Refusal("day_past")


def test_what_has_begun_may_stay_where_it_is_but_not_move_into_the_past() -> None:
    begun = county_time(date(2026, 11, 23), 8)
    told = notice_told(day=TODAY, time="08:00")
    assert find_broken_rule(told, NOON, ZONE, is_out=True, begun=begun) is None
    assert find_broken_rule(replace(told, time="08:30"), NOON, ZONE, begun=begun) == Refusal(
        "day_past"
    )


def test_a_question_is_held_only_to_its_own_rules() -> None:
    twice = notice_told(ends_on="2026-11-25", deadline="2026-11-27")
    assert find_broken_rule(twice, NOON, ZONE, key="deadline") == Refusal("deadline_late")
    assert find_broken_rule(twice, NOON, ZONE, key="ends_on") == Refusal("ends_before")
    assert find_broken_rule(twice, NOON, ZONE, key="title") is None


def test_every_rule_is_broken_by_one_of_these() -> None:
    by = [
        [rule(Days(notice_told(**given), NOON, ZONE)) for _, rule, _ in RULES]
        for given, _ in BROKEN
    ]
    assert [any(column) for column in zip(*by, strict=True)] == [True] * len(RULES)


def test_days_and_hours_are_those_of_the_county() -> None:
    given = notice_told(**LATER)
    assert starts_at(given, ZONE) == county_time(FAIR_DAY, 9)
    assert publishes_at(given, ZONE) == NOON + days(0.25)


def test_without_a_day_or_an_hour_there_is_no_moment() -> None:
    assert starts_at(notice_told(time=None), ZONE) is None
    assert publishes_at(notice_told(), ZONE) is None
