"""A placement on the screen: its facts, how it stands, and what each party is asked or told."""

import datetime as dt
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.calendar import format_day
from dialogue.core.i18n import N_, Speech
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, numbered
from dialogue.placements.form_confirmation import RIGHT
from dialogue.placements.form_placement import PAPERS, papers_answer
from models.core.refusal import Refusal
from models.employers.employer import Employer
from models.placements.placement import Placement
from models.placements.statement import Verdict
from models.placements.states import PlacementState

# A broker reads the same of who is silent and of who denies it: what was said is the office's.
NOT_CONFIRMED = N_("🔎 Not confirmed; the office is looking into it")
STATES = {
    PlacementState.REPORTED: N_("⏳ The person is being asked"),
    PlacementState.UNANSWERED: NOT_CONFIRMED,
    PlacementState.CONFIRMED: N_("👍 The person says it is so"),
    PlacementState.CORRECTED: N_("✏️ The person put something right"),
    PlacementState.DISPUTED: NOT_CONFIRMED,
    PlacementState.RETURNED: N_("↩️ Sent back by the office"),
    PlacementState.APPROVED: N_("✅ Approved"),
    PlacementState.WITHDRAWN: N_("🗑 Taken back"),
    PlacementState.REJECTED: N_("⛔ Not accepted by the office"),
}
# A plain no leaves open which of two is meant: it is asked back.
RIGHT_INTENTS = {
    Verdict.YES: "affirm all_right",
    Verdict.DIFFERS: "some_wrong change deny",
    Verdict.NO: "never_there left deny",
}
TROUBLE = "trouble unpaid fee papers danger"
STATES_FOR_STAFF = STATES | {
    PlacementState.UNANSWERED: N_("📞 The office calls the person"),
    PlacementState.DISPUTED: N_("❗ The person says it is not so"),
}
# Where `why` is staff's: sent back, refused, or a decision that they took back.
WORDS_OF_STAFF = (
    *(PlacementState.RETURNED, PlacementState.REJECTED),
    *(PlacementState.CONFIRMED, PlacementState.UNANSWERED, PlacementState.DISPUTED),
)
REASONS, NAMES = 6, 12
MENU = N_("Menu")
MINE = N_("📒 My placements")
# What was tapped counts already: the questions that follow may be left open.
NOTED_AT_ONCE = N_("✅ Noted, it counts. A little more, if you like:\n")
NO_FEES = N_(
    "<b>Nobody may ask you for money for a job.</b> The county office knows now. Only the office "
    "reads it."
)
OFFICE_KNOWS = N_("🆘 The county office knows now. A few words more help them to help you:\n")
SAME_AGAIN, ADD_FILE = N_("➕ The same for somebody else"), N_("📎 Add a paper or photo")


def placement_facts(
    placement: Placement, employer: Employer, speech: Speech, today: dt.date
) -> Markup:
    """Where, in what post, from when, for how much, and on what terms: a line each."""
    kept = papers_answer(contract=placement.has_contract, insurance=placement.has_insurance)
    lines = [
        Markup("🏭 <b>{}</b> · {}").format(employer.name, placement.post),
        Markup("📍 {} · {}").format(
            speech(labels.DESTINATIONS[placement.destination]), placement.region
        ),
        speech(N_("🗓 From {day}"), day=format_day(placement.starts_on, speech, today)),
        speech(N_("💰 {wage} yuan a month"), wage=placement.wage),
        Markup("📄 {}").format(speech(PAPERS[kept])),
    ]
    return Markup("\n").join([*lines, *_left(placement, speech, today)])


def _left(placement: Placement, speech: Speech, today: dt.date) -> list[Markup]:
    """The day they left, and why where that is known; nothing of who is still there."""
    if placement.ended_on is None:
        return []
    day = format_day(placement.ended_on, speech, today)
    if not placement.end_day_told:
        return [speech(N_("👋 Left by {day}; on which day was not said"), day=day)]
    if placement.end_why is None:
        return [speech(N_("👋 Left on {day}"), day=day)]
    why = speech(labels.LEAVINGS[placement.end_why])
    return [speech(N_("👋 Left on {day} {why}"), day=day, why=why)]


def confirmation_question(
    placement: Placement, employer: Employer, speech: Speech, today: dt.date
) -> Message:
    """To the labourer: is it so?"""
    head = speech(N_("👋 We were told that you work here:"))
    end = speech(N_("<b>Is that right?</b>"))
    text = Markup("{}\n\n{}\n\n{}").format(
        head, placement_facts(placement, employer, speech, today), end
    )
    here = f"placed:{placement.id}:{placement.version}"
    choices = [
        (f"{here}:{code}", speech(label), RIGHT_INTENTS[code]) for code, label in RIGHT.items()
    ]
    return Message(text, numbered(choices))


def confirmation_noted(speech: Speech, *, works: bool, fee: int | None) -> Message:
    """To the labourer: noted; `fee` is the grievance that the office has where money was asked."""
    head = N_("🙏 Thank you, that is noted. I ask you again in a month how it goes.")
    if not works:
        head = N_("🙏 Thank you for telling. The county office looks into it.")
    said = [speech(head)]
    choices = [] if works else [("work", N_("💼 Find work"))]
    if fee is not None:
        said.append(speech(NO_FEES))
        choices.insert(0, (f"trouble:{fee}:more", N_("✏️ Tell more")))
    choices.append(("menu", MENU))
    rows = numbered((choice, speech(label)) for choice, label in choices)
    return Message(Markup("\n\n").join(said), rows)


