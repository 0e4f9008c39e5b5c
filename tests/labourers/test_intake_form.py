"""Intake and the other forms as data."""

import string
from datetime import date
from typing import Any

import pytest

from dialogue.accounts.form_invitation import INVITATION
from dialogue.core.form import Form, FormState
from dialogue.labourers.form_code import CLAIM
from dialogue.labourers.form_intake import INTAKE, MORE, PIECES, REGISTRATION, known_in
from models.accounts.drafts import Draft
from models.core.vocabulary import Course, NoticeKind, Schooling, Skill, Trade, Wish, WorkStatus
from tests.support.form_contexts import EN, TODAY
from tests.support.labourers.facts import id_number

FORMS = (INTAKE, REGISTRATION, MORE, *PIECES, CLAIM, INVITATION)
SHORTEST: dict[str, Any] = {
    "name": "王小春",
    "id_number": id_number("19850312"),
    "phone": None,
    "village": "222424101216",
    "registered_poor": False,
    "status": "farming",
    "notices": [],
    "ethnicity": "han",
    "schooling": "primary",
    "skills": [],
    "wishes": [],
    "health_agreed": False,
}
AT_WORK = {"work_place", "work_what", "wage"}
WORK = {"wanted_work", "wanted_reach", "wanted_wage", "available_from", "seen_by_brokers"}
EMPLOYED = AT_WORK | {"has_contract", "has_insurance"}


def asked(today: date = TODAY, **answers: Any) -> set[str]:
    """What is asked beyond the shortest path once these answers are given."""
    questions = INTAKE.asked({**SHORTEST, **answers}, today)
    return {question.key for question in questions} - SHORTEST.keys()


@pytest.mark.parametrize(("form", "most"), [(REGISTRATION, 7), (MORE, 5), (INTAKE, 12)])
def test_the_shortest_path_is_so_many_questions(form: Form, most: int) -> None:
    filling = FormState(form, TODAY, known_in(form, {}))
    while filling.question:
        filling = filling.answer(SHORTEST[filling.question.key])
    assert len(filling.answers) == most


@pytest.mark.parametrize("form", FORMS)
def test_keys_are_plain_and_stand_once(form: Form) -> None:
    keys = [question.key for question in form.questions]
    assert len(keys) == len(set(keys))
    assert set("".join(keys)) <= set(string.ascii_lowercase + "_")
    # The summary's own buttons stand where the keys of its questions do.
    assert not {"save", "change", "summary"} & set(keys)
    columns = Draft.__table__.columns  # type: ignore[attr-defined]
    assert max(map(len, keys)) <= columns["revisiting"].type.length


@pytest.mark.parametrize("form", FORMS)
def test_option_codes_stand_once(form: Form) -> None:
    for question in form.questions:
        codes = [option.code for option in question.kind.options(None, EN)]
        assert len(codes) == len(set(codes))
        assert not any(":" in code for code in codes)


@pytest.mark.parametrize("form", FORMS)
def test_conditions_look_at_earlier_answers_only(form: Form) -> None:
    for place, question in enumerate(form.questions):
        later = {other.key for other in form.questions[place:]}
        for answers in SEVERAL_PEOPLE:
            earlier = {key: value for key, value in answers.items() if key not in later}
            assert question.when(answers, TODAY) == question.when(earlier, TODAY)


SEVERAL_PEOPLE: tuple[dict[str, Any], ...] = (
    SHORTEST,
    {**SHORTEST, "status": "outside", "wishes": ["work", "training"], "skills": ["driving"]},
    {**SHORTEST, "id_number": None, "birth_year": 2004, "schooling": "senior", "sex": "male"},
    {**SHORTEST, "registered_poor": True, "status": "out_of_work", "role": "broker"},
)


def test_without_an_id_number_sex_and_year_are_asked() -> None:
    assert asked(id_number=None) == {"sex", "birth_year"}


def test_a_registered_household_is_asked_for_its_head() -> None:
    assert asked(registered_poor=True) == {"household_head"}


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("out_of_work", {"out_of_work_since"}),
        ("farming", set()),
        ("in_county", EMPLOYED),
        ("in_province", EMPLOYED),
        ("outside", EMPLOYED),
        ("self_employed", AT_WORK),
        ("at_school", set()),
    ],
)
def test_the_present_work_decides_what_is_asked_about_it(status: str, more: set[str]) -> None:
    assert asked(status=status) == more


@pytest.mark.parametrize(
    ("wishes", "more"),
    [
        (["work"], WORK),
        (["training"], {"courses"}),
        (["business"], set()),
    ],
)
def test_a_wish_asks_for_more(wishes: list[str], more: set[str]) -> None:
    assert asked(wishes=wishes) == more


def test_a_certificate_is_asked_of_who_has_a_skill() -> None:
    assert asked(skills=["driving"]) == {"certificates"}


YOUNG = {"id_number": id_number("20040312"), "schooling": "senior"}


@pytest.mark.parametrize(
    "answers",
    [
        YOUNG,
        {**YOUNG, "id_number": id_number("19960312")},
        {**YOUNG, "id_number": None, "birth_year": 2004},
        {**YOUNG, "schooling": "junior"},
    ],
)
def test_the_young_are_asked_whether_they_left_school_of_late(answers: dict[str, Any]) -> None:
    assert "left_school_recently" in asked(**answers)


@pytest.mark.parametrize(
    "answers",
    [
        {**YOUNG, "status": "at_school"},
        {**YOUNG, "schooling": "primary"},
        {**YOUNG, "id_number": id_number("19950312")},
        {**YOUNG, "id_number": None, "birth_year": 1995},
        {**YOUNG, "id_number": None},
    ],
)
def test_others_are_not(answers: dict[str, Any]) -> None:
    assert "left_school_recently" not in asked(**answers)


def test_with_the_years_a_question_is_no_longer_asked_for() -> None:
    answers = {**SHORTEST, **YOUNG, "left_school_recently": True}
    assert "left_school_recently" in INTAKE.fitting(answers, TODAY)
    assert "left_school_recently" not in INTAKE.fitting(answers, date(2040, 1, 1))


def test_every_word_of_the_field_can_be_answered() -> None:
    offered = {
        question.key: {option.code for option in question.kind.options(None, EN)}
        for question in INTAKE.questions
    }
    assert offered["schooling"] == set(Schooling)
    assert offered["status"] == set(WorkStatus)
    for key, words in (
        ("skills", Skill), ("wishes", Wish), ("wanted_work", Trade),
        ("courses", Course), ("notices", NoticeKind),
    ):  # fmt: skip
        assert offered[key] - {"no", "other", "all"} == set(words)


def test_an_invitation_of_a_colleague_asks_for_no_village() -> None:
    keys = [[q.key for q in INVITATION.asked({"role": r}, TODAY)] for r in ("broker", "staff")]
    assert keys == [["role", "village", "name"], ["role", "name"]]
