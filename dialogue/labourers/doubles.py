"""Two entries that may be one person: the list, both beside each other, and what is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import trail
from dialogue.core.form import FormContext
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.offered import RESUME
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.parsing.id_number import masked
from models.accounts.attempts import AttemptKind
from models.accounts.guessing_alarm import GuessedThing
from models.accounts.terms_of_office import Terms, get_term_at
from models.core.paging import Page
from models.labourers.doubles import DoublePair
from models.labourers.labourer import Labourer

TITLE = N_("👥 Two entries of one person? ({count})")
MENU, LOOK = N_("Menu"), N_("🔎 Look at them")
ACTS = {
    "first": N_("🪪 I saw the card of A: the number is theirs"),
    "second": N_("🪪 I saw the card of B: the number is theirs"),
    "keepfirst": N_("🔗 One person: keep A"),
    "keepsecond": N_("🔗 One person: keep B"),
    "apart": N_("👥 Two different people"),
}
CONTEST = ("first", "second", "keepfirst", "keepsecond")
ALIKE = ("keepfirst", "keepsecond", "apart")
SURE = {
    "first": N_("The number is of A. B loses it and is asked to come with the ID card. Really?"),
    "second": N_("The number is of B. A loses it and is asked to come with the ID card. Really?"),
    "keepfirst": N_(
        "All that B has goes to A. Where both have a phone account, B's keeps no entry. This can't "
        "be undone. Really?"
    ),
    "keepsecond": N_(
        "All that A has goes to B. Where both have a phone account, A's keeps no entry. This can't "
        "be undone. Really?"
    ),
    "apart": N_("Then these two are not shown here again. Really?"),
}


@dataclass(frozen=True)
class DoubleContext:
    """Within what it is shown: the scene, the office's zone, and the terms of who registered."""

    scene: FormContext
    zone: ZoneInfo
    terms: Terms


def allowed_steps(two: DoublePair) -> tuple[str, ...]:
    """What can be decided: whose the number is, or whether they are one person."""
    return CONTEST if two.contest else ALIKE


def waiting_doubles(page: Page[DoublePair], count: int, speech: Speech) -> Message:
    names = [
        (f"double:{pair.double.id}", f"{pair.first.name} · {pair.second.name}")
        for pair in page.items
    ]
    none = N_("No entries wait to be compared just now.")
    text = speech(TITLE, count=count) if count else speech(none)
    menu = (Button(str(speech(MENU)), "menu"),)
    rows = (*numbered(names), *page_buttons(page, "doubles:", speech), menu)
    return Message(Markup("<b>{}</b>").format(text), rows)


def double_pair(two: DoublePair, looking: DoubleContext, noted: Markup | None = None) -> Message:
    """Both beside each other, and what can be decided."""
    speech, here = looking.scene.speech, f"double:{two.double.id}"
    head = speech(
        N_("<b>Both have the same ID number</b>\nPlease have the card shown before you decide.")
        if two.contest
        else N_("<b>They look like one person</b>\nPlease ask them before you decide.")
    )
    both = [_entry(sign, one, looking) for sign, one in zip("AB", two.both(), strict=True)]
    acts = [(f"{here}:{act}", speech(ACTS[act])) for act in allowed_steps(two)]
    acts.append((f"{here}:trail", speech(trail.OPEN)))
    text = Markup("\n\n").join(part for part in (noted, head, *both) if part)
    return Message(text, (*numbered(acts), (Button(str(speech(BACK)), "doubles"),)))


def decision_question(two: DoublePair, act: str, speech: Speech) -> Message:
    here = f"double:{two.double.id}"
    choices = ((here, speech(N_("No, back"))), (f"{here}:{act}!", speech(N_("Yes, so it is"))))
    names = [
        Markup("<b>{}</b> {}").format(s, one.name) for s, one in zip("AB", two.both(), strict=True)
    ]
    return Message(Markup("\n").join((*names, speech(SURE[act]))), numbered(choices))


def account_question(two: DoublePair, act: str, speech: Speech) -> Message:
    """Both have a phone account: which of them does the person use now?"""
    here = f"double:{two.double.id}"
    first, second = two.both()
    choices = (
        (here, speech(N_("No, back"))),
        (f"{here}:{act}first", speech(N_("📱 The account of A: {name}"), name=first.name)),
        (f"{here}:{act}second", speech(N_("📱 The account of B: {name}"), name=second.name)),
    )
    text = speech(N_("Both write here. Which phone do they use now? The other one keeps no entry."))
    return Message(text, numbered(choices))


