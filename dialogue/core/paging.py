"""Turning pages: the buttons below a list that lead to the page before and the one after."""

from typing import Any

from dialogue.core.form_screens import BEFORE, MORE, PAGE_INTENTS
from dialogue.core.i18n import Speech
from dialogue.core.reply import Button, Rows
from models.core.paging import Page


def page_buttons(page: Page[Any], prefix: str, speech: Speech) -> Rows:
    """No row where there is but one page; the choice is `prefix` and the number of the page."""
    ways = ((page.number > 1, page.number - 1, BEFORE), (page.more, page.number + 1, MORE))
    buttons = tuple(
        Button(f"{speech(label)} {to}", f"{prefix}{to}", PAGE_INTENTS[label])
        for holds, to, label in ways
        if holds
    )
    return (buttons,) if buttons else ()
