"""Questions and summaries as messages."""

from typing import Any

import pytest
from markupsafe import Markup

from dialogue.core.form import FormState
from dialogue.core.form_screens import FormDisplay, ask_question, choose_form_change_message
from dialogue.core.reply import Message, Share, in_rows, numbered, say
from dialogue.fields import Place
from dialogue.labourers.form_intake import INTAKE
from models.core.refusal import Refusal
from tests.dialogue.test_form import FORM
from tests.labourers.test_intake_form import SHORTEST
from tests.support.form_contexts import EN, TODAY, ZH, shown_text
from tests.support.labourers.facts import id_number

SHOWING = FormDisplay(7)


def upto(key: str, **answers: Any) -> FormState:
    """The shortest intake as far as this question."""
    given: dict[str, Any] = {}
    for earlier, value in {**SHORTEST, **answers}.items():
        if earlier == key:
            break
        given[earlier] = value
    return FormState(INTAKE, TODAY, given)


def changing(key: str) -> FormState:
    """A complete intake whose answer to this question is being changed."""
    filling = FormState(INTAKE, TODAY, SHORTEST).change(key)
    assert isinstance(filling, FormState)
    return filling


def choices(message: Message) -> list[str]:
    """What the buttons stand for."""
    return [button.choice for button in message.buttons]


def labels(message: Message) -> list[str]:
    return [button.label for button in message.buttons]


def test_a_question_shows_how_far_along_one_is() -> None:
    assert "▱▱▱▱▱▱▱▱▱▱ 1/12" in shown_text(ask_question(upto("name"), EN, SHOWING))
    assert "▰▰▰▰▰▰▰▱▱▱ 9/12" in shown_text(ask_question(upto("schooling"), EN, SHOWING))


def test_buttons_bear_the_draft_the_question_and_the_option() -> None:
    message = ask_question(upto("registered_poor"), EN, SHOWING)
    assert message.rows[0][0].choice == "q:7:registered_poor:yes"
    assert labels(message) == ["1 Yes", "2 No", "‹ Back"]
    assert message.asks


def test_back_leads_out_of_the_first_question() -> None:
    assert choices(ask_question(upto("name"), EN, SHOWING)) == ["n:7:name:back"]


def test_back_keep_and_skip_are_offered_where_they_are_allowed() -> None:
    agreed = upto("end", health_agreed=True)
    assert choices(ask_question(agreed, EN, SHOWING)) == ["n:7:limits:back", "n:7:limits:skip"]
    moves = ["n:7:id_number:back", "n:7:id_number:keep", "n:7:id_number:skip"]
    assert choices(ask_question(changing("id_number"), EN, SHOWING)) == moves
    assert choices(ask_question(changing("name"), EN, SHOWING)) == [
        "n:7:name:back",
        "n:7:name:keep",
    ]


def test_a_step_within_the_first_question_leads_back() -> None:
    filling = FormState(FORM, TODAY).step({"before": None})
    assert choices(ask_question(filling, EN, SHOWING)) == ["n:7:name:back"]


def test_picks_are_marked() -> None:
    filling = upto("skills").step(["crops"])
    assert labels(ask_question(filling, EN, SHOWING))[:2] == [
        "1 ✓ Growing crops",
        "2 Raising animals",
    ]


def test_what_was_answered_is_shown_when_it_is_asked_again() -> None:
    assert "So far: 王小春" in shown_text(ask_question(changing("name"), EN, SHOWING))
    assert "So far: Nothing special" in shown_text(ask_question(changing("skills"), EN, SHOWING))
    assert "So far" not in shown_text(ask_question(changing("phone"), EN, SHOWING))
    assert "So far" not in shown_text(ask_question(upto("name"), EN, SHOWING))


def test_no_is_an_answer_to_show() -> None:
    assert "So far: No" in shown_text(ask_question(changing("registered_poor"), EN, SHOWING))


def test_a_refusal_stands_first_and_a_heading_above_the_question() -> None:
    showing = FormDisplay(7, "🤝 For somebody beside you: please read the question out.")
    text = shown_text(
        ask_question(upto("name"), EN, showing, Refusal("name_too_short"))
    ).splitlines()
    assert text[0].startswith("👉 Please type the whole name")
    assert text[2].startswith("🤝 For somebody")


def test_a_remark_stands_before_the_question() -> None:
    showing = FormDisplay(7, noted=Markup("✓ <b>noted</b>"))
    assert shown_text(ask_question(upto("name"), EN, showing)).startswith("✓ noted\n")


