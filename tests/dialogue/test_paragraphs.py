"""Text of several lines."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.core.form import Answered, InProgress, Skipped
from dialogue.core.refusals import SENTENCES
from dialogue.core.user_input import SentOther, SentPhoto, Typed
from dialogue.fields import Paragraphs
from models.core.address import parse_media_ref
from models.core.refusal import Refusal
from tests.support.form_contexts import ZH, Asked, refusal_name

TEXT = Asked(Paragraphs(), ZH)
SHORT = Asked(Paragraphs(20), ZH)


def test_lines_stay_lines() -> None:
    read = TEXT.types("带身份证。\n\n\n 管午饭 \r\n<b>免费</b>")
    assert read == "带身份证。\n\n管午饭\n<b>免费</b>"


def test_in_the_summary_a_text_is_shown_by_how_it_begins() -> None:
    assert TEXT.kind.show("带身份证。\n管午饭", ZH) == "带身份证。 管午饭"
    assert TEXT.kind.show("啊" * 41, ZH) == "啊" * 40 + "…"


@pytest.mark.parametrize(
    ("typed", "why"),
    [("啊\n" * 301, "text_too_long"), ("\n \n", "text_empty")],
)
def test_what_is_no_text_or_too_much_is_refused(typed: str, why: str) -> None:
    assert refusal_name(TEXT.types(typed)) == why


def test_six_hundred_characters_are_taken() -> None:
    assert TEXT.types("啊" * 600) == "啊" * 600


@pytest.mark.parametrize("typed", ["选好了", "好了", "done", "끝"])
def test_the_word_of_a_button_before_is_no_text(typed: str) -> None:
    assert refusal_name(TEXT.types(typed)) == "answer_now"


def test_no_more_leaves_it_out() -> None:
    assert TEXT.types("没有了") == Skipped()


@pytest.mark.parametrize("said", [SentOther(), SentPhoto(parse_media_ref("x"))])
def test_what_is_not_typed_is_refused(said: Any) -> None:
    assert refusal_name(TEXT.hears(said)) == "words_only"


@settings(deadline=None, database=None)
@given(st.text(max_size=50) | st.text("a啊\n ", max_size=50))
def test_whatever_is_typed_it_fits_or_is_refused_with_a_sentence(typed: str) -> None:
    heard = SHORT.hears(Typed(typed))
    if isinstance(heard, Answered):
        assert 1 <= len(heard.value) <= 20
    elif isinstance(heard, InProgress):
        assert SHORT.then(heard).types("yes") == heard.value["offered"][0]
    elif not isinstance(heard, Skipped):
        assert isinstance(heard, Refusal)
        assert heard.name in SENTENCES
