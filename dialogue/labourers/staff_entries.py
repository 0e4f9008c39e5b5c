"""Entries as staff find them, and what they do with one: a code, a comparison, its household."""

from collections.abc import Sequence

from markupsafe import Markup

from dialogue.core.form import FormContext
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, numbered
from dialogue.core.start_link import StartLink
from dialogue.parsing.id_number import masked
from models.core.refusal import Refusal
from models.labourers.household import Household
from models.labourers.labourer import Labourer
from models.labourers.person_lines import PHONE_SHOWN
from models.labourers.staff_entries import StaffEntry

AGAIN, ENTRY, MENU = N_("🔎 Look for somebody else"), N_("👤 The entry"), N_("Menu")
STOPPED = N_("✅ <b>Stopped.</b> That code opens nothing any more. The county office is told.")


def found_entries(found: Sequence[Labourer], scene: FormContext, path: str) -> Message:
    """Each by name, village, year of birth and phone; `path` has a place for the number."""
    speech = scene.speech
    head = N_("<b>Whom do you mean?</b>") if found else N_("Nobody of your county fits.")
    lines = [
        (
            path.format(number=one.id),
            f"{one.name} · {scene.regions.name(one.village_code)} · {one.birth_year}"
            + (f" · …{one.phone[-PHONE_SHOWN:]}" if one.phone else ""),
        )
        for one in found
    ]
    ends = [("entries", speech(AGAIN)), ("menu", speech(MENU))]
    return Message(speech(head), numbered([*lines, *ends]))


def entry_card(
    seen: StaffEntry, scene: FormContext, refusal: Refusal | None = None, said: str = ""
) -> Message:
    """Who it is, and what the office can do."""
    speech, one = scene.speech, seen.labourer
    noted = explain_refusal(refusal, speech) if refusal else speech(said) if said else None
    account = (
        N_("📱 Writes here from a phone of their own") if seen.has_account else N_("📱 No account")
    )
    parts = (
        Markup("{}\n").format(noted) if noted else None,
        Markup("👤 <b>{}</b>").format(one.name),
        Markup("{}").format(scene.regions.full_name(one.village_code)),
        speech(N_("Born {year}"), year=one.birth_year),
        speech(N_("ID number: {number}"), number=masked(one.id_number) if one.id_number else "–"),
        Markup("📞 {}").format(one.phone or "–"),
        speech(account),
    )
    here = f"entry:{one.id}"
    choices = [
        ("entries", AGAIN),
        (f"{here}:code", N_("🔑 Lost or new phone: give a code")),
        (f"{here}:same", N_("🔗 The same person as another entry")),
        *([(f"{here}:home", N_("🏠 The household"))] if seen.home else []),
        (f"oversight:person:{one.id}", N_("🧾 History and trail")),
        ("menu", MENU),
    ]
    text = Markup("\n").join(part for part in parts if part)
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def code_question(speech: Speech, labourer: Labourer) -> Message:
    """Before a code: was it seen who stands there?"""
    text = speech(
        N_(
            "<b>{name}: is it really them?</b>\nPlease look at the ID card and the face. Whoever "
            "types the code has the entry; the account of before is closed. It and your "
            "colleagues are told now, and the trail keeps that you gave it."
        ),
        name=labourer.name,
    )
    here = f"entry:{labourer.id}"
    choices = ((here, N_("No, back")), (f"{here}:code!", N_("🪪 I saw the ID card: give the code")))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def move_code(speech: Speech, labourer: Labourer, digits: str, link: StartLink) -> Message:
    """The code, for the person beside who gives it."""
    text = speech(
        N_(
            "🔑 <b>{digits}</b>\nThe code for {name}. On the new phone: open {link}, or tap "
            "“I have a code” and type it. It works once, for 14 days."
        ),
        digits=f"{digits[:4]} {digits[4:]}",
        name=labourer.name,
        link=link,
    )
    back = [(f"entry:{labourer.id}", speech(ENTRY)), ("menu", speech(MENU))]
    return Message(text, numbered(back))


def household_card(
    labourer: Labourer,
    home: Household,
    members: Sequence[Labourer],
    like: Sequence[tuple[Household, Sequence[Labourer]]],
    speech: Speech,
    refusal: Refusal | None = None,
) -> Message:
    """Who belongs to it, and which others of the village may be the same one."""
    noted = Markup("{}\n").format(explain_refusal(refusal, speech)) if refusal else None
    head = speech(N_("🏠 <b>The household of {head}</b>"), head=_head(home))
    parts = [noted, head, *(Markup("• {} · {}").format(m.name, m.birth_year) for m in members)]
    here = f"entry:{labourer.id}"
    merging = [
        (
            f"{here}:home:with:{other.id}",
            speech(
                N_("🔗 One household with that of {head}: {names}"),
                head=_head(other),
                names=speech.listed([one.name for one in theirs[:3]]),
            ),
        )
        for other, theirs in like
    ]
    apart = speech(N_("✂️ {name} belongs to another household"), name=labourer.name)
    split = [(f"{here}:home:apart", apart)] if len(members) > 1 else []
    text = Markup("\n").join(part for part in parts if part)
    return Message(text, numbered([(here, speech(BACK)), *merging, *split]))


def _head(home: Household) -> str:
    return f"{home.head_name} ({home.head_birth_year or '?'})"


def move_warning(speech: Speech, number: int) -> Message:
    """To the account of before: a code was given for its entry."""
    text = speech(
        N_(
            "⚠️ <b>The county office gave a code for your entry.</b> Somebody came with your ID "
            "card and said that your phone is lost. Was that you? If not, tap here at once:"
        )
    )
    choices = (
        (f"move:{number}:stop", N_("⛔ It was not me: stop it")),
        ("menu", N_("It was me")),
    )
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def move_given(speech: Speech, number: int, name: str) -> Message:
    """To the colleagues of who gave it."""
    text = speech(
        N_(
            "🔑 A colleague gave {name} a code for a new phone account. If you know nothing of it, "
            "please ask, or stop it:"
        ),
        name=name,
    )
    choices = (("menu", MENU), (f"move:{number}:stop", N_("⛔ Stop that code")))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def move_stopped(speech: Speech, name: str) -> Message:
    """To staff: somebody stopped a code."""
    text = speech(
        N_(
            "⛔ The code for {name}'s new phone account was stopped. Please ask who gave it, and "
            "call the person."
        ),
        name=name,
    )
    return Message(text, numbered([("menu", speech(MENU))]))


def account_moved(speech: Speech) -> Message:
    """To the account of before, its last message."""
    text = speech(
        N_(
            "📱 Your entry is in another phone account now, and this one is closed. If you did "
            "not ask for that, please call the county office or 12333 at once."
        )
    )
    return Message(text)
