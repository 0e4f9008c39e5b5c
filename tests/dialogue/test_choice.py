"""One of a list, and yes or no."""

import pytest

from dialogue.core import labels
from dialogue.core.form import InProgress
from dialogue.core.user_input import SentOther
from dialogue.fields import Choice, Sort, YesNo
from dialogue.parsing.phrase_files import ANSWERS, listed
from models.core.vocabulary import Language, Sex
from tests.support.form_contexts import EN, KO, LANGUAGES, SCENES, ZH, Asked, refusal_name

SCHOOLING = Asked(Choice(labels.SCHOOLING))
ETHNICITY = Asked(Choice(labels.ETHNICITIES, other=True, sort=Sort.ETHNIC_GROUP))


@pytest.mark.parametrize(
    "typed", ["2", "２", "②", "第二个", "number 2", "Primary school", "PRIMARY"]
)
def test_an_option_is_picked_by_its_number_or_its_label(typed: str) -> None:
    assert SCHOOLING.types(typed) == SCHOOLING.taps("primary") == "primary"


def test_a_part_of_one_label_is_that_option() -> None:
    assert Asked(ETHNICITY.kind, ZH).types("朝鲜") == "korean"


def test_a_part_of_several_labels_is_no_option() -> None:
    assert refusal_name(SCHOOLING.types("school")) == "choice_unread"


@pytest.mark.parametrize("typed", ["0", "8", "99", "", "  ", "-1"])
def test_any_other_number_is_refused_with_the_numbers_there_are(typed: str) -> None:
    refusal = SCHOOLING.types(typed)
    assert refusal_name(refusal) == "choice_unread"
    assert refusal.params == {"most": 7}


def test_a_number_is_never_a_part_of_a_label() -> None:
    months = Asked(Choice({"short": "3 months", "long": "12 months"}))
    assert refusal_name(months.types("12")) == "choice_unread"


def test_own_words_are_taken_where_they_may_be() -> None:
    assert ETHNICITY.types("Daur") == "Daur"


def test_something_else_leads_to_own_words_alone() -> None:
    step = ETHNICITY.types("6")
    assert step == ETHNICITY.taps("other") == InProgress({"other": True})
    else_ = ETHNICITY.then(step)
    assert else_.labels == []
    assert else_.types("Evenk") == "Evenk"
    assert else_.kind.hint(else_.partial)
    assert refusal_name(else_.types("3")) == "words_only"


@pytest.mark.parametrize("typed", ["x" * 41, "", "\u200b"])
def test_own_words_are_few_and_not_none(typed: str) -> None:
    assert refusal_name(ETHNICITY.types(typed)) in ("text_too_long", "text_empty")


def test_a_code_is_shown_by_its_label_and_own_words_as_they_are() -> None:
    assert ETHNICITY.kind.show("korean", ZH) == "朝鲜族"
    assert ETHNICITY.kind.show("Daur", ZH) == "Daur"


@pytest.mark.parametrize("kind", [SCHOOLING.kind, ETHNICITY.kind, YesNo()])
def test_a_sticker_is_no_choice(kind: Choice | YesNo) -> None:
    assert refusal_name(Asked(kind).hears(SentOther())) == "words_only"


@pytest.mark.parametrize("code", ["other", "nobility", "", "1"])
def test_a_button_that_was_never_there_is_refused(code: str) -> None:
    assert refusal_name(SCHOOLING.taps(code)) == "button_stale"


@pytest.mark.parametrize(
    ("yes", "no"),
    [("1", "2"), ("yes", "no"), ("Y", "n"), ("是的", "没有"), ("네", "아니요"), ("✓", "×")],
)
def test_yes_and_no_have_many_words(yes: str, no: str) -> None:
    asked = Asked(YesNo())
    assert (asked.types(yes), asked.types(no)) == (True, False)


def spoken(*intents: str) -> list[str]:
    """Every phrase of these intents that has no alternatives in it."""
    told = listed(ANSWERS)
    return [phrase for intent, phrase in told if intent in intents and "(" not in phrase]


@pytest.mark.parametrize(
    ("kind", "yes", "no"),
    [
        (YesNo(), ("affirm", "have"), ("deny", "lack", "not_yet")),
        (YesNo(consent=True), ("affirm", "agree", "want", "can"), ("deny", "refuse", "cannot")),
    ],
)
def test_what_says_yes_anywhere_says_it_to_a_question_too(
    kind: YesNo, yes: tuple[str, ...], no: tuple[str, ...]
) -> None:
    asked = Asked(kind, ZH)
    for value, intents in ((True, yes), (False, no)):
        said = {phrase: asked.types(phrase) for phrase in spoken(*intents)}
        assert {phrase: came for phrase, came in said.items() if came is not value} == {}


@pytest.mark.parametrize("kind", [YesNo(), YesNo(consent=True)])
def test_what_is_neither_is_neither(kind: YesNo) -> None:
    said = spoken("unsure", "unknown", "later", "wait", "thanks", "greeting")
    assert [one for one in said if isinstance(Asked(kind, ZH).types(one), bool)] == []


def test_a_consent_is_no_fact() -> None:
    of_course = {"当然", "물론", "물론이오", "물론입니다", "of course", "yes please", "certainly"}
    said = sorted({*spoken("agree", "want", "acknowledge")} - of_course)
    assert [one for one in said if isinstance(Asked(YesNo(), ZH).types(one), bool)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_are_read_by_their_own_labels(language: Language) -> None:
    asked = Asked(YesNo("Signed", "Not signed"), SCENES[language])
    assert [asked.types(label) for label in asked.labels] == [True, False]
    assert [asked.kind.show(answer, asked.scene) for answer in (True, False)] == asked.labels


@pytest.mark.parametrize("typed", ["3", "perhaps", "也许", "o", "es", ""])
def test_neither_yes_nor_no_is_refused(typed: str) -> None:
    assert refusal_name(Asked(YesNo()).types(typed)) == "yes_no_unread"


def test_labels_are_in_the_language_spoken() -> None:
    sex = Choice(labels.SEX)
    assert [sex.show(Sex.FEMALE, scene) for scene in (ZH, KO, EN)] == ["女", "녀자", "Woman"]
    assert Asked(sex, KO).types("녀자") == "female"
