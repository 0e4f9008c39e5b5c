"""How long things are kept, in words; the days come from the settings."""

from markupsafe import Markup

from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Button, Message
from models.core.keeping import Keeping

OPEN = N_("🗑 How long things are kept")
PERIODS = {
    "drafts": N_("Unfinished forms: {time} after the last answer"),
    "applications": N_("Refused applications of brokers: {time} after the refusal"),
    "interest": N_("Who liked which work: {time} after it was offered last"),
    "codes": N_("Codes and invitations: {time}; a code that opened an entry as long as the entry"),
    "messages": N_("What was sent, and who was called: {time}"),
    "check_ins": N_("What people told of approved work: {time} after it ended"),
    "grievances": N_("Grievances with their files: {time} after they were closed"),
    "files": N_("Files of rejected and withdrawn placements: {time}"),
    "imports": N_("Lists that were brought in: {time} after they went in or were undone"),
    "vouchers": N_("Files of approved placements: {time}"),
    "trail": N_("Who did what: {time}; about open and paid placements as long as their files"),
}
# A year as the calendar has it in the long run.
YEAR = 365.25


def days_in_words(speech: Speech, days: int) -> Markup:
    """So many days, as years where they are whole ones."""
    years = round(days / YEAR)
    if years > 1 and days in (years * 365, round(years * YEAR)):
        return speech(N_("{years} years"), years=years)
    return speech(N_("{days} days"), days=days)


def keeping_message(speech: Speech, kept: Keeping) -> Message:
    """Every period, for staff."""
    head = speech(
        N_(
            "<b>🗑 How long things are kept</b>\n"
            "What is over goes by itself, every minute. What is open stays, and so does what a "
            "figure or a payment rests on."
        )
    )
    lines = [
        speech(told, time=days_in_words(speech, getattr(kept, period)))
        for period, told in PERIODS.items()
    ]
    text = Markup("\n• ").join([Markup("{}\n").format(head), *lines])
    return Message(text, ((Button(str(speech(BACK)), "jobs"),),))