def test_a_phone_number_is_asked_with_the_phones_own_keyboard() -> None:
    sharing = ask_question(upto("phone"), EN, SHOWING).sharing
    assert sharing is not None
    assert (sharing.what, sharing.words) == (Share.CONTACT, ("‹ Back", "Skip ›"))
    again = ask_question(changing("phone"), ZH, SHOWING).sharing
    assert again is not None
    assert again.words == ("‹ 返回", "不改了", "跳过 ›")
    assert Place().share is Share.LOCATION


def at_township(page: int) -> Message:
    """The townships of Tongyu, 17 of them."""
    filling = upto("village").step({"in": "220822"})
    return ask_question(filling, ZH, FormDisplay(7, page=page))


def test_a_long_list_is_turned_over_and_its_numbers_go_on() -> None:
    first, second = at_township(1), at_township(2)
    assert choices(first)[11:] == ["q:7:village:220822200", "n:7:village:page2", "n:7:village:back"]
    assert labels(second)[0] == "13 新兴乡"
    assert "n:7:village:page1" in choices(second)
    assert "n:7:village:page3" not in choices(second)


@pytest.mark.parametrize(("forged", "page"), [(0, 1), (-5, 1), (3, 2), (10**40, 2)])
def test_a_page_that_is_not_there_is_the_nearest(forged: int, page: int) -> None:
    assert at_township(forged) == at_township(page)


def test_a_list_that_is_hardly_longer_is_on_one_page() -> None:
    message = ask_question(upto("wanted_work", wishes=["work"]), EN, SHOWING)
    assert len([choice for choice in choices(message) if choice.startswith("q:")]) == 14
    assert not any("page" in choice for choice in choices(message))


def test_the_summary_shows_every_answer_and_a_dash_for_a_skipped_one() -> None:
    message = ask_question(FormState(INTAKE, TODAY, SHORTEST), EN, SHOWING)
    text = shown_text(message)
    assert "Name: 王小春" in text
    assert f"ID number: {SHORTEST['id_number'][:4]}************" in text
    assert "Phone: –" in text
    assert "Registered poor household: No" in text
    assert choices(message) == ["s:7:save", "s:7:change"]
    assert not message.asks


def test_the_summary_says_what_was_refused() -> None:
    filling = FormState(INTAKE, TODAY, SHORTEST)
    text = shown_text(
        ask_question(filling, EN, FormDisplay(7, "Registration"), Refusal("summary_choose"))
    )
    assert text.startswith("👉 Please tap a button: 1 saves")
    assert "\nRegistration\n" in text


def test_a_remark_stands_before_the_summary() -> None:
    filling = FormState(INTAKE, TODAY, SHORTEST)
    assert shown_text(ask_question(filling, EN, FormDisplay(7, noted=Markup("ok")))).startswith(
        "ok\n"
    )


def test_any_answer_can_be_changed() -> None:
    message = choose_form_change_message(FormState(INTAKE, TODAY, SHORTEST), EN.speech, 7)
    assert choices(message) == [*(f"s:7:{key}" for key in SHORTEST), "s:7:summary"]
    assert labels(message)[:2] == ["1 Name", "2 ID number"]


HTML = "<b>铁匠</b> & co <script>&lt;"


def test_html_in_answers_is_shown_as_it_was_typed() -> None:
    own = {"work_place": HTML, "work_what": HTML, "wage": None, "has_contract": True}
    answers = {**SHORTEST, "status": "outside", **own, "has_insurance": True, "limits": HTML}
    answers["health_agreed"] = True
    answers |= {"ethnicity": HTML, "skills": [HTML], "certificates": HTML}
    summary = shown_text(ask_question(FormState(INTAKE, TODAY, answers), EN, SHOWING))
    assert summary.count(HTML) == 6
    for key in ("work_place", "ethnicity", "skills"):
        filling = FormState(INTAKE, TODAY, answers).change(key)
        assert isinstance(filling, FormState)
        message = ask_question(filling, EN, SHOWING)
        assert f"So far: {HTML}" in shown_text(message)
    assert f"12 ✓ {HTML}" in labels(message)


def test_buttons_are_numbered_and_laid_out_in_rows() -> None:
    rows = numbered([("a", "A"), ("b", "B"), ("c", "C")], columns=2)
    assert [[button.label for button in row] for row in rows] == [["1 A", "2 B"], ["3 C"]]
    assert in_rows([], 2) == ()
    assert Message(Markup("x"), rows).buttons[2].choice == "c"


def test_an_answer_is_its_messages() -> None:
    message = Message(Markup("x"))
    assert say(message, toast=Markup("t"), fresh=True).messages == (message,)


def test_an_id_number_is_not_shown_whole() -> None:
    number = id_number("19850312")
    assert number not in shown_text(ask_question(FormState(INTAKE, TODAY, SHORTEST), EN, SHOWING))
