"""A day of birth: in the year of birth that was told before, and never of late."""

from dataclasses import replace

import pytest

from dialogue.core.form import Answered, InProgress
from dialogue.core.user_input import Typed
from dialogue.fields import BirthDay
from models.core.refusal import Refusal
from models.core.vocabulary import Language
from tests.support.form_contexts import SCENES

FIELD = BirthDay(back=18 * 366)
SCENE = replace(SCENES[Language.ZH], given={"birth_year": 2010})


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("6月18号", "2010-06-18"),
        ("十二月三十一号", "2010-12-31"),
        ("11월 24일", "2010-11-24"),
        ("July 2", "2010-07-02"),
        ("2009年6月18号", "2009-06-18"),
        ("2010-06-18", "2010-06-18"),
    ],
)
def test_the_year_follows_from_the_birth_year(said: str, day: str) -> None:
    assert FIELD.read(Typed(said), None, SCENE) == Answered(day)


@pytest.mark.parametrize(("said", "day"), [("6月", "2010-06-01"), ("2010년 6월", "2010-06-01")])
def test_a_month_is_asked_about(said: str, day: str) -> None:
    assert FIELD.read(Typed(said), None, SCENE) == InProgress({"offered": [day], "before": None})


@pytest.mark.parametrize(
    "said",
    [
        *("今年6月18号", "2026-06-18", "昨天", "上个月", "去年6月18号", "3号", "下周五", "半年前"),
        *("2010", "2010年", "一零年", "2009年底", "2月29号", "2월 30일", "过年", "올해 5월 3일"),
    ],
)
def test_no_day_of_late_and_no_mere_year_is_a_birthday(said: str) -> None:
    assert isinstance(FIELD.read(Typed(said), None, SCENE), Refusal)
