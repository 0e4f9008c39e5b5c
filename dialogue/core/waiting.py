"""The questions that wait for a person's answer, as a list."""

from collections.abc import Iterable

from markupsafe import Markup

from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Button, Message, numbered


def waiting_message(speech: Speech, questions: Iterable[tuple[str, Markup]]) -> Message:
    """Each question in a line, the newest first."""
    text = speech(N_("<b>These wait for your answer</b>\nThe newest stands first."))
    return Message(text, (*numbered(questions), (Button(str(speech(BACK)), "menu"),)))
