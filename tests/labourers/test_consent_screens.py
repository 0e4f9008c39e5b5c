"""What a person agrees to: short enough to be read, and all that the law wants said."""

import re

import pytest

from dialogue.core.i18n import Speech
from dialogue.labourers import consent
from models.core.keeping import Keeping
from models.core.vocabulary import Language
from tests.support.form_contexts import shown_text

MOST = 120  # characters of the first screen, in Chinese
POINTS = (
    *consent.KINDS,
    *consent.RECIPIENTS,
    *(consent.MESSENGER, consent.KEPT_FOR, consent.RIGHTS, consent.CONTACT),
)


def test_the_first_screen_is_short_enough_to_be_read() -> None:
    message = consent.consent_question(Speech(Language.ZH))
    assert len(message.text.striptags().replace("\n", "")) <= MOST
    assert [button.choice for button in message.buttons] == [
        "consent:yes",
        "consent:no",
        "consent:more",
        "trouble",
        "work",
    ]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("where", [consent.full_consent, consent.full_consent_to_read_out])
def test_all_that_is_to_be_known_is_one_tap_away(language: Language, where: object) -> None:
    speech = Speech(language)
    assert callable(where)
    message = where(speech, Keeping())
    assert [point for point in POINTS if str(speech(point)) not in message.text] == []
    assert len(message.buttons) == 2
    assert shown_text(message)


@pytest.mark.parametrize("language", Language)
def test_what_is_read_out_says_who_sees_it_how_long_and_whom_to_ask(language: Language) -> None:
    text = str(consent.consent_to_read_out(Speech(language)).text)
    assert "12333" in text
    assert any(word in text for word in ("Telegram", "텔레그람"))


@pytest.mark.parametrize("language", Language)
def test_how_long_is_as_the_settings_say(language: Language) -> None:
    kept = Keeping(drafts=33, grievances=1460, trail=999)
    text = str(consent.full_consent(Speech(language), kept).text)
    for told in ("33", "4", "999", "31"):
        assert re.search(rf"(?<!\d){told}(?!\d)", text), told
