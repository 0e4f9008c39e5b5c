"""The people whom a broker or staff member registered."""

from typing import Any

from markupsafe import Markup

from dialogue.core.form import FormContext
from dialogue.core.form_screens import BACK, summary_lines
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.core.start_link import StartLink
from dialogue.labourers.entry import fill_form
from dialogue.labourers.form_intake import has_more
from models.core.paging import cut
from models.labourers.labourer import Labourer


def people_list(speech: Speech, registered: list[Labourer], page: int = 1) -> Message:
    """Each by name, the latest first."""
    shown = cut(registered, page)
    names = [(f"person:{labourer.id}", labourer.name) for labourer in shown.items]
    head = N_("<b>People you registered</b>") if registered else N_("You registered nobody yet.")
    back = Button(str(speech(BACK)), "menu")
    pages = page_buttons(shown, "person:page:", speech)
    return Message(speech(head), (*numbered(names, 2), *pages, (back,)))


def registered_message(speech: Speech, labourer: Labourer) -> Message:
    """Done, and what comes next."""
    more = (f"person:{labourer.id}:more", N_("▶️ Go on: work, skills, wishes"))
    choices = (
        *((more,) if labourer.not_asked else ()),
        (f"person:{labourer.id}:code", N_("🔑 A code for their own phone")),
        (f"person:{labourer.id}", N_("📋 See what was written down")),
        ("assist", N_("🤝 Register somebody")),
        ("menu", N_("Menu")),
    )
    return Message(
        speech(N_("🎉 <b>{name} is registered.</b>"), name=labourer.name),
        numbered((choice, speech(label)) for choice, label in choices),
    )


def person_card(
    labourer: Labourer, facts: dict[str, Any], scene: FormContext, noted: Markup | None = None
) -> Message:
    """One entry, and what can be done for its person."""
    speech, key = scene.speech, labourer.id
    more = (f"person:{key}:more", N_("▶️ Go on: work, skills, wishes"))
    choices = (
        *((more,) if has_more(facts, scene.today) else ()),
        (f"person:{key}:code", N_("🔑 A code for their own phone")),
        (f"person:{key}:change", N_("✏️ Change something")),
        (f"person:{key}:erase", N_("🗑 They want it deleted")),
        ("people", N_("All people")),
    )
    head = noted or Markup("<b>{}</b>").format(labourer.name)
    return Message(
        Markup("{}\n\n{}").format(head, summary_lines(fill_form(facts, scene), scene)),
        numbered((choice, speech(label)) for choice, label in choices),
    )


def entry_code_card(speech: Speech, labourer: Labourer, digits: str, link: StartLink) -> Message:
    """The code to hand on."""
    text = speech(
        N_(
            "Code for {name}: <b>{first} {last}</b>\n\nThey write to me from their own phone, type "
            "/claim and then this code. Or they open this link. It works once, within 14 days.\n"
            "{link}"
        ),
        name=labourer.name,
        first=digits[:4],
        last=digits[4:],
        link=link,
    )
    return Message(text, ((Button(str(speech(BACK)), f"person:{labourer.id}"),),))


def erase_person_question(speech: Speech, labourer: Labourer) -> Message:
    return Message(
        speech(
            N_("Does {name} want everything deleted? This cannot be undone."), name=labourer.name
        ),
        numbered(
            (
                (f"person:{labourer.id}", speech(N_("No, keep it"))),
                (f"person:{labourer.id}:erase!", speech(N_("Yes, delete everything"))),
            )
        ),
    )


def entry_transferred_message(speech: Speech, name: str) -> Message:
    """To the broker who registered somebody: the entry is now its person's own."""
    text = speech(N_("🔑 {name} has taken over their own entry on their own phone."), name=name)
    return Message(text, numbered([("people", speech(N_("👥 People I registered")))]))
