"""What people type to a question counts as a whole, or is asked back: never as something else."""

import pytest

from dialogue.core.form import InProgress, Skipped
from dialogue.labourers.form_intake import INTAKE
from models.core.refusal import Refusal
from tests.dialogue.answers_as_typed import ROWS
from tests.support.form_contexts import LANGUAGES, SCENES, ZH, Asked

EACH = [(key, typed, comes_to) for key, comes_to, row in ROWS for typed in row.split("|")]


def said(key: str, typed: str, language: str = "zh") -> object:
    """What comes of it, as the table names it."""
    heard = Asked(INTAKE.of(key).kind, SCENES[language]).types(typed)  # type: ignore[index]
    if isinstance(heard, Refusal):
        return "refused"
    if isinstance(heard, Skipped):
        return "skipped"
    return "offered" if isinstance(heard, InProgress) else heard


@pytest.mark.parametrize("key", dict.fromkeys(key for key, _, _ in EACH))
def test_each_text_comes_to_what_was_said(key: str) -> None:
    mine = [(typed, comes_to) for question, typed, comes_to in EACH if question == key]
    assert {typed: said(key, typed) for typed, _ in mine} == dict(mine)


@pytest.mark.parametrize("key", dict.fromkeys(key for key, _, _ in EACH))
def test_the_language_that_one_reads_makes_no_difference(key: str) -> None:
    mine = [typed for question, typed, _ in EACH if question == key]
    ways = [{typed: said(key, typed, language) for typed in mine} for language in LANGUAGES]
    assert ways[0] == ways[1] == ways[2]


@pytest.mark.parametrize(
    ("key", "typed", "label", "value"),
    [
        ("wage", "150", "150元", 150),
        ("wage", "三四千", "3000元", 3000),
        ("status", "打工", "在本县打工", "in_county"),
        ("available_from", "过完年", "2027年2月13日", "2027-02-13"),
        ("phone", "010-1234-5678", "+82********78", "+821012345678"),
        ("name", "阿木", "阿木", "阿木"),
        ("skills", "1-3", "种地、养牲口、种蘑菇", ["crops", "livestock", "mushrooms"]),
    ],
)
def test_what_may_mean_two_things_is_tapped_picked_or_said_again(
    key: str, typed: str, label: str, value: object
) -> None:
    asked = Asked(INTAKE.of(key).kind, ZH)
    offer = asked.then(asked.types(typed))
    assert offer.labels[0] == label
    assert offer.kind.hint(offer.partial)
    assert offer.taps("may0") == offer.types("1") == value


def test_an_unusual_amount_is_asked_once_more_and_never_refused_for_ever() -> None:
    asked = Asked(INTAKE.of("wage").kind, ZH)
    assert asked.then(asked.types("30")).types("30") == 30
    for typed in ("150", "50000", "300"):
        offer = asked.then(asked.types(typed))
        assert offer.types(f"{typed}元") == offer.types("1") == int(typed)


def test_another_answer_takes_the_place_of_an_offer() -> None:
    asked = Asked(INTAKE.of("wage").kind, ZH)
    offer = asked.then(asked.types("三四千"))
    assert offer.types("3500") == 3500
    assert offer.types("不是") == InProgress(None)
    assert offer.then(offer.types("一千多")).labels == ["1000元", "1500元"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("一天150", "一天150元（按26天算，一个月大约3900元）"),
        ("一年5万", "一年50000元（一个月大约4167元）"),
        ("时薪20", "一小时20元（按26天、每天8小时算，一个月大约4160元）"),
        ("3500", "3500元"),
    ],
)
def test_a_wage_is_shown_as_said_with_the_estimate_by_the_month(typed: str, shown: str) -> None:
    asked = Asked(INTAKE.of("wage").kind, ZH)
    assert asked.kind.show(asked.types(typed), ZH) == shown
