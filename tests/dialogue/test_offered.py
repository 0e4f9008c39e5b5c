"""Which button a typed number or label means."""

import pytest
from markupsafe import Markup

from dialogue.core.offered import (
    choice_by_label,
    choice_by_number,
    choice_by_words,
    offered_by,
)
from dialogue.core.reply import Button, Message, numbered

ROWS = numbered(
    [("menu:on", "📣 What is on near me"), ("person:1", "李秀英"), ("me", "My entry ›")]
)
LIST = Message(Markup("Which?"), (*ROWS, (Button("More ▸ 2", "on:2"), Button("Menu", "menu"))))
OFFERED = offered_by(LIST)


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("📣 What is on near me", "menu:on"),
        ("what is on near me", "menu:on"),
        ("1 What is on near me", "menu:on"),
        ("2. 李秀英", "person:1"),
        ("My entry", "me"),
        ("More 2", "on:2"),
    ],
)
def test_the_label_of_a_button_means_it_however_it_is_typed(typed: str, choice: str) -> None:
    assert choice_by_label(typed, OFFERED) == choice


@pytest.mark.parametrize("typed", ["1 李秀英", "What is on", "李秀", "📣", "", "2"])
def test_other_words_mean_no_button(typed: str) -> None:
    assert choice_by_label(typed, OFFERED) is None


def test_a_label_is_typed_without_the_signs_that_no_phone_has() -> None:
    notices = offered_by(Message(Markup(), numbered([("notice:2", "№2 ✅ Fair"), ("all", "All")])))
    assert choice_by_label("2 Fair", notices) == "notice:2"
    assert choice_by_label("№2 ✅ Fair", notices) == "notice:2"


def test_a_label_that_two_buttons_bear_means_neither() -> None:
    twins = offered_by(
        Message(Markup(), numbered([("person:1", "王小春"), ("person:2", "王小春")]))
    )
    assert choice_by_label("王小春", twins) is None
    assert choice_by_label("2 王小春", twins) == "person:2"


def test_a_number_means_the_button_in_that_place() -> None:
    assert [choice_by_number(n, OFFERED) for n in ("2", "五", "6")] == ["person:1", "menu", None]


def test_what_was_offered_before_labels_were_kept_goes_by_numbers() -> None:
    assert choice_by_number("2", ["consent:yes", "consent:no"]) == "consent:no"
    assert choice_by_label("consent:no", ["consent:yes", "consent:no"]) is None


def test_a_question_reads_its_answers_itself_and_leaves_the_pages_to_their_labels() -> None:
    pages = (Button("‹ Back", "n:7:village:back"), Button("More ▸", "n:7:village:page2"))
    asked = offered_by(Message(Markup("Village?"), (*ROWS, pages), asks=True))
    assert len(asked) == 1
    assert choice_by_label("more", asked) == "n:7:village:page2"
    assert choice_by_label("李秀英", asked) is None
    assert choice_by_number("1", asked) is None


def test_a_number_that_the_labels_leave_out_means_nothing() -> None:
    rows = tuple((Button(f"{n} {label}", label),) for n, label in ((1, "on"), (3, "me")))
    gap = offered_by(Message(Markup("Menu"), rows))
    assert [choice_by_number(n, gap) for n in "1234"] == ["on", None, "me", None]
    assert choice_by_label("me", gap) == "me"


QUESTION = offered_by(
    Message(
        Markup("Is that right?"),
        numbered(
            [
                ("placed:1:yes", "✅ Yes, all of it", "affirm all_right"),
                ("placed:1:differs", "✏️ Something is different", "some_wrong deny"),
                ("placed:1:no", "❌ I don't work there", "never_there deny"),
                ("grievance:1", "🆘 Something is wrong there", "unpaid"),
            ]
        ),
    )
)


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("嗯呢", "placed:1:yes"),
        ("对，都对", "placed:1:yes"),
        ("我没去过", "placed:1:no"),
        ("工资不对", "placed:1:differs"),
        ("老板不给工资", "grievance:1"),
        ("不对", None),
        ("好的", None),
        ("是吗", None),
        ("是？", None),
        ("对，我没去过", None),
        ("all of it", "placed:1:yes"),
        ("not all of it is true", None),
    ],
)
def test_a_button_is_meant_only_by_words_that_carry_all_of_it(
    typed: str, choice: str | None
) -> None:
    assert (choice_by_words(typed, QUESTION) or choice_by_label(typed, QUESTION)) == choice


def test_what_was_kept_before_bears_no_intents() -> None:
    old = ["consent:yes\t1a2b3c4d", "consent:no\t5e6f7a8b"]
    assert choice_by_words("同意", old) is None
    assert choice_by_number("1", old) == "consent:yes"
