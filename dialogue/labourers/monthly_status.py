"""The questions that come by themselves: an intake left unfinished, and the month's status."""

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.form import FormContext, FormState
from dialogue.core.form_screens import FormDisplay, ask_question
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Message, numbered
from models.labourers.labourer import Labourer


def unfinished_intake_reminder(filling: FormState, scene: FormContext, draft: int) -> Message:
    """A registration left half-way: the very question it stopped at, ready to be answered."""
    noted = scene.speech(
        N_("👋 Your registration is not finished yet. All your answers are kept. We were here:\n")
    )
    return ask_question(filling, scene, FormDisplay(draft, noted=noted, own=False))


def status_question(speech: Speech, labourer: Labourer, month: int) -> Message:
    """Once a month: is the present work still what it was?"""
    choices = (
        (f"status:{month}:same", N_("✅ Yes, still so"), "affirm unchanged"),
        (f"status:{month}:changed", N_("✏️ No, it has changed"), "deny changed"),
    )
    text = speech(
        N_("👋 A short question, once a month. You told us:\n<b>{status}</b>\nIs this still so?"),
        status=status_words(speech, labourer),
    )
    rows = numbered((choice, speech(label), intents) for choice, label, intents in choices)
    return Message(text, rows)


def waiting_title(speech: Speech, labourer: Labourer) -> Markup:
    """The question in a line of a list."""
    return speech(N_("Is this still so: {status}?"), status=status_words(speech, labourer))


def status_words(speech: Speech, labourer: Labourer) -> Markup:
    """The present work, and where."""
    status = speech(labels.STATUS[labourer.status])
    places = [place for place in (labourer.work_place, labourer.work_what) if place]
    return Markup("{}{}").format(status, f" ({speech.listed(places)})" if places else "")


def status_noted(speech: Speech) -> Markup:
    return speech(N_("✅ Thank you, noted."))
