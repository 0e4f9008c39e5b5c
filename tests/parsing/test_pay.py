"""Wages with their unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing.pay import pay
from models.core.pay import Pay, PayUnit, as_answer, as_said, by_month
from models.core.refusal import Refusal
from tests.parsing.table import cells


@pytest.mark.parametrize(
    ("typed", "paid"),
    [
        (
            "一天150|150一天|日结150|日薪一百五|每天150块|150元/天|하루 150원"
            "|일당 150원|150 a day|150/day",
            Pay(150, PayUnit.DAY),
        ),
        ("时薪20|一小时20|20块钱一个小时|시급 20원|20 an hour|20/h", Pay(20, PayUnit.HOUR)),
        ("一周800|800 a week|일주일에 800원", Pay(800, PayUnit.WEEK)),
        ("一年5万|5万一年|年薪五万|연봉 5만원|50000 a year", Pay(50_000, PayUnit.YEAR)),
        ("3500|月薪三千五|一个月三千五|월 3500원|3500 a month", Pay(3500, PayUnit.MONTH)),
    ],
)
def test_a_wage_is_read_with_its_unit(typed: str, paid: Pay) -> None:
    assert {way: pay(way) for way in cells(typed)} == dict.fromkeys(cells(typed), paid)


@pytest.mark.parametrize(
    ("typed", "amounts"),
    [
        ("3000到4000", [3000, 3500, 4000]),
        ("3-4千", [3000, 3500, 4000]),
        ("三四千", [3000, 3500, 4000]),
        ("千八百块", [800, 900, 1000]),
        ("一千多", [1000, 1500]),
        ("一天一百五到二百", [150, 200]),
        ("서너천", [3000, 3500, 4000]),
    ],
)
def test_a_rough_wage_is_the_amounts_it_may_mean(typed: str, amounts: list[int]) -> None:
    read = pay(typed)
    assert isinstance(read, list)
    assert [one.amount for one in read] == amounts


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        *(
            (typed, "wage_by_piece")
            for typed in cells("计件一个5毛|一件两块|底薪2000加提成|개당 5원")
        ),
        *(
            (typed, "money_currency")
            for typed in cells("$20/hour|3500美元|하루 15만원|월 300만원|3000 dollars|20刀一小时")
        ),
        *(
            (typed, "money_unread")
            for typed in cells(
                "8月|8小时|26天|一天8小时150|5年|三个月|大几千|3月工资|150 days|好的|150天"
            )
        ),
    ],
)
def test_another_unit_is_no_amount(typed: str, why: str) -> None:
    assert pay(typed) == Refusal(why)


@given(st.integers(1, 10**6), st.sampled_from(PayUnit))
def test_every_wage_comes_back_as_it_was_said(amount: int, unit: PayUnit) -> None:
    answer = Pay(amount, unit).answer
    assert as_answer(by_month(answer), as_said(answer)) == answer
