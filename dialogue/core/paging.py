"""Turning pages: the buttons below a list that lead to the page before and the one after."""

from typing import Any

from dialogue.core.form_screens import BEFORE, MORE
from dialogue.core.i18n import Speech
from dialogue.core.reply import Button, Rows
from models.core.paging import Page


def page_buttons(page: Page[Any], prefix: str, speech: Speech) -> Rows:
    """No row where there is but one page; the choice is `prefix` and the number of the page."""
    ways = (
        (page.number > 1, page.number - 1, speech(BEFORE)),
        (page.more, page.number + 1, speech(MORE)),
    )
    buttons = tuple(Button(f"{label} {to}", f"{prefix}{to}") for holds, to, label in ways if holds)
    return (buttons,) if buttons else ()
