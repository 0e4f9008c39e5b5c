"""The ledger's week, as staff read it on Monday morning."""

from markupsafe import Markup

from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Message, numbered
from models.core.counting import shown
from models.labourers.weekly_ledger import LedgerWeek

MENU, FIND = N_("Menu"), N_("🔎 Find an entry")


def ledger_week_message(week: LedgerWeek, speech: Speech) -> Message:
    """Figures alone: no name stands in a message that lies in a chat."""
    lines = (
        (week.new, N_("🆕 New people: {count}")),
        (week.silent, N_("🔇 Not heard of for a month: {count}")),
        (week.findings, N_("⚠️ Open checks of the ledger: {count}")),
        (week.idle_households, N_("🏠 Poor households with nobody in work: {count}")),
    )
    said = [speech(words, count=shown(count)) for count, words in lines if count]
    head = speech(N_("<b>The ledger this week</b>"))
    nothing = [speech(N_("Nothing is open any more."))]
    text = Markup("\n").join([head, *(said or nothing)])
    return Message(text, numbered([("find", speech(FIND)), ("menu", speech(MENU))]))
