"""The first two screens: the language, and what a person agrees to before anything is kept."""

from markupsafe import escape

from dialogue.message import Message, numbered
from dialogue.speech import N_, OWN_NAMES, Speech
from models.words import Language

CONSENT = N_(
    "Hello! 👋 I am Chunfeng, of the county employment office. I help you find work and training, "
    "free of charge.\n\n"
    "Before we begin:\n"
    "• <b>What we write down:</b> who you are, where you live, what work you do and would like.\n"
    "• <b>Why:</b> so that the right jobs, courses and grants reach you.\n"
    "• <b>Who sees it:</b> only the county employment office, and the broker who helps you.\n"
    "• <b>You decide:</b> see it, change it or have it deleted at any time. Type /me.\n\n"
    "May we write down your answers?"
)
READ_OUT = N_(
    "Please read this out to the person beside you:\n\n"
    "“The county employment office will write down who you are, where you live, and what work you "
    "do and would like, so that jobs, courses and grants reach you. Only the office and I see it. "
    "You can see it, change it or have it deleted at any time. Is that all right?”"
)


def languages() -> Message:
    """The choice of a language, in all of them."""
    greeting = "\n".join(
        str(Speech(language)(N_("Which language do you speak?"))) for language in Language
    )
    names = [(f"language:{language}", name) for language, name in OWN_NAMES.items()]
    return Message(escape(greeting), numbered(names))


def consent(speech: Speech) -> Message:
    """What is kept, why, who sees it, how to withdraw; yes or no."""
    labels = (
        ("consent:yes", speech(N_("Yes, let's begin"))),
        ("consent:no", speech(N_("No, thank you"))),
    )
    return Message(speech(CONSENT), numbered(labels))


def read_out(speech: Speech) -> Message:
    """The same, for a broker or staff member to read to a person without a phone."""
    labels = (
        ("assist:yes", speech(N_("Yes, they agree"))),
        ("assist:no", speech(N_("No, they do not"))),
    )
    return Message(speech(READ_OUT), numbered(labels))


def declined(speech: Speech) -> Message:
    """Nothing was kept."""
    return Message(
        speech(
            N_(
                "That is fine. Nothing was kept. If you think again, just write to me. "
                "All the best!"
            )
        )
    )
