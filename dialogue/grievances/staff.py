"""Grievances as county staff see them: the list, one of them, and what they are told of."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dialogue.core import files as evidence
from dialogue.core import labels, trail
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.grievances.closed import CLOSED
from dialogue.grievances.grievance import (
    ROOM,
    Reader,
    fit_on_screen,
    grievance_title,
    is_closed,
    step_lines,
    time_left,
    told_lines,
)
from models.core.paging import Page
from models.grievances.grievance import Grievance, GrievanceNote, GrievanceState
from models.grievances.queue import OpenOfPerson
from models.labourers.labourer import Labourer
from models.placements.evidence import Evidence

# So many steps of 1,000 characters each find room on a page.
STEPS_SHOWN = 3
EVERY_STEP = N_("📜 Every step, page by page")
TAKE, NOTE, CLOSE, ALL = (
    N_("🤝 I look after it"),
    N_("📝 Write to the person"),
    N_("✅ It is over"),
    N_("All grievances"),
)
NO_COUNTY = N_("no village told")
CHOICES = {
    GrievanceState.OPEN: (("take", TAKE),),
    GrievanceState.TAKEN: (("note", NOTE), ("close", CLOSE)),
    GrievanceState.CLOSED: (),
}


@dataclass(frozen=True)
class GrievanceFile:
    """Everything about one grievance that staff see.

    `mine` is whether the reader has it, `free` whether anybody may take it.
    """

    grievance: Grievance
    labourer: Labourer | None
    notes: Sequence[GrievanceNote]
    files: Sequence[Evidence]
    mine: bool
    free: bool


def waiting_message(looking: Reader, found: Page[OpenOfPerson], count: int) -> Message:
    """What is not closed, each person in one line, what is overdue first."""
    speech = looking.speech
    head = N_("<b>🆘 Grievances: {count}</b>\nThe most urgent stands first.")
    if not count:
        head = N_("Nobody has a grievance just now.")
    lines = [_of_person(one, looking) for one in found.items]
    pages = page_buttons(found, "grievances:page:", speech)
    ends = (
        (Button(str(speech(CLOSED)), "grievances:closed"),),
        (Button(str(speech(BACK)), "menu"),),
    )
    return Message(speech(head, count=count), (*numbered(lines), *pages, *ends))


def _of_person(one: OpenOfPerson, looking: Reader) -> tuple[str, Markup]:
    line, here = _line(one.first, looking), f"grievances:{one.first.id}"
    if one.count == 1:
        return here, line
    more = looking.speech(N_("(+{count} more)"), count=one.count - 1)
    return f"{here}:all", Markup("{} {}").format(line, more)


def person_message(looking: Reader, first: Grievance, found: Page[Grievance]) -> Message:
    """All that is open of one person, without the name."""
    speech = looking.speech
    lines = [(f"grievances:{one.id}", _line(one, looking)) for one in found.items]
    pages = page_buttons(found, f"grievances:{first.id}:all:", speech)
    back = Button(str(speech(BACK)), "grievances")
    text = speech(N_("<b>🆘 All from the same person</b>\nThe most urgent stands first."))
    return Message(text, (*numbered(lines), *pages, (back,)))


def _line(grievance: Grievance, looking: Reader) -> Markup:
    taken = "🤝 " if grievance.state is GrievanceState.TAKEN else ""
    kind = looking.speech(labels.TROUBLES[grievance.kind])
    return Markup("{}№{} {} · {}").format(taken, grievance.id, kind, time_left(grievance, looking))


def grievance_message(file: GrievanceFile, looking: Reader, noted: Markup | None = None) -> Message:
    """Who, what, where, since when, and what was done."""
    speech, grievance = looking.speech, file.grievance
    parts = (
        noted,
        grievance_title(grievance, speech),
        _stands(file, looking),
        _person(file, looking),
        *told_lines(grievance, looking.scene),
        evidence.file_lines(file.files, speech, looking.zone) if file.files else None,
    )
    here = f"grievances:{grievance.id}"
    who_did_what = (f"{here}:trail", speech(trail.OPEN))
    many = len(file.notes) > STEPS_SHOWN
    steps = [(f"{here}:steps", speech(EVERY_STEP))] if many else []
    opening = evidence.file_choices(file.files, speech, f"{here}:file")
    offered = dict([*([("take", TAKE)] if file.free else []), *CHOICES[grievance.state]])
    choices = [(f"{here}:{step}", speech(label)) for step, label in offered.items()]
    return Message(
        fit_on_screen([part for part in parts if part], file.notes, looking),
        # A stray 1, typed to the question before, must not do anything.
        numbered([("grievances", speech(ALL)), *choices, *opening, *steps, who_did_what]),
    )


def steps_message(grievance: Grievance, found: Page[GrievanceNote], looking: Reader) -> Message:
    """Every step with its words whole, the oldest first."""
    speech, here = looking.speech, f"grievances:{grievance.id}"
    title = grievance_title(grievance, speech)
    text = Markup("{}\n\n{}").format(title, step_lines(found.items, looking, ROOM))
    pages = page_buttons(found, f"{here}:steps:", speech)
    return Message(text, (*pages, (Button(str(speech(BACK)), here),)))


def _stands(file: GrievanceFile, looking: Reader) -> Markup:
    if is_closed(file.grievance):
        return looking.speech(N_("✅ closed"))
    taken = N_("you look after it") if file.mine else N_("a colleague has it")
    said = looking.speech(N_("nobody has taken it yet") if file.free else taken)
    return Markup("{} · {}").format(time_left(file.grievance, looking), said)


def _person(file: GrievanceFile, looking: Reader) -> Markup:
    grievance, labourer = file.grievance, file.labourer
    if grievance.erased_at is not None:
        said = N_("🗑 The person had everything deleted on {day}; it ended so.")
        return looking.speech(said, day=looking.day(grievance.erased_at))
    if labourer is None:
        phone = grievance.phone or looking.speech(N_("no phone number: write here"))
        not_yet = looking.speech(N_("not registered yet"))
        return Markup("👤 <b>{}</b> {}\n{}").format(grievance.called or "", phone, not_yet)
    phone = labourer.phone or grievance.phone or looking.speech(N_("no phone number is known"))
    where = looking.scene.regions.full_name(labourer.village_code)
    return Markup("👤 <b>{}</b> {}\n{}").format(labourer.name, phone, where)


def added_message(grievance: Grievance, speech: Speech) -> Message:
    """To whoever has it or could: the person added something."""
    text = speech(
        N_("➕ <b>The person added something:</b> {kind}, №{number}"),
        kind=speech(labels.TROUBLES[grievance.kind]),
        number=grievance.id,
    )
    return Message(text, numbered([(f"grievances:{grievance.id}", speech(N_("Open it")))]))


def new_grievance_message(grievance: Grievance, looking: Reader, *, again: bool = False) -> Message:
    """To staff: there is one, without a word of whose it is."""
    new = N_("🆘 <b>Somebody needs help: {kind}</b>\n{county}, №{number}, {until}")
    reopened = N_("🔁 <b>It is not over, says the person: {kind}</b>\n{county}, №{number}, {until}")
    text = looking.speech(
        reopened if again else new,
        kind=looking.speech(labels.TROUBLES[grievance.kind]),
        county=looking.scene.regions.full_name(grievance.county) or looking.speech(NO_COUNTY),
        number=grievance.id,
        until=time_left(grievance, looking),
    )
    return Message(text, numbered([(f"grievances:{grievance.id}", looking.speech(N_("Open it")))]))


def withdrawn_message(grievance: Grievance, speech: Speech) -> Message:
    """To staff: its person says that it is settled."""
    text = speech(
        N_(
            "↩️ <b>Taken back by its person: {kind}</b> (№{number})\nThey say that it is settled. "
            "If you are not sure that it was their own wish, please call them once."
        ),
        kind=speech(labels.TROUBLES[grievance.kind]),
        number=grievance.id,
    )
    return Message(text, numbered([(f"grievances:{grievance.id}", speech(N_("Open it")))]))


def overdue_message(speech: Speech, count: int) -> Message:
    """To staff, once a day: so many are overdue."""
    text = speech(
        N_(
            "⏰ <b>Overdue grievances: {count}</b>\nThese people have waited too long. "
            "Please look at the first ones today."
        ),
        count=count,
    )
    return Message(text, numbered([("grievances", speech(N_("Show them")))]))
