"""Several of a list."""

import pytest

from dialogue.core import labels
from dialogue.core.form import InProgress
from dialogue.core.user_input import SentOther
from dialogue.fields import Choices
from tests.support.form_contexts import EN, ZH, Asked, refusal_name

WISHES = Asked(Choices(labels.WISHES, none="Nothing now"))
SKILLS = Asked(Choices(labels.SKILLS, none="Nothing special", other=True))


def picked(*codes: str) -> Asked:
    """Skills of which some are picked already."""
    return SKILLS.then(InProgress(list(codes)))


@pytest.mark.parametrize("typed", ["Growing crops, Driving", "driving、growing crops", "7; 1"])
def test_several_labels_with_commas_between_are_the_whole_answer(typed: str) -> None:
    assert SKILLS.types(typed) == ["crops", "driving"]


def test_a_list_may_have_words_of_ones_own_in_it() -> None:
    assert SKILLS.types("Driving, knitting") == InProgress(["driving", "knitting"])


def test_taps_pick_one_after_the_other_and_done_ends() -> None:
    asked = SKILLS.then(SKILLS.taps("driving"))
    asked = asked.then(asked.taps("crops"))
    assert [option.code for option in asked.options if option.picked] == ["crops", "driving"]
    assert asked.taps("done") == ["crops", "driving"]


def test_a_second_tap_takes_a_pick_back() -> None:
    assert picked("driving").taps("driving") == InProgress([])


def test_none_of_these_is_offered_until_something_is_picked() -> None:
    assert SKILLS.labels[-1] == "Nothing special"
    assert picked("crops").labels[-1] == "Done"
    assert SKILLS.taps("no") == []
    assert refusal_name(picked("crops").taps("no")) == "button_stale"


@pytest.mark.parametrize("typed", ["1 3", "3、1", "1和3", "①③", "1, 3", "1 3 1"])
def test_typed_numbers_are_the_whole_answer_in_the_order_of_the_list(typed: str) -> None:
    assert SKILLS.types(typed) == ["crops", "mushrooms"]


def test_a_typed_number_is_a_tap_and_done() -> None:
    for number, option in enumerate(WISHES.options[:-1], start=1):
        asked = WISHES.then(WISHES.taps(option.code))
        assert WISHES.types(str(number)) == asked.taps("done") == [option.code]


def test_typed_numbers_join_what_was_tapped() -> None:
    assert picked("driving").types("1") == ["crops", "driving"]
    assert picked("driving").types("7") == ["driving"]


@pytest.mark.parametrize("typed", ["13", "Done", "done", "够了", "no", "没了"])
def test_done_and_no_more_keep_what_was_picked(typed: str) -> None:
    assert picked("crops").types(typed) == ["crops"]


@pytest.mark.parametrize("typed", ["13", "no", "没有", "없소", "Nothing special"])
def test_no_is_none(typed: str) -> None:
    assert SKILLS.types(typed) == []


@pytest.mark.parametrize("typed", ["0", "9", "1 9", "dancing", "", "-1"])
def test_what_is_not_in_the_list_is_refused(typed: str) -> None:
    assert refusal_name(WISHES.types(typed)) == "choices_unread"


def test_own_words_come_after_the_list_and_can_be_taken_back() -> None:
    asked = SKILLS.then(picked("crops").types("weaving"))
    assert asked.labels[-3:] == ["weaving", "Something else", "Done"]
    assert asked.taps("own0") == InProgress(["crops"])
    assert asked.types("12") == asked.taps("done") == ["crops", "weaving"]


def test_something_else_keeps_the_picks_in_hand() -> None:
    step = picked("crops").taps("other")
    assert step == picked("crops").types("12") == InProgress({"before": ["crops"]})
    asked = SKILLS.then(step)
    assert asked.labels == []
    assert asked.types("weaving") == InProgress(["crops", "weaving"])


def test_something_else_among_typed_numbers_is_asked_for() -> None:
    assert SKILLS.types("1 12") == InProgress({"before": ["crops"]})


def test_where_own_words_are_awaited_a_number_is_refused() -> None:
    assert refusal_name(SKILLS.then(SKILLS.taps("other")).types("3")) == "words_only"


def test_one_own_word_counts_once() -> None:
    step = picked("weaving").taps("other")
    assert SKILLS.then(step).types("weaving") == InProgress(["weaving"])


@pytest.mark.parametrize("typed", ["x" * 41, "\u200b"])
def test_own_words_are_few_and_not_none(typed: str) -> None:
    assert refusal_name(SKILLS.types(typed)) in ("text_too_long", "text_empty")


def test_five_own_words_are_enough() -> None:
    asked = picked(*(f"craft {letter}" for letter in "abcde"))
    assert "Something else" not in asked.labels
    assert refusal_name(asked.types("craft f")) == "choices_unread"
    assert len(asked.taps("done")) == 5


@pytest.mark.parametrize("word", ["other", "own0"])
def test_own_words_that_look_like_a_button_are_words(word: str) -> None:
    typing = SKILLS.then(SKILLS.taps("other"))
    assert typing.then(typing.types(word)).types("yes") == [word]


def test_a_sticker_is_no_choice() -> None:
    assert refusal_name(SKILLS.hears(SentOther())) == "words_only"


def test_picks_are_shown_by_their_labels() -> None:
    assert SKILLS.kind.show(["driving", "weaving"], EN) == "Driving, weaving"
    assert SKILLS.kind.show(["driving", "cooking"], ZH) == "开车、做饭"
    assert SKILLS.kind.show([], EN) == "Nothing special"


def test_the_hint_says_how_to_pick_several_or_how_to_say_it() -> None:
    assert SKILLS.kind.hint(None) == SKILLS.kind.hint(["crops"]) != SKILLS.kind.hint({"before": []})
