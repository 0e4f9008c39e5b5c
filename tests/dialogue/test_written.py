"""What is simply typed: names, text, codes, figures; and photos."""

from typing import Any

import pytest

from dialogue.core.form import Answered
from dialogue.core.user_input import SentOther, SentPhoto, SharedPhone, SharedPlace, Typed
from dialogue.fields import BirthYear, Code, Money, Name, Number, Photo, Sort, Text
from dialogue.fields.text import TypedField
from models.core.address import parse_media_ref
from tests.support.form_contexts import EN, KO, ZH, Asked, refusal_name

WRITTEN: list[Any] = [Name(), Text(), Code(), Number(1, 9), BirthYear(), Money()]
PAY = Asked(Money(usual=(2000, 2500, 3000)))
PHOTO = parse_media_ref("x")


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        (Name(), "  王 小春 ", "王小春"),
        (Text(sort=Sort.ANYTHING), "宁波\n鞋厂", "宁波 鞋厂"),
        (Text(sort=Sort.ANYTHING), "<b>x</b> & y", "<b>x</b> & y"),
        (Code(), "1234-5678", "12345678"),
        (Code(), "我的码是 １２３４ 5678。", "12345678"),
        (Number(1, 9), "三", 3),
        (Money(), "三千五", 3500),
        (Money(), "1万2", 12000),
        (BirthYear(), "1985年", 1985),
    ],
)
def test_what_people_type_is_read(kind: TypedField, typed: str, read: object) -> None:
    assert Asked(kind).types(typed) == read


@pytest.mark.parametrize(
    ("kind", "typed", "why"),
    [
        (Name(), "王5", "name_has_digits"),
        (Name(), "王" * 300, "name_too_long"),
        (Text(5), "abcdef", "text_too_long"),
        (Text(), " ", "text_empty"),
        (Code(), "1234", "code_unknown"),
        (Code(), "1" * 4096, "code_unknown"),
        (Code(), "no code", "code_unknown"),
        (Number(1, 9), "10", "number_out_of_range"),
        (Money(), "-1", "money_negative"),
        (Money(100), "99", "money_out_of_range"),
        (BirthYear(), "long ago", "year_unread"),
        (BirthYear(), "1899", "birth_year_out_of_range"),
        (BirthYear(), "2011", "birth_year_out_of_range"),
    ],
)
def test_what_can_not_be_right_is_refused(kind: TypedField, typed: str, why: str) -> None:
    assert refusal_name(Asked(kind).types(typed)) == why


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize(
    "said", [SentOther(), SentPhoto(PHOTO), SharedPhone("1"), SharedPlace(1, 2)]
)
def test_what_is_not_typed_is_refused(kind: TypedField, said: Any) -> None:
    assert refusal_name(Asked(kind).hears(said)) == "words_only"


@pytest.mark.parametrize("kind", [kind for kind in WRITTEN if kind != Money()])
def test_written_questions_have_no_buttons(kind: TypedField) -> None:
    assert refusal_name(Asked(kind).taps("1")) == "button_stale"
    assert kind.hint(None) == ""


@pytest.mark.parametrize(
    ("typed", "born"),
    [("85年", 1985), ("01년", 2001), ("10年", 2010), ("36年", 1936)],
)
def test_the_last_two_digits_are_a_year_of_birth(typed: str, born: int) -> None:
    assert Asked(BirthYear()).types(typed) == born


@pytest.mark.parametrize("typed", ["11年", "26年", "27年", "35年"])
def test_two_digits_of_a_child_or_of_the_very_old_are_refused(typed: str) -> None:
    refusal = Asked(BirthYear()).types(typed)
    assert refusal.params == {"least": 1936, "most": 2010}


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("41", [1941, 1985, 1984]),
        ("85", [1985, 1941, 1940]),
        ("四十一", [1985, 1984]),
        ("今年41", [1985, 1984]),
        ("마흔한 살", [1985, 1984]),
    ],
)
def test_an_age_is_offered_as_the_years_it_may_mean(typed: str, years: list[int]) -> None:
    asked = Asked(BirthYear())
    step = asked.then(asked.types(typed))
    assert step.labels == list(map(str, years))
    assert step.taps("may0") == step.types("1") == years[0]


@pytest.mark.parametrize("typed", ["你好", "您好！", "안녕하십니까", "hello", "选好了"])
def test_a_greeting_is_no_name(typed: str) -> None:
    assert refusal_name(Asked(Name()).types(typed)) == "name_greeting"


@pytest.mark.parametrize("typed", ["选好了", "다 골랐음", "done"])
def test_the_word_of_a_button_before_is_no_answer(typed: str) -> None:
    assert refusal_name(Asked(Text()).types(typed)) == "answer_now"


def test_usual_amounts_are_tapped_or_picked_by_number() -> None:
    assert PAY.labels == ["2000 yuan", "2500 yuan", "3000 yuan"]
    assert PAY.taps("2500") == PAY.types("2") == PAY.types("2500 yuan") == 2500


@pytest.mark.parametrize("typed", ["500", "500元", "5百"])
@pytest.mark.parametrize("scene", [ZH, KO, EN])
def test_an_amount_is_never_taken_for_a_part_of_a_button(typed: str, scene: Any) -> None:
    assert Asked(PAY.kind, scene).types(typed) == 500


def test_amounts_have_their_unit() -> None:
    assert Money().show(3500, ZH) == "3500元"


def test_an_amount_that_was_not_offered_is_no_button() -> None:
    assert refusal_name(PAY.taps("2600")) == "button_stale"


def test_a_photo_is_its_file() -> None:
    asked = Asked(Photo())
    assert asked.hears(SentPhoto(parse_media_ref("file 7"))) == Answered("telegram:file 7")
    assert asked.kind.show("file 7", EN) == "a photo"
    assert asked.kind.hint(None)


@pytest.mark.parametrize("said", [Typed("photo"), SentOther(), SharedPhone("1")])
def test_only_a_photo_is_a_photo(said: Any) -> None:
    assert refusal_name(Asked(Photo()).hears(said)) == "photo_needed"


def test_a_new_kind_must_say_how_it_is_read() -> None:
    with pytest.raises(NotImplementedError):
        TypedField().value("x", EN)
