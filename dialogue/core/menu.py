"""The menu and the help: what one can do here, by role."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from markupsafe import Markup

from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.offered import RESUME
from dialogue.core.paging import page_buttons
from dialogue.core.progress import Progress
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Button, Message, Rows, numbered
from models.core.counting import shown
from models.core.paging import Page
from models.core.refusal import Refusal

MENU = N_("Menu")
COMMANDS = {
    "menu": MENU,
    "me": N_("What is kept about me"),
    "language": N_("Language"),
    "help": N_("Help"),
    "cancel": N_("Stop for now"),
}


class MenuGroup(StrEnum):
    """What of staff's menu stands behind one line."""

    WAITING = auto()
    PEOPLE = auto()
    WORK = auto()
    OFFICE = auto()
    OWN = auto()


GROUPS = {
    MenuGroup.WAITING: N_("⏳ Waits for you ({count})"),
    MenuGroup.PEOPLE: N_("👥 People and brokers"),
    MenuGroup.WORK: N_("📣 Notices, work, employers"),
    MenuGroup.OFFICE: N_("🏛 Office, language, help"),
    MenuGroup.OWN: N_("🙋 My own things"),
}


@dataclass(frozen=True)
class UnfinishedForm:
    """A form to go on with: its draft and how people call it."""

    draft: int
    title: Markup


@dataclass(frozen=True)
class Choice:
    """One line of the menu: where it leads, its message id, and the number that stands in it."""

    path: str
    label: str
    count: int = 0
    group: MenuGroup | None = None


def in_groups(choices: Sequence[Choice]) -> list[Choice]:
    """One line for each group, where its first choice stands; a group of one is that choice."""
    found: dict[str, Choice] = {}
    for one in choices:
        same = [other for other in choices if one.group and other.group is one.group]
        if len(same) < 2 or one.group is None:
            found[one.path] = one
            continue
        path, count = f"group:{one.group}", sum(other.count for other in same)
        found[path] = Choice(path, GROUPS[one.group], count)
    return list(found.values())


def group_message(speech: Speech, group: MenuGroup, choices: Sequence[Choice]) -> Message:
    """The choices behind one line of the menu."""
    count = sum(one.count for one in choices)
    head = Markup("<b>{}</b>").format(speech(GROUPS[group], count=shown(count)))
    listed = numbered((one.path, speech(one.label, count=shown(one.count))) for one in choices)
    return Message(head, (*listed, (Button(str(speech(BACK)), "menu"),)))


@dataclass(frozen=True)
class UnfinishedForms:
    """The forms to go on with that the menu shows, and how many there are beside them."""

    shown: tuple[UnfinishedForm, ...] = ()
    more: int = 0


def menu_message(
    speech: Speech,
    choices: Iterable[Choice],
    unfinished: UnfinishedForms,
    refusal: Refusal | None = None,
    noted: Markup | None = None,
    before: Sequence[str] = (),
) -> Message:
    """What one can do now: first to go on with what was begun, then the choices in their order.

    What stood in the menu that lies there already keeps its number: `before` are its paths.
    """
    said = explain_refusal(refusal, speech) if refusal else noted
    head = speech(N_("<b>What would you like to do?</b>"))
    text = Markup("{}\n\n{}").format(said, head) if said else head
    begun = resume_choices(unfinished.shown)
    if unfinished.more:
        label = speech(N_("▶️ More that was begun ({count})"), count=unfinished.more)
        begun.append(("begun:1", label))
    listed = [(one.path, speech(one.label, count=shown(one.count))) for one in choices]
    return Message(text, _numbered_as_before([*begun, *listed], before))


def _numbered_as_before(choices: Sequence[tuple[str, Markup]], before: Sequence[str]) -> Rows:
    """What is new comes last; the number of what is gone is left out."""
    kept = {path: number for number, path in enumerate(before, start=1) if path}
    fresh = [path for path, _ in choices if path not in kept]
    numbers = kept | {path: number for number, path in enumerate(fresh, start=len(before) + 1)}
    in_order = sorted(choices, key=lambda choice: numbers[choice[0]])
    return tuple(
        (Button(f"{numbers[path]} {label}", path, _intents(path)),) for path, label in in_order
    )


def _intents(path: str) -> str:
    """What people mean by a line of the menu, beyond its own label."""
    return "go_on" if path.startswith(RESUME) else ""


def resume_choices(begun: Iterable[UnfinishedForm]) -> list[tuple[str, Markup]]:
    """The choices that lead back into these forms."""
    return [(f"{RESUME}{one.draft}", one.title) for one in begun]


def unfinished_forms_message(page: Page[UnfinishedForm], speech: Speech) -> Message:
    """One page of all that was begun, the latest first."""
    head = N_("<b>What you began</b>") if page.items else N_("Nothing is begun.")
    rows = (*numbered(resume_choices(page.items)), *page_buttons(page, "begun:", speech))
    return Message(speech(head), (*rows, (Button(str(speech(BACK)), "menu"),)))


def describe_unfinished_form(
    speech: Speech, draft: int, title: str, name: str, progress: Progress
) -> UnfinishedForm:
    """A form to go on with, with whose it is and how far."""
    place, of, _ = progress
    of_whom = N_("▶️ Go on: {title} {name} ({place}/{of})")
    label = of_whom if name else N_("▶️ Go on: {title} ({place}/{of})")
    return UnfinishedForm(draft, speech(label, title=speech(title), name=name, place=place, of=of))


def form_stopped_message(speech: Speech, draft: int) -> Message:
    """A form is left; it can be gone on with, or thrown away."""
    choices = (
        (f"{RESUME}{draft}", N_("▶️ Go on now"), "go_on"),
        ("menu", MENU, ""),
        (f"discard:{draft}", N_("🗑 Throw these answers away"), "throw_away"),
    )
    return Message(
        speech(N_("Stopped for now. Your answers are kept.")),
        numbered((choice, speech(label), intents) for choice, label, intents in choices),
    )


def help_message(speech: Speech, number: str) -> Message:
    """How to talk with the bot, and the person's own number on the channel."""
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
    return Message(both, numbered([("go on", speech(N_("Go on")), "go_on acknowledge agree")]))
