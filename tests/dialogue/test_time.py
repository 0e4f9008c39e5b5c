"""Times of day."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.core.form import Answered, InProgress
from dialogue.core.refusals import SENTENCES
from dialogue.core.user_input import SentOther, Typed
from dialogue.fields import Time
from models.core.refusal import Refusal
from tests.support.form_contexts import Asked, refusal_name

FAIR = Asked(Time(near=("09:00", "14:00")))


def test_usual_times_are_tapped_or_picked_by_their_number() -> None:
    assert FAIR.labels == ["09:00", "14:00"]
    for number, option in enumerate(FAIR.options, start=1):
        assert FAIR.taps(option.code) == FAIR.types(str(number)) == option.label


def test_a_button_can_be_told_from_its_neighbours_in_a_choice() -> None:
    assert not any(":" in option.code for option in FAIR.options)


@pytest.mark.parametrize("typed", ["2", "②", "第二个", "二", "14:00"])
def test_a_number_that_counts_a_button_is_its_tap(typed: str) -> None:
    assert FAIR.types(typed) == "14:00"


@pytest.mark.parametrize(
    ("typed", "read"), [("9", "09:00"), ("14", "14:00"), ("3", "15:00"), ("九", "09:00")]
)
def test_a_number_beyond_the_buttons_is_an_hour(typed: str, read: str) -> None:
    assert FAIR.types(typed) == read


@pytest.mark.parametrize("typed", ["1点", "1:00", "下午1点", "1pm"])
def test_with_its_word_a_number_is_an_hour_and_no_button(typed: str) -> None:
    assert FAIR.types(typed) == "13:00"


@pytest.mark.parametrize("typed", ["9点半", "9:30", "上午九点半", "오전 9시 반", "9.30"])
def test_a_time_is_typed_as_people_say_it(typed: str) -> None:
    assert FAIR.types(typed) == "09:30"


def test_without_buttons_every_number_is_an_hour() -> None:
    assert Asked(Time()).types("1") == "13:00"


@pytest.mark.parametrize(
    ("typed", "why"),
    [("soon", "time_unread"), ("99", "time_unread"), ("25:00", "time_impossible")],
)
def test_what_is_no_time_is_refused(typed: str, why: str) -> None:
    assert refusal_name(FAIR.types(typed)) == why


def test_a_time_that_was_not_offered_is_no_button() -> None:
    assert refusal_name(FAIR.taps("1000")) == "button_stale"


def test_a_sticker_is_no_time() -> None:
    assert refusal_name(FAIR.hears(SentOther())) == "words_only"


@settings(deadline=None, database=None)
@given(st.times())
def test_a_time_that_is_shown_can_be_typed_again(at: time) -> None:
    value = f"{at:%H:%M}"
    assert FAIR.types(FAIR.kind.show(value, FAIR.scene)) == value


@settings(deadline=None, database=None)
@given(st.text() | st.text("0123456789:点半上下午", max_size=8))
def test_whatever_is_typed_it_is_a_time_or_a_refusal_with_a_sentence(typed: str) -> None:
    heard = FAIR.hears(Typed(typed))
    if isinstance(heard, Answered):
        assert time.fromisoformat(heard.value).strftime("%H:%M") == heard.value
    elif isinstance(heard, InProgress):
        (offered,) = heard.value["offered"]
        assert time.fromisoformat(offered).strftime("%H:%M") == offered
    else:
        assert isinstance(heard, Refusal)
        assert heard.name in SENTENCES
