"""Credit codes of employers as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing.credit_code import credit_code
from models.core.refusal import Refusal
from tests.parsing.table import cells

# GB 32100-2015: 31 signs, each place with the weight 3**place, all 18 together 0 modulo 31.
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE = "91222424MA0X1Y2W3F"


def made(first: str) -> str:
    """The code of these 17 signs, with the check sign that the rule asks for."""
    total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first))
    return first + SIGNS[-total % 31]


sign = st.sampled_from(SIGNS)
codes = st.builds(
    lambda head, region, rest: made(head + region + rest),
    st.text(sign, min_size=2, max_size=2),
    st.text(st.sampled_from("0123456789"), min_size=6, max_size=6),
    st.text(sign, min_size=9, max_size=9),
)


@pytest.mark.parametrize("known", cells("91110000600037341L|91330100799655058B"))
def test_the_rule_of_these_tests_is_that_of_known_codes(known: str) -> None:
    assert made(known[:-1]) == known


@given(codes)
def test_a_code_made_by_the_rule_is_read(code: str) -> None:
    assert credit_code(code) == code


@given(codes, st.integers(0, 17), sign)
def test_one_changed_sign_is_noticed(code: str, place: int, other: str) -> None:
    changed = code[:place] + other + code[place + 1 :]
    assert (credit_code(changed) == changed) == (changed == code)


@given(codes, st.integers(0, 16))
def test_two_neighbours_that_changed_places_are_noticed(code: str, place: int) -> None:
    turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (credit_code(turned) == turned) == (turned == code)


@pytest.mark.parametrize(
    "typed",
    cells(
        f"""{CODE}|{CODE.lower()}| {CODE} |９１２２２４２４ＭＡ０Ｘ１Ｙ２Ｗ３Ｆ
        91 222424 MA0X1Y2W3 F|91-222424-MA0X1Y2W3-F|统一社会信用代码：{CODE}|信用代码是{CODE}
        税号 {CODE}
        Credit code: {CODE}|신용코드 {CODE}"""
    ),
)
def test_spaces_width_small_letters_and_words_before_it_do_not_matter(typed: str) -> None:
    assert credit_code(typed) == CODE


@pytest.mark.parametrize("typed", cells("91222424MAOX1Y2W3F|9I222424MA0XIY2W3F|9lZZZ4Z4MA0X1Y2W3F"))
def test_letters_that_no_code_has_are_read_as_the_signs_they_look_like(typed: str) -> None:
    assert credit_code(typed.replace("l", "I")) == CODE


def test_a_villages_own_cooperative_has_a_letter_in_front() -> None:
    assert credit_code("N2222424MF12345674") == "N2222424MF12345674"


@pytest.mark.parametrize("count", [1, 9, 15, 17, 19, 30])
def test_a_wrong_length_is_counted(count: int) -> None:
    assert credit_code((CODE * 2)[:count]) == Refusal("code_length", {"count": count})


@pytest.mark.parametrize("typed", cells("没有营业执照|91222424MA0X1Y2W3?|!|91222X24MA0X1Y2W3F"))
def test_signs_that_do_not_belong_there_are_refused(typed: str) -> None:
    assert credit_code(typed) == Refusal("code_signs")


def test_nothing_at_all_is_refused() -> None:
    assert credit_code("") == Refusal("code_signs")


def test_the_example_that_refusals_show_is_no_valid_code() -> None:
    assert credit_code("91222424MA0X1Y2W3K") == Refusal("code_check")
