"""The engine, on a form of five questions."""

from datetime import date

import pytest

from dialogue.core.answering import read_answer
from dialogue.core.form import Answers, Form, FormState, Question
from dialogue.core.progress import progress_of
from dialogue.core.user_input import Tapped
from dialogue.fields import Choice, Choices, Text, Village, YesNo
from models.core.refusal import Refusal
from tests.support.form_contexts import EN, TODAY


def works(answers: Answers, today: date) -> bool:
    return bool(answers.get("works"))


def works_far(answers: Answers, today: date) -> bool:
    """Depends on an answer that has a condition of its own."""
    return answers.get("where") == "far"


TRADES = Choices({"a": "A", "b": "B"}, none="None", other=True)
FORM = Form(
    "work",
    "Work",
    (
        Question("name", "Name?", "Name", Text()),
        Question("works", "Work?", "Works", YesNo()),
        Question("where", "Where?", "Where", Choice({"near": "Near", "far": "Far"}), when=works),
        Question("bus", "Which bus?", "Bus", Text(), when=works_far, skippable=True),
        Question("trades", "What?", "Trades", TRADES),
    ),
)
WHOLE = {"name": "Ann", "works": True, "where": "far", "bus": "7", "trades": ["a"]}


def filled(**answers: object) -> FormState:
    """The form with these answers."""
    return FormState(FORM, TODAY, answers)


def went(to: FormState | Refusal) -> FormState:
    """Where a move led."""
    assert isinstance(to, FormState), to
    return to


def asks(filling: FormState) -> str | None:
    """The key of the present question."""
    return filling.question.key if filling.question else None


def test_questions_are_asked_in_order_where_their_condition_holds() -> None:
    assert [question.key for question in filled().asked] == ["name", "works", "trades"]
    assert [question.key for question in filled(**WHOLE).asked] == list(WHOLE)
    assert asks(filled(name="Ann", works=True)) == "where"


def test_the_form_is_complete_when_all_that_is_asked_is_answered() -> None:
    complete = filled(name="Ann", works=False, trades=[])
    assert asks(complete) is None
    assert complete.question is None


def test_progress_counts_what_is_asked_so_far() -> None:
    assert progress_of(filled())[:2] == (1, 3)
    assert progress_of(filled(name="Ann", works=True))[:2] == (2, 3)
    assert progress_of(filled(**WHOLE)) == (3, 3, 1)


def test_an_answer_leads_to_the_next_question() -> None:
    assert asks(filled().answer("Ann")) == "works"


def test_back_asks_the_question_before_and_keeps_its_answer() -> None:
    back = went(filled(name="Ann").back())
    assert (asks(back), back.answers) == ("name", {"name": "Ann"})
    assert asks(back.keep()) == "works"


def test_back_and_the_same_answer_is_where_one_was() -> None:
    here = filled(name="Ann", works=True)
    assert went(here.back()).answer(True) == here


def test_back_from_the_first_question_is_refused() -> None:
    assert filled().back() == Refusal("nothing_before")


def test_back_goes_on_to_the_beginning() -> None:
    filling = filled(**WHOLE)
    gone = []
    while not isinstance(step := filling.back(), Refusal):
        filling = step
        gone.append(asks(filling))
    assert gone == list(reversed(WHOLE))
    assert filling.answers == WHOLE


def test_back_leads_to_a_question_that_a_change_left_open() -> None:
    later = went(filled(name="Ann", works=True, trades=["a"]).change("trades"))
    back = went(later.back())
    assert asks(back) == "where"
    assert back.answers == later.answers


def test_only_the_answers_that_are_no_longer_asked_for_fall() -> None:
    changed = went(filled(**WHOLE).change("works")).answer(False)
    assert changed.answers == {"name": "Ann", "works": False, "trades": ["a"]}
    assert asks(changed) is None


def test_what_falls_takes_with_it_what_hung_on_it() -> None:
    assert FORM.fitting({**WHOLE, "works": False}, TODAY).keys() == {"name", "works", "trades"}


def test_a_changed_answer_asks_what_is_new_and_then_shows_the_summary() -> None:
    changed = went(filled(name="Ann", works=False, trades=["a"]).change("works")).answer(True)
    assert asks(changed) == "where"
    assert asks(changed.answer("near")) is None


def test_only_what_may_be_skipped_is() -> None:
    assert filled().skip() == Refusal("cannot_skip")
    skipped = went(filled(name="Ann", works=True, where="far").skip())
    assert skipped.answers["bus"] is None
    assert asks(skipped) == "trades"


def test_a_skipped_answer_can_be_changed() -> None:
    again = went(filled(**{**WHOLE, "bus": None}).change("bus"))
    assert asks(again) == "bus"
    assert again.answer("9").answers["bus"] == "9"


@pytest.mark.parametrize("key", ["where", "bus", "trades", "nonsense"])
def test_what_was_not_asked_or_answered_can_not_be_changed(key: str) -> None:
    assert filled(name="Ann", works=False).change(key) == Refusal("not_asked")


def test_several_choices_are_gone_back_to_with_the_picks_in_hand() -> None:
    assert went(filled(**WHOLE).change("trades")).partial == ["a"]
    assert went(filled(**WHOLE).change("name")).partial is None


def test_back_leads_out_of_own_words_with_the_picks_in_hand() -> None:
    asked = filled(name="Ann", works=False).step({"before": ["a"]})
    back = went(asked.back())
    assert (asks(back), back.partial) == ("trades", ["a"])


def test_back_leads_out_of_a_region_step_by_step() -> None:
    home = Form("home", "Home", (Question("home", "Where?", "Home", Village()),))
    filling = FormState(home, TODAY).step({"in": "222424101", "before": {"in": "222424"}})
    filling = went(filling.back())
    assert filling.partial == {"in": "222424"}
    filling = went(filling.back())
    assert filling.partial is None
    assert filling.back() == Refusal("nothing_before")


def test_keep_leaves_a_step_within_too() -> None:
    again = went(filled(**WHOLE).change("trades")).step({"before": []})
    assert again.keep() == filled(**WHOLE)


def test_what_is_not_asked_any_more_is_not_gone_back_to() -> None:
    filling = FormState(FORM, TODAY, {"name": "Ann", "works": False}, revisiting="where")
    assert asks(filling) == "trades"


def test_a_complete_form_takes_no_answer() -> None:
    with pytest.raises(ValueError, match="complete"):
        filled(name="Ann", works=False, trades=[]).answer("x")


def test_a_tap_that_was_not_offered_is_refused() -> None:
    assert read_answer(FORM.questions[1], Tapped("perhaps"), EN) == Refusal("button_stale")
