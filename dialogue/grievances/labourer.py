"""Something is wrong at work, as the person sees it: what was told, and what became of it."""

from collections.abc import Sequence

from markupsafe import Markup

from dialogue.core import files as evidence
from dialogue.core import labels
from dialogue.core.calendar import format_day
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.grievances.grievance import (
    Reader,
    fit_on_screen,
    grievance_title,
    is_closed,
    last_day,
    told_lines,
)
from models.core.paging import Page
from models.core.vocabulary import Trouble
from models.employers.employer import Employer
from models.grievances.deadline import can_be_reopened
from models.grievances.grievance import Grievance, GrievanceNote, GrievanceState, StepKind
from models.placements.evidence import Evidence
from models.placements.placement import Placement

SECRET = N_("🔒 Only the county office reads this. Your boss and your broker do not.")
TELL_MORE = N_("✏️ Tell more")
ADDED = N_("✅ It is with the county office now. Is there more?")
AGAIN, SEE, ANOTHER = N_("🔁 It is not over"), N_("🔎 See it"), N_("🆘 At another place")
NOW = {
    Trouble.FEE: N_(
        "☎️ Nobody may take money from you for a job. Please pay nothing more, keep every receipt "
        "and message, and call <b>12333</b> today."
    ),
    Trouble.PAPERS: N_(
        "☎️ Nobody may keep your ID card or other papers. Please do not sign anything for them, and "
        "call <b>110</b> or <b>12333</b>."
    ),
    Trouble.DANGER: N_(
        "☎️ <b>Are you in danger now? Please leave the place and call 110.</b> "
        "Is somebody hurt? Call 120. Fire? Call 119."
    ),
}
STANDS = {
    GrievanceState.OPEN: N_("⏳ The county office has it. Somebody will look after it by {day}."),
    GrievanceState.TAKEN: N_("🤝 Somebody of the county office looks after it."),
    GrievanceState.CLOSED: N_("✅ The county office has closed it."),
}
TOLD = {
    StepKind.TAKEN: N_(
        "🤝 <b>Somebody of the county office looks after this now:</b>\n{kind} (№{number})\n\n"
        "They may call you. I tell you every step here."
    ),
    StepKind.NOTED: N_("📝 <b>News from the county office:</b>\n{kind} (№{number})\n\n{words}"),
    StepKind.CLOSED: N_(
        "✅ <b>The county office has closed this:</b>\n{kind} (№{number})\n\n{words}\n\n"
        "Is it not over? Please tap the button within 30 days."
    ),
}


def own_grievances_message(
    speech: Speech,
    known: Page[Grievance],
    workplaces: Sequence[tuple[Placement, Employer]],
) -> Message:
    """Where it is, and what was told before."""
    places = [
        (f"grievance:{placement.id}", speech(N_("🆘 At {place}"), place=employer.name))
        for placement, employer in workplaces
    ]
    before = [(f"trouble:{one.id}", _line(one, speech)) for one in known.items]
    head = speech(
        N_("<b>Is something wrong at work?</b>\nThe county office helps you, it costs nothing.")
    )
    text = Markup("{}\n{}").format(head, speech(SECRET))
    ends = [("trouble:new", speech(ANOTHER if places else START)), *before]
    back = Button(str(speech(BACK)), "menu")
    pages = page_buttons(known, "trouble:page:", speech)
    return Message(text, (*numbered([*places, *ends]), *pages, (back,)))


TO_TELL = N_(
    "<b>First tell what is wrong.</b> You need not be registered for that.\n\n"
    "We write down what you tell, how to call you, and your phone number if you give it. Only the "
    "county office reads it, to help you; it goes some time after it is over. Telegram carries it, "
    "perhaps abroad. Delete it at any time: /me\n\nMay we?"
)


def consent_to_tell(speech: Speech, heard: Markup | None = None) -> Message:
    """What is kept of trouble that is told before registration; `heard` comes before it."""
    choices = (
        ("trouble:agree", speech(N_("Yes, I tell it")), "affirm agree"),
        ("menu", speech(N_("No, thank you")), "deny refuse"),
    )
    text = Markup("\n\n").join(part for part in (heard, speech(TO_TELL)) if part)
    return Message(text, numbered(choices))


START = N_("🆘 Tell the county office")


def _line(grievance: Grievance, speech: Speech) -> Markup:
    sign = {GrievanceState.OPEN: "⏳", GrievanceState.TAKEN: "🤝", GrievanceState.CLOSED: "✅"}
    kind = speech(labels.TROUBLES[grievance.kind])
    return Markup("{} №{} {}").format(sign[grievance.state], grievance.id, kind)


def opened_message(grievance: Grievance, looking: Reader) -> Message:
    """It is with the office: what happens next, and what to do now."""
    speech = looking.speech
    text = speech(
        N_(
            "✅ <b>The county office has it now (№{number}).</b>\nSomebody will look after it by "
            "{day}. I tell you every step here."
        ),
        number=grievance.id,
        day=_last(grievance, looking),
    )
    parts = (text, speech(SECRET), urgent_advice(grievance, speech))
    choices = ((f"trouble:{grievance.id}", SEE), ("menu", N_("Menu")))
    return Message(
        Markup("\n\n").join(part for part in parts if part),
        numbered((choice, speech(label)) for choice, label in choices),
    )


def urgent_advice(grievance: Grievance, speech: Speech) -> Markup:
    """What the person themselves should do at once; empty where nothing is urgent."""
    return speech(NOW.get(grievance.kind, ""))


def own_grievance_message(
    grievance: Grievance,
    notes: Sequence[GrievanceNote],
    looking: Reader,
    noted: Markup | None = None,
    files: Sequence[Evidence] = (),
) -> Message:
    """What was told, how it stands, and every step."""
    speech = looking.speech
    stands = speech(STANDS[grievance.state], day=_last(grievance, looking))
    advice = Markup() if is_closed(grievance) else urgent_advice(grievance, speech)
    parts = (
        noted,
        grievance_title(grievance, speech),
        *told_lines(grievance, looking.scene),
        evidence.file_lines(files, speech, looking.zone) if files else None,
        stands,
        advice,
    )
    more = [] if is_closed(grievance) else [(f"trouble:{grievance.id}:more", TELL_MORE)]
    choices = [("trouble", BACK), *more, ("menu", N_("Menu"))]
    if can_be_reopened(grievance, looking.now):
        choices.insert(0, (f"trouble:{grievance.id}:again", AGAIN))
    return Message(
        fit_on_screen([part for part in parts if part], notes, looking),
        numbered((choice, speech(label)) for choice, label in choices),
    )


def step_message(grievance: Grievance, note: GrievanceNote, speech: Speech) -> Message:
    """To the person: what was done."""
    text = speech(
        TOLD[note.what],
        kind=speech(labels.TROUBLES[grievance.kind]),
        number=grievance.id,
        words=note.words or "",
    )
    choices = [(f"trouble:{grievance.id}", SEE), ("menu", N_("Menu"))]
    if note.what is StepKind.CLOSED:
        choices.insert(1, (f"trouble:{grievance.id}:again", AGAIN))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def _last(grievance: Grievance, looking: Reader) -> str:
    return format_day(last_day(grievance, looking.zone), looking.speech, looking.scene.today)
