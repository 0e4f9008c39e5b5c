"""Grievances as county staff see them: the list, one of them, and what they are told of."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dialogue.core import files as evidence
from dialogue.core import labels, trail
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import turning
from dialogue.core.reply import Button, Message, numbered
from dialogue.grievances.grievance import Looking, head, is_closed, told, until, whole
from models.core.paging import Page
from models.grievances.grievance import Grievance, GrievanceNote, GrievanceState
from models.grievances.queue import OfPerson
from models.labourers.labourer import Labourer
from models.placements.evidence import Evidence

TAKE, NOTE, CLOSE, ALL = (
    N_("🤝 I look after it"),
    N_("📝 Write to the person"),
    N_("✅ It is over"),
    N_("All grievances"),
)
CHOICES = {
    GrievanceState.OPEN: (("take", TAKE),),
    GrievanceState.TAKEN: (("note", NOTE), ("close", CLOSE)),
    GrievanceState.CLOSED: (),
}


@dataclass(frozen=True)
class File:
    """Everything about one grievance that staff see; `mine` is whether the reader has it."""

    grievance: Grievance
    labourer: Labourer
    notes: Sequence[GrievanceNote]
    files: Sequence[Evidence]
    mine: bool


def waiting(looking: Looking, found: Page[OfPerson], count: int) -> Message:
    """What is not closed, each person in one line, what is overdue first."""
    speech = looking.speech
    head = N_("<b>🆘 Grievances: {count}</b>\nThe most urgent stands first.")
    if not count:
        head = N_("Nobody has a grievance just now.")
    lines = [_of_person(one, looking) for one in found.items]
    pages = turning(found, "grievances:page:", speech)
    back = Button(str(speech(BACK)), "menu")
    return Message(speech(head, count=count), (*numbered(lines), *pages, (back,)))


def _of_person(one: OfPerson, looking: Looking) -> tuple[str, Markup]:
    line, here = _line(one.first, looking), f"grievances:{one.first.id}"
    if one.count == 1:
        return here, line
    more = looking.speech(N_("(+{count} more)"), count=one.count - 1)
    return f"{here}:all", Markup("{} {}").format(line, more)


def of_person(looking: Looking, first: Grievance, found: Page[Grievance]) -> Message:
    """All that is open of one person, without the name."""
    speech = looking.speech
    lines = [(f"grievances:{one.id}", _line(one, looking)) for one in found.items]
    pages = turning(found, f"grievances:{first.id}:all:", speech)
    back = Button(str(speech(BACK)), "grievances")
    text = speech(N_("<b>🆘 All from the same person</b>\nThe most urgent stands first."))
    return Message(text, (*numbered(lines), *pages, (back,)))


def _line(grievance: Grievance, looking: Looking) -> Markup:
    taken = "🤝 " if grievance.state is GrievanceState.TAKEN else ""
    kind = looking.speech(labels.TROUBLES[grievance.kind])
    return Markup("{}№{} {} · {}").format(taken, grievance.id, kind, until(grievance, looking))


def one(file: File, looking: Looking, noted: Markup | None = None) -> Message:
    """Who, what, where, since when, and what was done."""
    speech, grievance = looking.speech, file.grievance
    parts = (
        noted,
        head(grievance, speech),
        _stands(file, looking),
        _person(file.labourer, looking),
        *told(grievance, looking.scene),
        evidence.lines(file.files, speech, looking.zone) if file.files else None,
    )
    here = f"grievances:{grievance.id}"
    who_did_what = (f"{here}:trail", speech(trail.OPEN))
    opening = evidence.choices(file.files, speech, f"{here}:file")
    choices = [(f"{here}:{step}", speech(label)) for step, label in CHOICES[grievance.state]]
    return Message(
        whole([part for part in parts if part], file.notes, looking),
        # A stray 1, typed to the question before, must not do anything.
        numbered([("grievances", speech(ALL)), *choices, *opening, who_did_what]),
    )


def _stands(file: File, looking: Looking) -> Markup:
    if is_closed(file.grievance):
        return looking.speech(N_("✅ closed"))
    who = {
        GrievanceState.OPEN: N_("nobody has taken it yet"),
        GrievanceState.TAKEN: N_("you look after it") if file.mine else N_("a colleague has it"),
    }
    said = looking.speech(who[file.grievance.state])
    return Markup("{} · {}").format(until(file.grievance, looking), said)


def _person(labourer: Labourer, looking: Looking) -> Markup:
    phone = labourer.phone or looking.speech(N_("no phone number is known"))
    where = looking.scene.regions.full_name(labourer.village_code)
    return Markup("👤 <b>{}</b> {}\n{}").format(labourer.name, phone, where)


def grieved(grievance: Grievance, looking: Looking) -> Message:
    """To staff: there is one, without a word of whose it is."""
    new = N_("🆘 <b>Somebody needs help: {kind}</b>\n{county}, №{number}, {until}")
    again = N_("🔁 <b>It is not over, says the person: {kind}</b>\n{county}, №{number}, {until}")
    text = looking.speech(
        again if grievance.step else new,
        kind=looking.speech(labels.TROUBLES[grievance.kind]),
        county=looking.scene.regions.full_name(grievance.county),
        number=grievance.id,
        until=until(grievance, looking),
    )
    return Message(text, numbered([(f"grievances:{grievance.id}", looking.speech(N_("Open it")))]))


def overdue(speech: Speech, count: int) -> Message:
    """To staff, once a day: so many are overdue."""
    text = speech(
        N_(
            "⏰ <b>Overdue grievances: {count}</b>\nThese people have waited too long. "
            "Please look at the first ones today."
        ),
        count=count,
    )
    return Message(text, numbered([("grievances", speech(N_("Show them")))]))
