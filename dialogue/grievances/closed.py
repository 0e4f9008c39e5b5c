"""Closed grievances as county staff find them: by month, without names."""

import datetime as dt
from collections.abc import Mapping

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.calendar import format_month
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from models.core.paging import Page
from models.grievances.grievance import Grievance

CLOSED = N_("🗂 Closed grievances")
MONTHS = 24


def closed_months_message(months: Mapping[dt.date, int], speech: Speech) -> Message:
    """How many were closed in which month, the latest first."""
    choices = [
        (
            f"grievances:closed:{month:%Y%m}",
            Markup("{} ({})").format(format_month(month, speech), count),
        )
        for month, count in list(months.items())[:MONTHS]
    ]
    text = Markup("<b>{}</b>").format(speech(CLOSED))
    return Message(text, (*numbered(choices, 2), (Button(str(speech(BACK)), "grievances"),)))


def closed_month_message(month: dt.date, found: Page[Grievance], speech: Speech) -> Message:
    """Which were closed in that month, and of what kind."""
    kinds = labels.TROUBLES
    choices = [
        (f"grievances:{one.id}", Markup("№{} {}").format(one.id, speech(kinds[one.kind])))
        for one in found.items
    ]
    text = Markup("<b>{} · {}</b>").format(speech(CLOSED), format_month(month, speech))
    pages = page_buttons(found, f"grievances:closed:{month:%Y%m}:", speech)
    back = (Button(str(speech(BACK)), "grievances:closed"),)
    return Message(text, (*numbered(choices), *pages, back))
