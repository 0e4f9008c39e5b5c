"""What must never happen to what somebody types: a crash, a loss, the other of two readings."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dialogue.core.form import Field
from dialogue.fields import BirthYear, Money, Name, Number, Text, Wage
from dialogue.fields.file import WordsAndFiles
from dialogue.fields.offering import get_offered
from tests.support.form_contexts import ZH, Asked

LEAP_DAY = replace(ZH, today=date(2028, 2, 29))


@pytest.mark.parametrize("typed", ["快点", "急", "求你们了", "빨리", "soon", "x"])
def test_a_short_addition_is_kept_as_it_was_written(typed: str) -> None:
    assert Asked(WordsAndFiles(), ZH).types(typed) == {"words": typed}


@pytest.mark.parametrize("kind", [Text(), Name(), Number(1, 9), BirthYear(), Money(), Wage()])
@pytest.mark.parametrize("typed", ["宁波鞋厂", "3", "3月1号", "去年"])
def test_every_kind_is_asked_on_the_29th_of_february_too(kind: Field, typed: str) -> None:
    Asked(kind, LEAP_DAY).types(typed)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Wage(), "三四千"),
        (Wage(), "150"),
        (Wage(), "千八百块"),
        (Number(1, 9), "三四个"),
        (BirthYear(), "41"),
    ],
)
def test_the_same_unclear_answer_twice_is_still_unclear(kind: Field, typed: str) -> None:
    asked = Asked(kind, ZH)
    step = asked.types(typed)
    assert len(get_offered(step.value) or ()) > 1
    assert asked.then(step).types(typed) == step


def test_the_same_words_twice_confirm_a_lone_offer() -> None:
    asked = Asked(Text(), ZH)
    assert asked.then(asked.types("迎宾")).types("迎宾") == "迎宾"


@pytest.mark.parametrize(
    ("kind", "first", "then", "value"),
    [
        (Number(1, 60), "两三个", "2", 2),
        (Number(1, 60), "两三个", "2个", 2),
        (Number(1, 60), "两三个", "二人", 2),
        (Number(1, 60), "三四个", "3", 3),
        (Number(1, 60), "한두 명", "2명", 2),
        (Number(1, 60), "一两个", "2人", 2),
    ],
)
def test_a_number_that_is_on_offer_is_itself_and_no_place(
    kind: Field, first: str, then: str, value: Any
) -> None:
    asked = Asked(kind, ZH)
    assert asked.then(asked.types(first)).types(then) == value


def test_a_number_that_is_not_on_offer_is_a_place() -> None:
    asked = Asked(Wage(), ZH)
    assert asked.then(asked.types("三四千")).types("1") == 3000
