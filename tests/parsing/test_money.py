"""Amounts of money."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing.money import money
from models.core.refusal import Refusal
from tests.parsing.table import cells


@pytest.mark.parametrize(
    "typed",
    cells(
        """3500|３５００|3,500|3，500|3 500|3500元|3500圆|3500块|3500块钱|¥3500|￥3500|3500.00元
        三千五|三千五百|三千五百块|三千五百元整|3千5|3千5百|3.5千|三点五千|3.5k|3.5K|3k5|0.35万
        3500元/月|3500/月|每月3500|每个月3500块|月薪3500|月工资：3500元|月入3500|3500一个月
        一个月三千五左右|大概3500|3500左右|至少3500|3500以上|三千五百多|我要3500|3500吧|3500。
        3500 yuan|3500 RMB|RMB3500|3500 yuan a month|about 3500|3500/month|at least 3500
        3500원|3천5백|3천5백원|삼천오백 위안|삼천 오백 원|매달 3500원|월 3500원 정도|약 3500위안"""
    ),
)
def test_three_thousand_five_hundred_is_read_however_it_is_typed(typed: str) -> None:
    assert money(typed, 100, 100_000) == 3500


@pytest.mark.parametrize("typed", cells("1万2|一万二|1.2万|1.2w|12000|一万两千块|만이천 원"))
def test_twelve_thousand_is_read_however_it_is_typed(typed: str) -> None:
    assert money(typed, 100, 100_000) == 12_000


@pytest.mark.parametrize("typed", cells("3500.5|3500.99元|3500块5|三千五百块五毛|3500元5角6分"))
def test_what_is_less_than_a_yuan_falls_away(typed: str) -> None:
    assert money(typed, 100, 100_000) == 3500


@pytest.mark.parametrize(
    "typed",
    cells(
        """3000-4000|3000—4000|3000~4000|3000～4000元|3000元-4000元|三千到四千|三千至四千块|3-4千
        3、4千|三四千|三四千块钱|三五千|三千五六|一个月3000-4000|3k-4k|3000 to 4000|3000 or 4000
        3000에서 4000|삼사천 원|서너천"""
    ),
)
def test_two_figures_are_asked_to_be_one(typed: str) -> None:
    assert money(typed, 100, 100_000) == Refusal("money_range")


@pytest.mark.parametrize("typed", ["-1", "－100", "− 3500元", "负一百"])
def test_less_than_nothing_is_refused(typed: str) -> None:
    assert money(typed, 100, 100_000) == Refusal("money_negative")


@pytest.mark.parametrize(
    "typed",
    [
        *cells("""|元|很多|看情况|$3500|3500美元|150一天|日薪150|一年5万|3千以内|5个月|月入过万
        3000-|3000-4000-5000|1.2.3|a lot"""),
        *("9" * 100, "元" * 100, "三四" * 40),
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    assert money(typed, 100, 100_000) == Refusal("money_unread")


@pytest.mark.parametrize("typed", ["99", "0", "3.5", "100001", "十万零一", "20万"])
def test_an_amount_out_of_bounds_is_told_the_bounds(typed: str) -> None:
    refused = Refusal("money_out_of_range", {"least": 100, "most": 100_000})
    assert money(typed, 100, 100_000) == refused


@pytest.mark.parametrize("typed", ["100", "10万", "100000"])
def test_both_bounds_are_within(typed: str) -> None:
    assert not isinstance(money(typed, 100, 100_000), Refusal)


amounts = st.integers(100, 100_000)


@given(amounts, st.sampled_from(cells("{}|{:,}|{}元|¥{}|{}.5|{}块钱|每月{}元|{} yuan")))
def test_every_amount_reads_back_from_its_digits(amount: int, way: str) -> None:
    assert money(way.format(amount), 100, 100_000) == amount


@given(amounts, st.sampled_from(["{}", "{}元", "{}块", "月薪{}左右"]))
def test_every_amount_reads_back_from_its_chinese_words(amount: int, way: str) -> None:
    assert money(way.format(cn2an.an2cn(amount, "low")), 100, 100_000) == amount


@given(st.integers(10, 999))
def test_every_amount_reads_back_from_ten_thousands(hundreds: int) -> None:
    assert money(f"{hundreds / 100}万", 100, 100_000) == hundreds * 100


@given(st.integers(1, 9), st.integers(1, 9))
def test_the_last_unit_may_be_left_out(thousands: int, hundreds: int) -> None:
    digits = "零一二三四五六七八九"
    said = f"{digits[thousands]}千{digits[hundreds]}"
    assert money(said, 100, 100_000) == thousands * 1000 + hundreds * 100
