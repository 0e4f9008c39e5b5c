"""The questions that come by themselves: an intake left unfinished, and the month's status."""

from markupsafe import Markup

from dialogue import labels
from dialogue.message import Message, numbered
from dialogue.speech import N_, Speech
from models.labourer import Labourer


def unfinished(speech: Speech, draft: int) -> Message:
    """A registration left half-way: everything is kept, one tap goes on."""
    choices = (
        (f"resume:{draft}", N_("▶️ Go on now")),
        (f"discard:{draft}", N_("🗑 Throw these answers away")),
    )
    text = speech(
        N_("Your registration is not finished yet. All your answers are kept; a few are missing.")
    )
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def still_so(speech: Speech, labourer: Labourer, month: int) -> Message:
    """Once a month: is the present work still what it was?"""
    choices = (
        (f"status:{month}:same", N_("✅ Yes, still so")),
        (f"status:{month}:changed", N_("✏️ No, it has changed")),
    )
    text = speech(
        N_("👋 A short question, once a month. You told us:\n<b>{status}</b>\nIs this still so?"),
        status=said_status(speech, labourer),
    )
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def said_status(speech: Speech, labourer: Labourer) -> Markup:
    """The present work, and where."""
    status = speech(labels.STATUS[labourer.status])
    places = [place for place in (labourer.work_place, labourer.work_what) if place]
    return Markup("{}{}").format(status, f" ({speech.listed(places)})" if places else "")


def noted(speech: Speech) -> Markup:
    """Thank you."""
    return speech(N_("✅ Thank you, noted."))
