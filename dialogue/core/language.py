"""The choice of a language."""

import re

from markupsafe import Markup, escape

from dialogue.core.i18n import N_, OWN_NAMES, Speech
from dialogue.core.reply import Message, numbered
from models.core.vocabulary import Language


def language_choice(said: Markup | None = None) -> Message:
    """In all languages, after a remark perhaps."""
    greeting = "\n".join(
        str(Speech(language)(N_("Which language do you speak?"))) for language in Language
    )
    names = [(f"language:{language}", name) for language, name in OWN_NAMES.items()]
    text = Markup("{}\n\n{}").format(said, greeting) if said else escape(greeting)
    return Message(text, numbered(names))


def language_changed_note(speech: Speech) -> Markup:
    """The new language, in itself."""
    return speech(N_("Good, we speak English."))


def language_of(text: str) -> Language:
    """The language that a text is written in, by its letters."""
    if re.search("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]", text):
        return Language.KO
    return Language.ZH if re.search("[\u3400-\u9fff]", text) else Language.EN
