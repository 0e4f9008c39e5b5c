"""Endings that say "it is", and frames around a sum, change neither figure nor day."""

import datetime as dt

import pytest

from dialogue.parsing.date import date
from dialogue.parsing.money import money
from models.core.refusal import Refusal

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "sum_"),
    [
        ("삼천팔백원임다", 3800),
        ("4200원인데요", 4200),
        ("오천이올시다", 5000),
        ("3600원이거든요", 3600),
        ("不能低于四千二", 4200),
        ("最起码3500", 3500),
        ("别低于3000块", 3000),
        ("not below 3200", 3200),
        ("3900 after deductions", 3900),
        ("it's about 4100", 4100),
        ("3700到手", 3700),
    ],
)
def test_a_frame_leaves_the_sum_alone(said: str, sum_: int) -> None:
    assert money(said, 1, 1_000_000) == sum_


@pytest.mark.parametrize("said", ["3800원이 아님다", "안 3800", "低于四千二不去", "not 3200", "요"])
def test_what_is_denied_is_no_sum(said: str) -> None:
    assert isinstance(money(said, 1, 1_000_000), Refusal)


@pytest.mark.parametrize("said", ["12월 5일임다", "12월 5일인데요", "십이월 오일이올시다"])
def test_an_ending_leaves_the_day_alone(said: str) -> None:
    assert date(said, TODAY, TODAY, TODAY + dt.timedelta(366)) == dt.date(2026, 12, 5)