def check_in_question(
    placement: Placement, employer: Employer, speech: Speech, check_in: int, days: int
) -> Message:
    """To the labourer after so many days: still there?"""
    text = speech(
        N_("👋 You began at {employer} {days} days ago.\n<b>Do you still work there?</b>"),
        employer=employer.name,
        days=days,
    )
    here = f"check:{check_in}"
    choices = (
        (f"{here}:yes", N_("✅ Yes, still there"), "affirm still_there"),
        (f"{here}:no", N_("👋 No, I left"), "deny left"),
        (f"grievance:{placement.id}", N_("🆘 Something is wrong there"), TROUBLE),
    )
    rows = numbered((choice, speech(label), intents) for choice, label, intents in choices)
    return Message(text, rows)


def check_in_noted(speech: Speech, *, gone: bool) -> Message:
    """To the labourer: noted, and what comes next."""
    text = speech(N_("✅ Thank you, noted. I am glad it goes on."))
    choices = [("menu", MENU)]
    if gone:
        text = speech(N_("✅ Thank you, noted. Shall we look for other work?"))
        choices.insert(0, ("work", N_("💼 Find work")))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def state_changed_message(
    placement: Placement, employer: Employer, name: str, speech: Speech, today: dt.date
) -> Message:
    """To the broker: how it stands now."""
    state = speech(STATES[placement.state])
    head = Markup("<b>{}</b> · {}\n{}").format(name, employer.name, state)
    parts = [head, *_left(placement, speech, today)]
    said = reason_for_broker(placement)
    parts += [said] if said else []
    open_it = (f"placement:{placement.id}", speech(N_("Open it")))
    return Message(Markup("\n").join(parts), numbered([open_it]))


def ended_message(
    placement: Placement, employer: Employer, speech: Speech, today: dt.date
) -> Message:
    """To the labourer: somebody else said that they left, or took the report back."""
    work, wrong = ("work", N_("💼 Find work"), "work"), N_("🆘 Something is wrong there")
    trouble = (f"grievance:{placement.id}", wrong, TROUBLE)
    if placement.is_void or placement.ended_on is None:
        text = speech(
            N_("ℹ️ The report that you work at {employer} does not count any more."),
            employer=employer.name,
        )
        choices = [trouble, work]
    else:
        day = format_day(placement.ended_on, speech, today)
        text = speech(
            N_(
                "ℹ️ We were told that you left {employer} on {day}.\n<b>Is that not so? Tell me.</b>"
            ),
            employer=employer.name,
            day=day,
        )
        here = f"stays:{placement.id}:{placement.version}"
        choices = [(here, N_("✋ I still work there"), "still_there"), trouble, work]
    rows = numbered((choice, speech(label), intents) for choice, label, intents in choices)
    return Message(text, rows)


def reopened_message(placement: Placement, employer: Employer, speech: Speech) -> Message:
    """To the labourer: the office looks at it again."""
    text = speech(
        N_(
            "ℹ️ The county office looks again at the report that you work at {employer}. You need "
            "do nothing; somebody may call you."
        ),
        employer=employer.name,
    )
    choices = ((f"grievance:{placement.id}", N_("🆘 Something is wrong there")), ("menu", MENU))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def reason_for_broker(placement: Placement) -> Markup | None:
    """For the broker: staff's words as they sent it back. The person's are the office's alone."""
    if placement.state in WORDS_OF_STAFF and placement.why:
        return Markup("💬 {}").format(placement.why)
    return None


def refusal_lines(refused: Sequence[tuple[str, Refusal]], speech: Speech) -> list[Markup]:
    """Who can't be reported, and why: those with the same reason together, as many as fit."""
    by_reason: dict[Markup, list[str]] = {}
    for name, refusal in refused:
        by_reason.setdefault(explain_refusal(refusal, speech), []).append(name)
    lines = [
        Markup("👉 <b>{}</b>: {}").format(_several(names, speech), why)
        for why, names in by_reason.items()
    ]
    more = sum(map(len, list(by_reason.values())[REASONS:]))
    rest = [speech(N_("… and {count} more for other reasons"), count=more)] if more else []
    return [*lines[:REASONS], *rest]


def subsidy_lines(
    by_words: Mapping[Markup, Sequence[str]], people: int, speech: Speech
) -> list[Markup]:
    """What keeps whom from being paid: of a group with their names, as many as fit."""
    if people == 1:
        return list(by_words)
    return [
        Markup("👉 <b>{}</b>\n{}").format(_several(names, speech), words)
        for words, names in list(by_words.items())[:REASONS]
    ]


def _several(names: Sequence[str], speech: Speech) -> str:
    listed, more = speech.listed(names[:NAMES]), len(names) - NAMES
    if more <= 0:
        return listed
    return speech(N_("{names} and {count} more"), names=listed, count=more).unescape()


def report_result(
    done: Sequence[Placement],
    refused: Sequence[tuple[str, Refusal]],
    employer: Employer,
    speech: Speech,
    today: dt.date,
) -> Message:
    """To the broker: how many stand, and of each other one why not."""
    said = []
    if done:
        head = N_("🎉 <b>Reported.</b> I ask each of them whether it is so, and tell you.")
        said += [speech(head), placement_facts(done[0], employer, speech, today)]
    if len(done) > 1:
        said.append(speech(N_("👥 {count} people"), count=len(done)))
    said += refusal_lines(refused, speech)
    last = done[-1].id if done else None
    choices = [
        *([(f"report:same:{last}", SAME_AGAIN)] if done else []),
        *([(f"placement:{last}:file", ADD_FILE)] if done else []),
        ("placements", MINE),
        ("menu", MENU),
    ]
    rows = numbered((choice, speech(label)) for choice, label in choices)
    return Message(Markup("\n\n").join(said), rows)
