"""The menu and the help: what one can do here, by role."""

from dataclasses import dataclass

from markupsafe import Markup

from dialogue.message import Message, numbered
from dialogue.refusals import sentence
from dialogue.speech import N_, Speech
from models.refusal import Refusal

MENU = N_("Menu")
COMMANDS = {
    "menu": MENU,
    "me": N_("What is kept about me"),
    "language": N_("Language"),
    "help": N_("Help"),
    "cancel": N_("Stop for now"),
}


@dataclass(frozen=True)
class Unfinished:
    """A form to go on with: its draft and how people call it."""

    draft: int
    title: Markup


@dataclass(frozen=True)
class Standing:
    """Who looks at the menu."""

    registered: bool
    helps_others: bool = False
    invites: bool = False
    unfinished: tuple[Unfinished, ...] = ()


def menu(
    speech: Speech, standing: Standing, refusal: Refusal | None = None, noted: Markup | None = None
) -> Message:
    """What one can do now; the likeliest first."""
    said = sentence(refusal, speech) if refusal else noted
    head = speech(N_("<b>What would you like to do?</b>"))
    text = Markup("{}\n\n{}").format(said, head) if said else head
    return Message(text, numbered(_items(speech, standing)))


def _items(speech: Speech, standing: Standing) -> list[tuple[str, Markup]]:
    items = [(f"resume:{u.draft}", u.title) for u in standing.unfinished]
    if standing.helps_others:
        items.append(("assist", speech(N_("🤝 Register somebody"))))
        items.append(("people", speech(N_("👥 People I registered"))))
    if standing.invites:
        items.append(("invite", speech(N_("✉️ Invite a broker or a colleague"))))
    if standing.registered:
        items.append(("me", speech(N_("📋 What is kept about me"))))
        items.append(("news", speech(N_("🔔 Which news I get"))))
    elif not standing.unfinished:
        items.append(("intake", speech(N_("📝 Register myself"))))
    if not standing.registered and not standing.helps_others:
        items.append(("claim", speech(N_("🔑 I have a code"))))
    return [
        *items,
        ("language", speech(N_("🌐 Language"))),
        ("help", speech(N_("❓ Help"))),
    ]


def unfinished(
    speech: Speech, draft: int, title: str, name: str, progress: tuple[int, int]
) -> Unfinished:
    """A form to go on with, with whose it is and how far."""
    place, of = progress
    return Unfinished(
        draft,
        speech(
            N_("▶️ Go on: {title} {name} ({place}/{of})"),
            title=speech(title),
            name=name,
            place=place,
            of=of,
        ),
    )


def stopped(speech: Speech, draft: int) -> Message:
    """A form is left; it can be gone on with, or thrown away."""
    choices = (
        (f"resume:{draft}", N_("▶️ Go on now")),
        ("menu", MENU),
        (f"discard:{draft}", N_("🗑 Throw these answers away")),
    )
    return Message(
        speech(N_("Stopped for now. Your answers are kept.")),
        numbered((choice, speech(label)) for choice, label in choices),
    )


def help_text(speech: Speech) -> Message:
    """How to talk with the bot."""
    text = speech(
        N_(
            "<b>How this works</b>\n"
            "• I ask, you tap a button or type. A number works too: 2 is the second button.\n"
            "• 0 goes back. Every answer is kept at once; you can stop and go on another day.\n"
            "• /menu shows what you can do, /me what is kept about you.\n"
            "• /language changes the language.\n\n"
            "Everything here is free. Nobody may ask you for money for a job. "
            "Questions? Call 12333, the employment hotline."
        )
    )
    return Message(text, numbered([("go on", speech(N_("Go on")))]))


def languages_note(speech: Speech) -> Markup:
    """The new language, in itself."""
    return speech(N_("Good, we speak English."))
