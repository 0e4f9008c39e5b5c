"""The catalogues: all that is said is there in Chinese and Korean, and nothing else."""

import re
import shutil
from pathlib import Path
from string import Formatter

import pytest

from dialogue.accounts.form_invitation import INVITATION
from dialogue.brokers.form_broker import BROKER
from dialogue.brokers.form_why import NO_BROKER, PAUSE_BROKER
from dialogue.core import labels
from dialogue.core.form_screens import BACK, KEEP, SKIP
from dialogue.core.i18n import LOCALES, Speech
from dialogue.employers.form_employer import BLACKLIST, EMPLOYER, FIND, MERGE
from dialogue.grievances.form_grievance import END, GRIEVANCE, NOTE
from dialogue.labourers.form_code import CLAIM
from dialogue.labourers.form_intake import INTAKE
from dialogue.locales import collect
from dialogue.notices.form_name import WHO_IS_HERE
from dialogue.notices.form_notice import NOTICE
from dialogue.placements.form_check_in import CHECK_IN, LEAVE
from dialogue.placements.form_confirmation import CONFIRMATION
from dialogue.placements.form_placement import PLACEMENT
from dialogue.placements.form_why import REJECT, SEND_BACK
from dialogue.vacancies.form_vacancy import VACANCY
from models.core.vocabulary import Language
from sandbox.api.html import HtmlReader

TRANSLATED = (Language.ZH, Language.KO)
SAID = {str(message.id) for message in collect.collected() if message.id}
IN_FORMS = {
    text
    for form in (
        *(INTAKE, CLAIM, INVITATION, NOTICE, WHO_IS_HERE, EMPLOYER, FIND, MERGE, BLACKLIST),
        *(GRIEVANCE, NOTE, END, PLACEMENT, CONFIRMATION, CHECK_IN, LEAVE, SEND_BACK, REJECT),
        *(BROKER, NO_BROKER, PAUSE_BROKER),
        VACANCY,
    )
    for text in (form.title, *(text for q in form.questions for text in (q.prompt, q.label)))
}
ON_BUTTONS = {
    *(BACK, SKIP, KEEP),
    *(
        label
        for table in vars(labels).values()
        if isinstance(table, dict)
        for label in table.values()
        if isinstance(label, str)
    ),
} & SAID


def translations(language: Language) -> dict[str, str]:
    """Message ids and what stands for them."""
    catalogue = collect.read_catalogue(language)
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def tags(text: str) -> list[str]:
    """The tags, in the order of the alphabet: languages order words differently."""
    return sorted(re.findall(r"</?[a-z]+>", text))


def test_messages_of_the_code_are_found() -> None:
    assert len(SAID) > 200
    assert IN_FORMS <= SAID
    assert "{year}-{month:02}-{day:02}" in SAID


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_there_and_nothing_else(language: Language) -> None:
    assert translations(language).keys() == SAID


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_empty_or_doubtful(language: Language) -> None:
    assert [message for message, said in translations(language).items() if not said.strip()] == []
    catalogue = collect.read_catalogue(language)
    assert not catalogue.obsolete
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_same_placeholders(language: Language) -> None:
    for message, said in translations(language).items():
        assert placeholders(said) == placeholders(message), said


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_same_tags(language: Language) -> None:
    for message, said in translations(language).items():
        assert tags(said) == tags(message), said


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_begin_and_end_with_the_same_space(language: Language) -> None:
    for message, said in translations(language).items():
        assert (said != said.strip()) == (message != message.strip()), said


@pytest.mark.parametrize("language", Language)
def test_every_message_is_html_that_telegram_takes(language: Language) -> None:
    known = translations(language) if language in TRANSLATED else {text: text for text in SAID}
    for said in known.values():
        HtmlReader(said).read()


@pytest.mark.parametrize("language", Language)
def test_buttons_are_plain_text(language: Language) -> None:
    speech = Speech(language)
    assert len(ON_BUTTONS) > 60
    for label in ON_BUTTONS:
        assert not set("<>&") & set(speech(label)), label


def test_what_has_no_translation_is_said_as_it_is() -> None:
    assert Speech(Language.ZH)("never said before") == "never said before"
    assert Speech(Language.ZH)("") == ""


def test_what_people_gave_is_escaped() -> None:
    said = Speech(Language.ZH)("{question}: <b>{answer}</b>", question="?", answer="<i>&</i>")
    assert HtmlReader(str(said)).read()[0] == "?：<i>&</i>"


def test_collecting_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(LOCALES / "zh", tmp_path / "zh")
    monkeypatch.setattr(collect, "LOCALES", tmp_path)
    before = translations(Language.ZH)
    collect.main()
    assert translations(Language.ZH) == before
    assert translations(Language.KO) == dict.fromkeys(SAID, "")
