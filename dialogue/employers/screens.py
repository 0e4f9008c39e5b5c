"""Employers as staff see them, and what those who work at a blacklisted one are told."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import trail
from dialogue.core.form import FormContext, FormState
from dialogue.core.form_screens import BACK, choose_change_message, summary_lines
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.employers.form_employer import EMPLOYER
from models.core.paging import Page
from models.employers import directory
from models.employers.employer import Employer

ADD, FIND, ALL = N_("➕ Write down an employer"), N_("🔍 Find one by its name"), N_("All employers")
LIST, UNLIST = N_("⛔ Put it on the blacklist"), N_("Take it off the blacklist")
MENU = N_("Menu")
# What everybody may who sees one.
SEEN = ("", "trail")


def employer_path(employer: Employer, step: str = "") -> str:
    """The choice that leads to it, or to a step with it."""
    return f"employer:{employer.id}:{step}" if step else f"employer:{employer.id}"


def employer_heading(employer: Employer) -> Markup:
    """What a form is about."""
    return Markup("🏭 <b>{}</b>").format(_name(employer))


def employer_form_state(employer: Employer, scene: FormContext) -> FormState:
    """Its facts as the filled form."""
    return FormState(EMPLOYER, scene.today, directory.employer_answers(employer))


def employer_list(speech: Speech, page: Page[Employer]) -> Message:
    """One page of the employers, and the ways to find and to add one."""
    head = N_("<b>Employers</b>") if page.items else N_("No employer is written down yet.")
    ways = [("employers:find", speech(FIND)), ("employers:add", speech(ADD))]
    ways = ways if page.items else ways[1:]
    rows = numbered([*ways, *((employer_path(one), _name(one)) for one in page.items)])
    turned = page_buttons(page, "employers:page:", speech)
    return Message(speech(head), (*rows, *turned, _back(speech, "menu")))


def employers_found(speech: Speech, words: str, hits: Sequence[Employer]) -> Message:
    """Those with these words in their name."""
    head = N_("With “{words}” in the name:") if hits else N_("No name has “{words}” in it.")
    ways = [("employers:find", speech(FIND)), ("employers:add", speech(ADD))]
    rows = numbered([*((employer_path(one), _name(one)) for one in hits), *ways])
    return Message(speech(head, words=words), (*rows, _back(speech, "employers")))


def employer_card(
    employer: Employer,
    counts: tuple[int, int],
    scene: FormContext,
    zone: ZoneInfo,
    noted: str = "",
    *,
    decides: bool = True,
) -> Message:
    """Its facts, how many are there now and how many vacancies it has, and what can be done.

    `decides`: by who may change it; else it can only be looked at.
    """
    speech = scene.speech
    placed, vacancies = counts
    lines = [
        speech(noted) if noted else Markup("<b>{}</b>").format(employer.name),
        _listed(employer, speech, zone),
        summary_lines(employer_form_state(employer, scene), scene),
        speech(N_("👷 Placed there now: {count}"), count=placed),
        speech(N_("📢 Open vacancies: {count}"), count=vacancies),
    ]
    text = Markup("\n").join(line for line in lines if line)
    listing = ("unlist", UNLIST) if employer.is_listed else ("list", LIST)
    choices = (
        ("change", N_("✏️ Change something")),
        ("merge", N_("🔗 It is the same as another")),
        ("trail", trail.OPEN),
        listing,
    )
    offered = [
        (employer_path(employer, step), label) for step, label in choices if decides or step in SEEN
    ]
    rows = numbered((choice, speech(label)) for choice, label in [*offered, ("employers", ALL)])
    return Message(text, rows)


def _listed(employer: Employer, speech: Speech, zone: ZoneInfo) -> Markup | None:
    if employer.listed_at is None:
        return None
    day = employer.listed_at.astimezone(zone).date()
    return speech(
        N_("⛔ On the blacklist since {day}: {why}"), day=day, why=employer.listed_why or ""
    )


def changeable_facts(employer: Employer, scene: FormContext) -> Message:
    """Each fact as a button."""
    return choose_change_message(
        employer_form_state(employer, scene),
        scene.speech,
        employer_path(employer, "change:"),
        employer_path(employer),
    )


def choose_other_entry(speech: Speech, double: Employer, hits: Sequence[Employer]) -> Message:
    text = speech(N_("“{name}” is the same as:"), name=double.name)
    rows = numbered((employer_path(double, f"into:{other.id}"), _name(other)) for other in hits)
    return Message(text, (*rows, _back(speech, employer_path(double))))


def confirm_merge(speech: Speech, double: Employer, into: Employer) -> Message:
    """Really? The entry that stays is named."""
    text = speech(
        N_(
            "Make the two one? “{name}” goes, and its people and vacancies move to “{other}”. "
            "This cannot be undone."
        ),
        name=double.name,
        other=into.name,
    )
    return _sure(
        speech,
        text,
        (employer_path(double), N_("No, they are two")),
        employer_path(double, f"into!:{into.id}"),
    )


def confirm_unlist(speech: Speech, employer: Employer) -> Message:
    text = speech(
        N_("Take “{name}” off the blacklist? People can be placed there again."),
        name=employer.name,
    )
    return _sure(
        speech,
        text,
        (employer_path(employer), N_("No, leave it on")),
        employer_path(employer, "unlist!"),
    )


def _sure(speech: Speech, text: Markup, no: tuple[str, str], yes: str) -> Message:
    """Two buttons, the harmless one first."""
    keep, go_ahead = (
        (no[0], speech(no[1]), "deny refuse"),
        (yes, speech(N_("Yes, do it")), "affirm"),
    )
    return Message(text, numbered([keep, go_ahead]))


def warn_labourer(speech: Speech, employer: Employer, placement: int) -> Message:
    """To somebody who works there: what it means, and what help there is."""
    text = speech(
        N_(
            "🤝 A word about your work. The county office warns of <b>{name}</b>: {why}.\n\n"
            "You did nothing wrong, and you need not do anything now. But if your wages are late, "
            "or anything else is not right, tell the office: it is free, and they will help you. "
            "Would you like other work? Then look here what there is."
        ),
        name=employer.name,
        why=employer.listed_why or "",
    )
    choices = (
        (f"grievance:{placement}", N_("🆘 Something is wrong there")),
        ("work", N_("🔍 Look for other work")),
    )
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def warn_broker(speech: Speech, employer: Employer, count: int) -> Message:
    """To a broker who placed people there: how many are there, and what to do for them."""
    text = speech(
        N_(
            "⛔ <b>{name}</b> is on the county's blacklist now: {why}.\n\n"
            "People you brought who are there: <b>{count}</b>. Please call them and ask whether "
            "all is right. Please bring nobody new there."
        ),
        name=employer.name,
        why=employer.listed_why or "",
        count=count,
    )
    return Message(text, numbered([("menu", speech(MENU))]))


def _name(employer: Employer) -> str:
    return f"⛔ {employer.name}" if employer.is_listed else employer.name


def _back(speech: Speech, to: str) -> tuple[Button, ...]:
    return (Button(str(speech(BACK)), to),)
