"""The menu and the help: what one can do here, by role."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Button, Message, numbered
from models.core.paging import Page
from models.core.refusal import Refusal

MENU = N_("Menu")
BROKERS, APPLICANTS = N_("🧑‍💼 Labour brokers"), N_("🧑‍💼 Labour brokers ({count} wait)")
COMMANDS = {
    "menu": MENU,
    "me": N_("What is kept about me"),
    "language": N_("Language"),
    "help": N_("Help"),
    "cancel": N_("Stop for now"),
}


@dataclass(frozen=True)
class UnfinishedForm:
    """A form to go on with: its draft and how people call it."""

    draft: int
    title: Markup


@dataclass(frozen=True)
class MenuState:
    """Who looks at the menu."""

    registered: bool
    helps_others: bool = False
    invites: bool = False
    places: bool = False
    calls: int = 0
    to_review: int = 0
    grievances: int = 0
    signed_up: int = 0
    applicants: int = 0
    held: int = 0
    erasures: int = 0
    doubles: int = 0
    unfinished: tuple[UnfinishedForm, ...] = ()
    more_unfinished: int = 0
    older_words: bool = False


def menu_message(
    speech: Speech, standing: MenuState, refusal: Refusal | None = None, noted: Markup | None = None
) -> Message:
    """What one can do now; the likeliest first."""
    said = explain_refusal(refusal, speech) if refusal else noted
    head = speech(N_("<b>What would you like to do?</b>"))
    text = Markup("{}\n\n{}").format(said, head) if said else head
    return Message(text, numbered(_items(speech, standing)))


def _items(speech: Speech, standing: MenuState) -> list[tuple[str, Markup]]:
    me, helps, staff = standing.registered, standing.helps_others, standing.invites
    items = (
        (standing.older_words, "consent:again", N_("📄 New: what we keep, and who sees it")),
        (standing.signed_up, "on:mine:1", N_("🗓 What I signed up for ({count})")),
        (me, "on", N_("📣 What is on near me")),
        (me, "work", N_("💼 Find work")),
        (standing.calls, "calls", N_("📞 To be called ({count})")),
        (standing.places, "report", N_("➕ Report a placement")),
        (standing.places, "placements", N_("📒 My placements")),
        (standing.to_review, "review", N_("🔎 Placements to look at ({count})")),
        (standing.grievances, "grievances", N_("🆘 Grievances ({count})")),
        (standing.erasures, "erasures", N_("🗑 Asked to be deleted ({count})")),
        (standing.doubles, "doubles", N_("👥 Two entries of one person? ({count})")),
        (staff, "notices", N_("📣 Notices")),
        (staff, "employers", N_("🏭 Employers")),
        (standing.held, "vacancies", N_("💼 Work on offer ({count} to look at)")),
        (helps and not standing.held, "vacancies", N_("💼 Work on offer")),
        (helps, "assist", N_("🤝 Register somebody")),
        (helps, "people", N_("👥 People I registered")),
        (staff, "brokers", APPLICANTS if standing.applicants else BROKERS),
        (staff, "staff", N_("🏛 The office's staff")),
        (staff, "oversight", N_("🧾 What an auditor asks for")),
        (staff, "invite", N_("✉️ Invite a broker or a colleague")),
        (me, "trouble", N_("🆘 Something is wrong at work")),
        (me, "me", N_("📋 What is kept about me")),
        (me, "news", N_("🔔 Which news I get")),
        (not me and not standing.unfinished, "intake", N_("📝 Register myself")),
        (not me and not helps, "claim", N_("🔑 I have a code")),
        (staff, "jobs", N_("⚙️ What runs by the clock")),
        (not helps, "broker", N_("🧑‍💼 Become a labour broker")),
        (True, "language", N_("🌐 Language")),
        (True, "help", N_("❓ Help")),
    )
    going_on = resume_choices(standing.unfinished)
    if more := standing.more_unfinished:
        going_on.append(("begun:1", speech(N_("▶️ More that was begun ({count})"), count=more)))
    counts = {"brokers": standing.applicants}
    shown = [
        (to, speech(label, count=counts.get(to, int(holds)))) for holds, to, label in items if holds
    ]
    return [*going_on, *shown]


def resume_choices(begun: Iterable[UnfinishedForm]) -> list[tuple[str, Markup]]:
    """The choices that lead back into these forms."""
    return [(f"resume:{one.draft}", one.title) for one in begun]


def unfinished_forms_message(page: Page[UnfinishedForm], speech: Speech) -> Message:
    """One page of all that was begun, the latest first."""
    head = N_("<b>What you began</b>") if page.items else N_("Nothing is begun.")
    rows = (*numbered(resume_choices(page.items)), *page_buttons(page, "begun:", speech))
    return Message(speech(head), (*rows, (Button(str(speech(BACK)), "menu"),)))


def describe_unfinished_form(
    speech: Speech, draft: int, title: str, name: str, progress: tuple[int, int]
) -> UnfinishedForm:
    """A form to go on with, with whose it is and how far."""
    place, of = progress
    return UnfinishedForm(
        draft,
        speech(
            N_("▶️ Go on: {title} {name} ({place}/{of})"),
            title=speech(title),
            name=name,
            place=place,
            of=of,
        ),
    )


def form_stopped_message(speech: Speech, draft: int) -> Message:
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


def help_message(speech: Speech, number: int) -> Message:
    """How to talk with the bot, and the person's own number in Telegram."""
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
    own = speech(N_("Your number here is {number}, if the office asks for it."), number=number)
    both = Markup("\n\n").join((text, own))
    return Message(both, numbered([("go on", speech(N_("Go on")))]))


def entry_transferred_message(speech: Speech, name: str) -> Message:
    """To the broker who registered somebody: the entry is now its person's own."""
    text = speech(N_("🔑 {name} has taken over their own entry on their own phone."), name=name)
    return Message(text, numbered([("people", speech(N_("👥 People I registered")))]))


def language_changed_note(speech: Speech) -> Markup:
    """The new language, in itself."""
    return speech(N_("Good, we speak English."))
