"""The choice of a language."""

from markupsafe import Markup, escape

from dialogue.core.i18n import N_, OWN_NAMES, Speech
from dialogue.core.reply import Message, numbered
from models.core.vocabulary import Language


def language_choice() -> Message:
    greeting = "\n".join(
        str(Speech(language)(N_("Which language do you speak?"))) for language in Language
    )
    names = [(f"language:{language}", name) for language, name in OWN_NAMES.items()]
    return Message(escape(greeting), numbered(names))


def language_changed_note(speech: Speech) -> Markup:
    """The new language, in itself."""
    return speech(N_("Good, we speak English."))
