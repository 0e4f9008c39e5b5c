"""The way to the console, in chat: the code, and word of each sign-in."""

import datetime as dt

from markupsafe import Markup

from dialogue.core.i18n import N_, Speech
from dialogue.core.menu import MENU
from dialogue.core.reply import Message, numbered

# Digits are read in groups.
GROUP = 4


def sign_in_code(speech: Speech, code: str, until: dt.datetime) -> Message:
    """The digits in two groups; `until` is in the county's zone."""
    shown = f"{code[:GROUP]} {code[GROUP:]}"
    text = speech(
        N_(
            "💻 Type this code at the PC: <code>{code}</code>\n"
            "It is good once, until {until}. Tell it to nobody, not even a colleague."
        ),
        code=shown,
        until=f"{until:%H:%M}",
    )
    return Message(text, numbered([("console", speech(N_("A new code"))), ("menu", speech(MENU))]))


def signed_in_notice(speech: Speech, session_id: int, at: dt.datetime) -> Message:
    """To whoever's code it was; `at` is in the county's zone."""
    text = speech(
        N_(
            "💻 <b>You signed in at the PC at {time}.</b>\n"
            "If that was not you, end it now and ask for a new code."
        ),
        time=f"{at:%H:%M}",
    )
    return Message(text, numbered([(f"console:end:{session_id}", speech(N_("⏹ End it")))]))


def session_ended(speech: Speech, *, was_open: bool) -> Markup:
    """After the button: over now, or it was over before."""
    return speech(N_("It is ended.") if was_open else N_("It was ended before."))
