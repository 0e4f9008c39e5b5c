"""Whole numbers."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing.number import whole
from dialogue.parsing.numeral import numeral
from models.core.refusal import Refusal

KOREAN_DIGITS = "영일이삼사오육칠팔구"


def korean(number: int) -> str:
    """The sino-Korean numeral of a number below 100,000,000: 12345 is 만이천삼백사십오."""
    if number >= 10_000:
        above = "" if number < 20_000 else korean(number // 10_000)
        return f"{above}만{korean(number % 10_000) if number % 10_000 else ''}"
    said = ""
    for digit, unit in zip(f"{number:04}", "천백십 ", strict=True):
        one = digit == "1" and unit != " "
        said += "" if digit == "0" else ("" if one else KOREAN_DIGITS[int(digit)]) + unit
    return said.strip() or "영"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("23", 23),
        (" 23 ", 23),
        ("２３", 23),
        ("+23", 23),
        ("3,500", 3500),
        ("3，500", 3500),
        ("3 500", 3500),
        ("1.0", 1),
        ("二十三", 23),
        ("廿三", 23),
        ("十", 10),
        ("两百", 200),
        ("一百二", 120),
        ("一千零五", 1005),
        ("一万零五百", 10500),
        ("一万两千", 12000),
        ("三點五", None),
        ("兩萬", 20000),
        ("壹仟", 1000),
        ("俩", 2),
        ("俩人", 2),
        ("仨", 3),
        ("零", 0),
        ("二〇一八", 2018),
        ("一九八五年", 1985),
        ("八五年", 85),
        ("1985年生", 1985),
        ("삼천오백", 3500),
        ("삼천 오백", 3500),
        ("삼천오", 3005),
        ("이십", 20),
        ("3천", 3000),
        ("2만", 20000),
        ("스물다섯", 25),
        ("three", 3),
        ("1万2000", 12000),
    ],
)
def test_a_number_is_read_in_digits_and_words(typed: str, read: int | None) -> None:
    assert whole(typed, 0, 99_999) == (Refusal("number_unread") if read is None else read)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("23岁", 23),
        ("二十三周岁", 23),
        ("3年", 3),
        ("3个", 3),
        ("四口人", 4),
        ("两个人", 2),
        ("3个月", 3),
        ("今年二十三岁了", 23),
        ("大概20", 20),
        ("三十多岁", 30),
        ("5亩左右", 5),
        ("3명", 3),
        ("세 명", 3),
        ("스무 살", 20),
        ("스물다섯 살입니다", 25),
        ("삼십세", 30),
        ("일년", 1),
        ("3개", 3),
        ("20살", 20),
        ("약 20", 20),
        ("20 years old", 20),
        ("two months", 2),
    ],
)
def test_the_words_around_a_number_fall_away(typed: str, read: int) -> None:
    assert whole(typed, 0, 100) == read


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("", "number_unread"),
        ("abc", "number_unread"),
        ("很多", "number_unread"),
        ("十几", "number_unread"),
        ("네", "number_unread"),
        ("네요", "number_unread"),
        ("이사 왔어요", "number_unread"),
        ("第3", "number_unread"),
        ("3 4", "number_unread"),
        ("三三千", "number_unread"),
        ("十十", "number_unread"),
        ("零千", "number_unread"),
        ("1.2万5", "number_unread"),
        ("1万2.5", "number_unread"),
        ("9" * 100, "number_unread"),
        ("年" * 100, "number_unread"),
        ("半斤八两", "number_unread"),
        ("-3", "number_negative"),
        ("－3", "number_negative"),
        ("− 3", "number_negative"),
        ("负五", "number_negative"),
        ("minus 5", "number_negative"),
        ("2.5", "number_fraction"),
        ("一点五", "number_fraction"),
        ("半年", "number_fraction"),
        ("两年半", "number_fraction"),
        ("一个半月", "number_fraction"),
        ("반년", "number_fraction"),
        ("3-5", "number_range"),
        ("3到5个", "number_range"),
        ("三四个", "number_range"),
        ("七八年", "number_range"),
        ("三五个", "number_range"),
        ("两三个", "number_range"),
        ("二十五六岁", "number_range"),
        ("3或4", "number_range"),
        ("2 or 3", "number_range"),
        ("두세 명", "number_range"),
        ("삼사 명", "number_range"),
    ],
)
def test_what_is_no_whole_number_is_refused(typed: str, refused: str) -> None:
    assert whole(typed, 0, 100) == Refusal(refused)


@pytest.mark.parametrize("typed", ["9", "61", "六百", "999999999999999999999"])
def test_a_number_out_of_range_is_told_the_range(typed: str) -> None:
    assert whole(typed, 10, 60) == Refusal("number_out_of_range", {"least": 10, "most": 60})


@pytest.mark.parametrize("typed", ["10", "60"])
def test_both_ends_of_the_range_are_in_it(typed: str) -> None:
    assert whole(typed, 10, 60) == int(typed)


@given(st.integers(0, 99_999_999))
def test_every_number_reads_back_from_its_chinese_words(number: int) -> None:
    assert numeral(cn2an.an2cn(number, "low")) == number


@given(st.integers(0, 99_999_999))
def test_every_number_reads_back_from_its_korean_words(number: int) -> None:
    said = korean(number)
    assert numeral(said) == number


@given(st.integers(0, 99_999_999), st.sampled_from(["{}", "{:,}", "{}岁", "{} 명", "约{}个"]))
def test_every_number_reads_back_from_its_digits(number: int, way: str) -> None:
    assert whole(way.format(number), 0, 10**8) == number


@pytest.mark.parametrize("typed", ["年" * 101, "half " * 800])
def test_what_is_longer_than_any_number_is_said_to_be_so(typed: str) -> None:
    assert whole(typed, 1, 90) == Refusal("text_too_long", {"most": 100})
