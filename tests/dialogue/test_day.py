"""Days."""

import pytest

from dialogue.fields import Day, Near
from tests.support.form_contexts import EN, KO, TODAY, ZH, Asked, refusal_name

START = Asked(Day(ahead=2 * 366, near=(Near("Now", 0), Near("In a month", 30))))
SINCE = Asked(
    Day(back=40 * 366, ahead=0, near=(Near("This month", 0), Near("Half a year ago", -182)))
)


@pytest.mark.parametrize("typed", ["1", "now", "NOW"])
def test_a_day_often_meant_is_tapped_or_picked(typed: str) -> None:
    assert START.taps("2026-11-23") == START.types(typed) == "2026-11-23"


def test_days_often_meant_move_with_today() -> None:
    assert [option.code for option in START.options] == ["2026-11-23", "2026-12-23"]


def test_a_button_of_yesterday_is_refused() -> None:
    assert refusal_name(START.taps("2026-11-22")) == "button_stale"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("明天", "2026-11-24"), ("3月1号", "2027-03-01"), ("2027.4.24", "2027-04-24")],
)
def test_a_day_is_typed_as_people_say_it(typed: str, day: str) -> None:
    assert START.types(typed) == day


@pytest.mark.parametrize("typed", ["Mon", "monday"])
def test_a_weekday_is_no_part_of_a_button(typed: str) -> None:
    assert START.types(typed) == "2026-11-23"


@pytest.mark.parametrize(
    ("asked", "typed", "why"),
    [
        (START, "yesterday", "date_too_early"),
        (START, "2030-01-01", "date_too_late"),
        (START, "1月32号", "date_impossible"),
        (START, "soon", "date_unread"),
        (SINCE, "tomorrow", "date_too_late"),
    ],
)
def test_a_day_that_is_not_asked_for_is_refused(asked: Asked, typed: str, why: str) -> None:
    assert refusal_name(asked.types(typed)) == why


def test_a_number_beyond_the_buttons_is_no_day_but_with_its_word_it_is() -> None:
    assert refusal_name(START.types("28")) == "date_unread"
    assert START.types("28号") == "2026-11-28"


def test_a_day_is_shown_as_it_is_said() -> None:
    day = START.kind
    assert [day.show("2027-03-01", scene) for scene in (ZH, KO, EN)] == [
        "2027年3月1日",
        "2027년 3월 1일",
        "2027-03-01",
    ]


def test_the_earliest_and_the_latest_day_are_taken() -> None:
    week = Asked(Day(back=1, ahead=1))
    assert week.types("2026-11-22") == "2026-11-22"
    assert week.types("2026-11-24") == "2026-11-24"
    assert week.options == []
    assert week.types(TODAY.isoformat()) == "2026-11-23"
