"""What waits for a labourer's word, each in a line of a list."""

from markupsafe import Markup

from dialogue.core.i18n import N_, Speech


def confirmation_title(speech: Speech, employer: str) -> Markup:
    return speech(N_("Is your work right? {employer}"), employer=employer)


def check_in_title(speech: Speech, employer: str) -> Markup:
    return speech(N_("Do you still work at {employer}?"), employer=employer)
