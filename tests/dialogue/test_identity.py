"""ID numbers, phone numbers, credit codes, and places shared from the phone."""

import pytest

from dialogue.core.form import Answered
from dialogue.core.reply import Share
from dialogue.core.user_input import SentOther, SharedPhone, SharedPlace
from dialogue.fields import CreditCode, IdNumber, Phone, Place
from tests.support.form_contexts import EN, ZH, Asked, refusal_name
from tests.support.labourers.facts import id_number

NUMBER = id_number("19850312")
ID, PHONE, PLACE = Asked(IdNumber()), Asked(Phone()), Asked(Place())
CREDIT = Asked(CreditCode())


def test_an_id_number_is_read_whole_and_shown_masked() -> None:
    assert ID.types(f" {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:].lower()} ") == NUMBER
    assert ID.kind.show(NUMBER, EN) == f"2224{'*' * 12}{NUMBER[-2:]}"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (NUMBER[:17], "id_length"),
        (id_number("20140312"), "id_too_young"),
        (id_number("19250312"), "id_too_old"),
        (NUMBER[:17] + str((int(NUMBER[17]) + 1) % 10), "id_check_digit"),
    ],
)
def test_an_id_number_that_can_not_be_is_refused(typed: str, why: str) -> None:
    assert refusal_name(ID.types(typed)) == why


def test_the_ages_can_be_set() -> None:
    assert refusal_name(Asked(IdNumber(youngest=60)).types(NUMBER)) == "id_too_young"


@pytest.mark.parametrize("shared", ["+8613800002001", "8613800002001", "138 0000 2001"])
def test_a_phone_number_is_shared_or_typed(shared: str) -> None:
    assert PHONE.hears(SharedPhone(shared)) == Answered("+8613800002001")
    assert PHONE.types(shared) == "+8613800002001"


def test_a_phone_number_is_shown_masked() -> None:
    assert PHONE.kind.show("+8613800002001", EN) == "138****2001"


def test_a_local_number_needs_its_area() -> None:
    assert refusal_name(PHONE.types("8812345")) == "phone_needs_area"
    assert Asked(Phone(area_code="0433")).types("8812345") == "+864338812345"


def test_a_sticker_is_no_number() -> None:
    assert refusal_name(PHONE.hears(SentOther())) == "words_only"


def test_the_phone_itself_can_be_asked() -> None:
    assert (PHONE.kind.share, PLACE.kind.share, ID.kind.share) == (
        Share.CONTACT,
        Share.LOCATION,
        None,
    )
    assert PHONE.kind.hint(None)


def test_a_place_is_named() -> None:
    place = PLACE.types("  宁波 ")
    assert place == {"name": "宁波", "latitude": None, "longitude": None}
    assert PLACE.kind.show(place, ZH) == "宁波"


@pytest.mark.parametrize(("typed", "why"), [("x" * 61, "text_too_long"), ("", "text_empty")])
def test_a_place_has_a_name_of_some_length(typed: str, why: str) -> None:
    assert refusal_name(PLACE.types(typed)) == why


def test_a_place_is_shown_on_the_map() -> None:
    heard = PLACE.hears(SharedPlace(43.3125, 129.76))
    assert isinstance(heard, Answered)
    assert PLACE.kind.show(heard.value, EN) == "on the map 43.3125, 129.7600"


def test_a_shared_place_keeps_its_name_on_one_short_line() -> None:
    heard = PLACE.hears(SharedPlace(43.3, 129.7, "鞋厂\n东门" + "长" * 100))
    assert isinstance(heard, Answered)
    assert heard.value["name"].startswith("鞋厂 东门长")
    assert len(heard.value["name"]) == 60


def test_a_sticker_is_no_place() -> None:
    assert refusal_name(PLACE.hears(SentOther())) == "words_only"


def test_a_credit_code_is_read_and_shown_whole() -> None:
    code = CREDIT.types("９１ 222424 ma0x1y2w3 f")
    assert code == "91222424MA0X1Y2W3F"
    assert CREDIT.kind.show(code, EN) == code
    assert CREDIT.kind.no_means_skip


@pytest.mark.parametrize(
    ("typed", "why"),
    [("91222424MA0X1Y2W3", "code_length"), ("91222424MA0X1Y2W3K", "code_check")],
)
def test_a_credit_code_that_can_not_be_is_refused(typed: str, why: str) -> None:
    assert refusal_name(CREDIT.types(typed)) == why
