"""Phone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing.phone import masked_phone, phone
from models.core.refusal import Refusal
from tests.parsing.table import cells


@pytest.mark.parametrize(
    "typed",
    cells(
        """13812345678|138 1234 5678|138-1234-5678|138—1234—5678|+8613812345678
        １３８１２３４５６７８|+86 138 1234 5678|(+86)13812345678
        0086 13812345678|86 13812345678|+86-138-1234-5678
        我的手机号是13812345678|电话：13812345678|手机 138 1234 5678|전화번호: 138 1234 5678
        phone: 13812345678|一三八一二三四五六七八|幺三八幺二三四五六七八|138\u200b12345678"""
    ),
)
def test_a_mobile_number_is_read_however_it_is_typed(typed: str) -> None:
    assert phone(typed, None) == "+8613812345678"


@pytest.mark.parametrize("prefix", ["140", "154", "165", "179", "192", "198"])
def test_a_mobile_prefix_that_no_library_knows_yet_is_read(prefix: str) -> None:
    assert phone(f"{prefix}12345678", None) == f"+86{prefix}12345678"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0436-4223456", "+864364223456"),
        ("(0433)8822345", "+864338822345"),
        ("+86 436 4223456", "+864364223456"),
        ("86 0436 4223456", "+864364223456"),
        ("0431-84223456", "+8643184223456"),
        ("010-65123456", "+861065123456"),
        ("+86 10 65123456", "+861065123456"),
    ],
)
def test_a_landline_is_read_with_its_area_code(typed: str, read: str) -> None:
    assert phone(typed, None) == read


@pytest.mark.parametrize(
    ("typed", "area_code", "read"),
    [
        ("4223456", "0436", "+864364223456"),
        ("422 3456", "0433", "+864334223456"),
        ("84223456", "0431", "+8643184223456"),
    ],
)
def test_a_local_number_gets_the_area_code_given(typed: str, area_code: str, read: str) -> None:
    assert phone(typed, area_code) == read


@pytest.mark.parametrize("typed", ["4223456", "84223456"])
def test_a_local_number_without_an_area_asks_for_it(typed: str) -> None:
    assert phone(typed, None) == Refusal("phone_needs_area")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("+82 10-1234-5678", "+821012345678"),
        ("0082 10 1234 5678", "+821012345678"),
        ("+7 423 222 2222", "+74232222222"),
    ],
)
def test_a_number_abroad_is_read_with_its_country(typed: str, read: str) -> None:
    assert phone(typed, "0433") == read


@pytest.mark.parametrize("typed", cells("12333|110|10086|95588|400-123-4567|800 123 4567"))
def test_a_hotline_is_nobodys_own_number(typed: str) -> None:
    assert phone(typed, "0436") == Refusal("phone_unread")


def test_the_example_that_refusals_show_is_not_taken_for_somebodys_number() -> None:
    assert phone("138 0013 8000", None) == Refusal("phone_unread")


@pytest.mark.parametrize(
    "typed",
    cells(
        """|没有|+|+86|abc|138x2345678|12345678901|0000-1234567|+82 1|+999 123456|++8613812345678
        13812345678转801|99999999999999999999999999999999999999999999999999"""
    ),
)
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert phone(typed, "0436") == Refusal("phone_unread")


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("1381234567", 10),
        ("138123456789", 12),
        ("1065123456", 10),
        ("0436-422345", 10),
        ("422345", 6),
        ("84223456", 8),
        ("13812345678 13912345678", 22),
    ],
)
def test_a_number_with_too_many_or_too_few_digits_is_counted(typed: str, count: int) -> None:
    assert phone(typed, "0436") == Refusal("phone_length", {"count": count})


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True).filter("13800138000".__ne__))
def test_every_mobile_number_reads_back_in_any_spacing(number: str) -> None:
    typed = [number, f"+86 {number}", f"{number[:3]} {number[3:7]} {number[7:]}", f"0086{number}"]
    assert {phone(way, None) for way in typed} == {f"+86{number}"}


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+8613812345678", "138****5678"),
        ("+864364223456", "0436*****56"),
        ("+821012345678", "+82********78"),
        ("123", "***"),
        ("", ""),
    ],
)
def test_a_phone_number_is_shown_masked(number: str, masked: str) -> None:
    assert masked_phone(number) == masked
