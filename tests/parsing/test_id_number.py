"""Resident ID numbers."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from id_validator import validator

from dialogue.parsing.id_number import IdNumber, check_digit, id_number, masked
from models.core.refusal import Refusal
from models.core.vocabulary import Sex

TODAY = datetime.date(2026, 11, 23)
TONGYU, WANGQING = "220822", "222424"


def made(region: str, born: str, order: str = "123") -> str:
    """An ID number with its check digit, for examples only."""
    body = f"{region}{born}{order}"
    return body + check_digit(body)


ANA = made(TONGYU, "19900307", "124")
WITH_X = next(n for i in range(1, 99) if (n := made(WANGQING, "19850101", f"{i:03}"))[-1] == "X")


def test_it_tells_sex_birth_and_region() -> None:
    assert id_number(ANA, TODAY) == IdNumber(ANA, Sex.FEMALE, datetime.date(1990, 3, 7), TONGYU)


def test_an_odd_order_number_is_a_mans() -> None:
    read = id_number(made(TONGYU, "19900307", "123"), TODAY)
    assert isinstance(read, IdNumber)
    assert read.sex == "male"


@pytest.mark.parametrize(
    "typed",
    [
        f"{WITH_X[:6]} {WITH_X[6:14]} {WITH_X[14:]}",
        f"{WITH_X[:6]}-{WITH_X[6:14]}-{WITH_X[14:]}",
        " ".join(WITH_X),
        WITH_X.lower(),
        WITH_X.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"}),
        f"身份证号：{WITH_X}",
        f"我的身份证号码是{WITH_X}",
        f"ID number: {WITH_X}",
        f"신분증 번호: {WITH_X}",
        f"\u200b{WITH_X}\n",
        *(WITH_X[:-1] + like for like in ("*", "×", "х")),
    ],
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    read = id_number(typed, TODAY)
    assert isinstance(read, IdNumber)
    assert read.number == WITH_X


@pytest.mark.parametrize("born", ["19500101", "19921231", "19930101", "20050505"])
def test_people_of_tongyu_are_read_whenever_they_were_born(born: str) -> None:
    assert isinstance(id_number(made(TONGYU, born), TODAY), IdNumber)


@pytest.mark.parametrize("count", [1, 5, 14, 16, 17, 19, 30])
def test_a_wrong_length_is_counted(count: int) -> None:
    assert id_number((ANA * 2)[:count], TODAY) == Refusal("id_length", {"count": count})


@pytest.mark.parametrize(
    "typed", ["", "没有", "X", "22082X199003071234", f"{ANA[:-1]}Y", f"{ANA}!"]
)
def test_other_signs_than_digits_and_a_last_x_are_refused(typed: str) -> None:
    assert id_number(typed, TODAY) == Refusal("id_signs")


def test_an_old_number_of_15_digits_is_asked_for_the_new_one() -> None:
    assert id_number("220822900307123", TODAY) == Refusal("id_old")


def test_the_first_15_of_18_digits_are_no_old_number() -> None:
    assert id_number(ANA[:15], TODAY) == Refusal("id_length", {"count": 15})


@pytest.mark.parametrize("born", ["19900230", "19901301", "19900001", "00000101", "20270101"])
def test_a_birth_date_that_cannot_be_is_refused(born: str) -> None:
    assert id_number(made(TONGYU, born), TODAY) == Refusal("id_date")


@pytest.mark.parametrize("region", ["000000", "160101", "990101", "470101", "550101", "840000"])
def test_a_region_in_no_province_is_refused(region: str) -> None:
    assert id_number(made(region, "19900307"), TODAY) == Refusal("id_region")


def test_the_example_that_refusals_show_is_no_valid_number() -> None:
    assert id_number("220822199003071234", TODAY) == Refusal("id_check_digit")


@pytest.mark.parametrize(
    ("born", "taken"), [("20101123", True), ("20101124", False), ("20080229", True)]
)
def test_one_must_have_turned_sixteen(born: str, taken: bool) -> None:
    young = Refusal("id_too_young", {"youngest": 16})
    assert (id_number(made(TONGYU, born), TODAY) != young) == taken


@pytest.mark.parametrize(("born", "taken"), [("19351124", True), ("19351123", False)])
def test_one_is_taken_until_the_day_one_turns_ninety_one(born: str, taken: bool) -> None:
    old = Refusal("id_too_old", {"oldest": 90})
    assert (id_number(made(TONGYU, born), TODAY) != old) == taken


def test_the_ages_are_those_asked_for() -> None:
    number = made(TONGYU, "20000101")
    assert id_number(number, TODAY, youngest=30) == Refusal("id_too_young", {"youngest": 30})
    assert id_number(number, TODAY, oldest=20) == Refusal("id_too_old", {"oldest": 20})


births = st.dates(datetime.date(1937, 1, 1), datetime.date(2010, 1, 1)).map("{:%Y%m%d}".format)
orders = st.integers(1, 999).map("{:03}".format)
regions = st.sampled_from([TONGYU, WANGQING, "220104", "110101", "659001", "810000", "830000"])


@given(regions, births, orders)
def test_every_valid_number_reads_back(region: str, born: str, order: str) -> None:
    number = made(region, born, order)
    read = id_number(f"{number[:6]} {number[6:14]} {number[14:].lower()}", TODAY)
    assert isinstance(read, IdNumber)
    assert (read.number, f"{read.born:%Y%m%d}", read.region) == (number, born, region)


@settings(max_examples=10)  # that library reads all its regions again each time
@given(births, orders)
def test_another_library_finds_the_same_check_digit(born: str, order: str) -> None:
    assert validator.is_valid(made(TONGYU, born, order))


@given(births, orders, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(born: str, order: str, place: int, off: int) -> None:
    number = made(TONGYU, born, order)
    wrong = str((int(number[place]) + off) % 10)
    assert isinstance(id_number(number[:place] + wrong + number[place + 1 :], TODAY), Refusal)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("22082219900307123X", "2208************3X"), ("2208221990", "**********"), ("", "")],
)
def test_it_is_shown_masked(number: str, shown: str) -> None:
    assert masked(number) == shown


def test_its_repr_tells_neither_number_nor_birth() -> None:
    shown = repr(id_number(ANA, TODAY))
    assert ANA not in shown
    assert "1990" not in shown
