"""The longest answers anybody can give still fit into a message, in every language."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.telegram.start_links import resolve_links_of
from dialogue.core import menu
from dialogue.core.answering import read_answer
from dialogue.core.form import Answered, FormContext, FormState, InProgress
from dialogue.core.form_screens import (
    FormDisplay,
    ask_question,
    choose_form_change_message,
    shown_answer,
)
from dialogue.core.i18n import N_
from dialogue.core.language import language_choice
from dialogue.core.progress import Progress
from dialogue.core.refusals import SENTENCES, explain_refusal
from dialogue.core.start_link import StartLink
from dialogue.core.user_input import Typed
from dialogue.fields import Choices
from dialogue.labourers import consent, entry, in_care, preferences
from dialogue.labourers.form_intake import INTAKE
from handlers import routes  # noqa: F401 -- it puts the menu together
from handlers.core.menu_items import MENU_ITEMS
from models.core.refusal import Refusal
from models.core.vocabulary import Language, NoticeKind
from models.labourers.labourer import Labourer, LedgerChange, NoticePreference
from tests.dialogue.test_refusals import needed
from tests.support.form_contexts import LANGUAGES, REGIONS, SCENES, TODAY, shown_text

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
COUNTY_ZONE = ZoneInfo("Asia/Shanghai")
LARGEST = 2**63 - 1
ESCAPED = "&<>🐂"


def longest(most: int) -> str:
    """So many characters of which each is long, in HTML or in what Telegram counts."""
    return (ESCAPED * most)[:most]


def several(kind: Choices) -> list[str]:
    """Everything of a list, and as many own words as are taken."""
    picks = list(kind.labels)
    for letter in "abcde" if kind.other else "":
        step = kind.read(Typed(f"{letter}x{longest(38)}"), picks, SCENES[Language.EN])
        assert isinstance(step, InProgress)
        picks = step.value
    return picks


def widest(scene: FormContext) -> FormState:
    """The intake of somebody who is asked nearly everything and says as much as is taken."""
    texts = {
        **{"name": "𠀀" * 30, "household_head": "𠀀" * 30, "head_birth_year": "1950"},
        **{"ethnicity": longest(40), "work_place": longest(60), "work_what": longest(60)},
        **{"certificates": longest(60), "limits": longest(100), "birth_year": "2004"},
        **{"village": "八人沟林场生活区", "phone": "+44 7911 123456"},
        **{"schooling": "4", "status": "5"},
        **{"wage": "100000", "wanted_wage": "100000", "available_from": "2028-11-01"},
    }
    filling = FormState(INTAKE, TODAY)
    while question := filling.question:
        if isinstance(question.kind, Choices):
            filling = filling.answer(several(question.kind))
            continue
        if question.key == "id_number":
            filling = filling.answer(None)
            continue
        said = Typed(texts.get(question.key, "1"))
        heard = read_answer(question, said, scene)
        if isinstance(heard, InProgress):  # what is unusual is asked back
            heard = read_answer(question, Typed("1"), scene, heard.value)
        assert isinstance(heard, Answered), (question.key, heard)
        filling = filling.answer(heard.value)
    return filling


WIDEST = {language: widest(SCENES[language]) for language in LANGUAGES}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def longest_refusal(scene: FormContext) -> Refusal:
    """The one with most to say, and long numbers in it."""
    refusals = [Refusal(name, dict.fromkeys(needed(name), LARGEST)) for name in SENTENCES]
    return max(refusals, key=lambda refusal: len(explain_refusal(refusal, scene.speech)))


def test_nearly_everything_is_asked() -> None:
    left_out = {"born_on", "out_of_work_since"}
    assert {q.key for q in INTAKE.questions} - set(WIDEST[Language.ZH].answers) == left_out


@each_language
def test_every_question_fits_with_the_longest_remark_and_refusal(language: Language) -> None:
    filling, scene = WIDEST[language], SCENES[language]
    remarks = [
        scene.speech(
            N_("✓ {question}: {answer}"),
            question=scene.speech(question.label),
            answer=shown_answer(question, filling.answers[question.key], scene),
        )
        for question in filling.asked
    ]
    showing = FormDisplay(LARGEST, people_heading(), noted=max(remarks, key=len))
    for question in filling.asked:
        again = filling.change(question.key)
        assert isinstance(again, FormState)
        message = ask_question(again, scene, showing, longest_refusal(scene))
        assert str(scene.speech(question.prompt)) in shown_text(message)
    shown_text(ask_question(filling, scene, showing))
    shown_text(ask_question(filling, scene, showing, longest_refusal(scene)))
    shown_text(choose_form_change_message(filling, scene.speech, LARGEST))


def people_heading() -> str:
    """What stands over the form when somebody is helped."""
    return N_("🤝 For somebody beside you: please read the question out.")


@each_language
def test_every_question_of_the_way_fits(language: Language) -> None:
    scene, filling = SCENES[language], FormState(INTAKE, TODAY)
    for key, value in WIDEST[language].answers.items():
        assert filling.question is not None
        assert filling.question.key == key
        shown_text(ask_question(filling, scene, FormDisplay(LARGEST)))
        filling = filling.answer(value)


@each_language
def test_every_list_of_villages_fits(language: Language) -> None:
    scene = SCENES[language]
    before = {k: WIDEST[language].answers[k] for k in ("name", "id_number", "sex", "birth_year")}
    filling = FormState(INTAKE, TODAY, {**before, "phone": None})
    for county in REGIONS.below():
        for area in (county, *REGIONS.below(county.code)):
            for page in (1, 2, 3):
                shown_text(
                    ask_question(
                        filling.step({"in": area.code}), scene, FormDisplay(LARGEST, page=page)
                    )
                )


@each_language
def test_an_entry_and_its_history_fit(language: Language) -> None:
    scene, facts = SCENES[language], dict(WIDEST[language].answers)
    labourer = Labourer(
        id=LARGEST,
        name="𠀀" * 30,
        birth_year=1985,
        village_code="222424101216",
        ethnicity="han",
        consent_version="1",
    )
    changes = [
        LedgerChange(
            labourer_id=1,
            at=NOW + timedelta(hours=number),
            account_id=7,
            fact=key,
            before=value,
            after=value,
        )
        for number, (key, value) in enumerate(facts.items())
    ]
    assert longest(100) in shown_text(entry.own_entry(facts, scene))
    shown_text(
        entry.changeable_facts(facts, scene, f"person:{LARGEST}:change:", f"person:{LARGEST}")
    )
    pages = [
        shown_text(entry.change_history(changes, scene, 7, COUNTY_ZONE, page)) for page in (1, 2)
    ]
    assert str(scene.speech(INTAKE.questions[-1].label)) in pages[0]
    assert pages[0].count("2026-11-2") > 10
    days = {f"{change.at.astimezone(COUNTY_ZONE):%Y-%m-%d %H:%M}" for change in changes}
    assert {day for page in pages for day in days if day in page} == days
    shown_text(in_care.person_card(labourer, facts, scene))
    shown_text(in_care.people_list(scene.speech, [labourer] * 100))
    shown_text(in_care.erase_person_question(scene.speech, labourer))
    code = in_care.entry_code_card(scene.speech, labourer, "12345678", StartLink("12345678"))
    shown_text(resolve_links_of(code, "x" * 32))


@each_language
def test_all_other_screens_fit(language: Language) -> None:
    scene = SCENES[language]
    speech = scene.speech
    wishes = {kind: NoticePreference(labourer_id=1, kind=kind, welcome=True) for kind in NoticeKind}
    going_on = tuple(
        menu.describe_unfinished_form(speech, LARGEST, INTAKE.title, "𠀀" * 30, Progress(1, 28, 0))
        for _ in range(9)
    )
    everything = [menu.Choice(one.path, one.counted_label or one.label, 99) for one in MENU_ITEMS]
    unfinished = menu.UnfinishedForms(going_on, 99)
    for message in (
        *(
            language_choice(),
            consent.consent_question(speech),
            consent.consent_to_read_out(speech),
        ),
        *(consent.declined(speech), entry.no_entry(speech), entry.erase_question(speech)),
        *(
            entry.erased(speech),
            entry.exported({}, 99, speech),
            entry.files_given(30, 99, 9, speech),
            menu.help_message(speech, str(2**52)),
        ),
        menu.menu_message(speech, everything, unfinished, longest_refusal(scene)),
        preferences.news_preferences(speech, wishes, NOW, COUNTY_ZONE),
        *(preferences.news_kind_choices(speech, kind) for kind in NoticeKind),
    ):
        assert shown_text(message)