def _entry(sign: str, one: Labourer, looking: DoubleContext) -> Markup:
    speech = looking.scene.speech
    registrar = one.read_out_by or one.ground_by
    if registrar is None:
        who = speech(N_("themselves"))
    else:
        term = get_term_at(looking.terms, registrar, one.registered_at)
        who = trail.format_actor(registrar, term, speech)
    lines = (
        Markup("<b>{} · {}</b>").format(sign, one.name),
        Markup("{}").format(looking.scene.regions.full_name(one.village_code)),
        speech(N_("Born {year}"), year=one.birth_year),
        speech(N_("ID number: {number}"), number=masked(one.id_number) if one.id_number else "–"),
        Markup("📞 {}").format(one.phone or "–"),
        speech(
            N_("Registered {day} by {who}"),
            day=f"{one.registered_at.astimezone(looking.zone):%Y-%m-%d}",
            who=who,
        ),
    )
    return Markup("\n").join(lines)


def doubles_waiting_notice(speech: Speech, count: int) -> Message:
    """To staff: some wait."""
    text = speech(N_("👥 {count} times two entries may be one person. Please look."), count=count)
    return _with(text, "doubles", LOOK, speech)


def number_gone_notice(speech: Speech) -> Message:
    """To who had a number that was somebody else's by the card."""
    text = speech(
        N_(
            "🪪 Your ID number is no longer in your entry: somebody showed the card with it. "
            "Please come to the county office with your own ID card."
        )
    )
    return _with(text, "me", N_("What is kept about me"), speech)


def merged_notice(speech: Speech) -> Message:
    """To an account whose entry was one too many."""
    text = speech(
        N_(
            "🔗 The county office found that you had two entries and made them one. It is kept in "
            "your other phone account. If that is wrong, please ask the office."
        )
    )
    return Message(text, numbered([("menu", speech(MENU))]))


def guesses_notice(
    speech: Speech, what: GuessedThing, counts: Mapping[AttemptKind, int]
) -> Message:
    """To staff: somebody seems to guess."""
    if what is GuessedThing.NUMBERS:
        return _with(
            speech(
                N_(
                    "⚠️ Very many ID numbers were entered in the last day: {known} that are known "
                    "already, {refused} above the limit. Somebody may be guessing. Nothing was "
                    "told to them."
                ),
                known=counts[AttemptKind.NUMBER_KNOWN],
                refused=counts[AttemptKind.NUMBER_REFUSED],
            ),
            *("doubles", LOOK, speech),
        )
    return Message(
        speech(
            N_(
                "⚠️ Wrong codes were typed many times: {count} in the last day. Somebody may be "
                "guessing. Codes that you gave out still work."
            ),
            count=counts[AttemptKind.WRONG_CODE],
        ),
        numbered([("menu", speech(MENU))]),
    )


def doubles_remark(speech: Speech) -> Markup:
    """In the review of a placement: is it somebody whom another entry is of too?"""
    return speech(
        N_("⚠️ Another entry looks like this person. Please look at both before you approve.")
    )


def namesakes_warning(speech: Speech, names: list[str]) -> Markup:
    """To a broker before somebody new is saved: people they may see anyway."""
    return speech(
        N_("⚠️ You see somebody of that name already: {names}. If it is them, go back."),
        names=speech.listed(names),
    )


def same_person_question(
    speech: Speech, known: Sequence[tuple[Labourer, str, bool]], draft: int
) -> Message:
    """Before a second entry: each who may be the same, with the village; of some, the entry."""
    lines = [Markup("• <b>{}</b> · {}").format(one.name, where) for one, where, _ in known]
    head = speech(N_("⚠️ <b>Is it somebody whom you see already?</b> Nobody needs two entries."))
    opened = [
        (f"person:{one.id}", speech(N_("👤 It is {name}: open the entry"), name=one.name))
        for one, _, is_mine in known
        if is_mine
    ]
    ends = [
        (f"discard:{draft}", speech(N_("✅ It is the same person: do not register again"))),
        (f"assist:other:{draft}", speech(N_("➕ Somebody else: register them"))),
        (f"{RESUME}{draft}", speech(N_("✏️ Look at the answers again"))),
    ]
    return Message(Markup("\n").join((head, *lines)), numbered([*opened, *ends]))


def _with(text: Markup, choice: str, label: str, speech: Speech) -> Message:
    return Message(text, numbered([(choice, speech(label)), ("menu", speech(MENU))]))
