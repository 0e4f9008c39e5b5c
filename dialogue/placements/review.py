"""The office's review: the queues, one placement with all that each party said, and the acts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import files as evidence
from dialogue.core import trail
from dialogue.core.calendar import format_day
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.placements.form_confirmation import WHY_NOT
from dialogue.placements.mine import STATE_COUNT
from dialogue.placements.screens import (
    ADD_FILE,
    MENU,
    STATES_FOR_STAFF,
    WORDS_OF_STAFF,
    placement_facts,
)
from models.core.paging import Page
from models.core.vocabulary import UNKNOWN, NotSo
from models.employers.employer import Employer
from models.placements.evidence import Evidence
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.placements.review import Queue, Waiting, get_stamp
from models.placements.statement import Verdict
from models.placements.states import Move, Party, next_state

QUEUES = {
    Queue.APPROVE: N_("👍 To approve"),
    Queue.DISPUTED: N_("❗ Disputed"),
    Queue.CALL: N_("📞 To call: is the report so?"),
    Queue.CHECK: N_("📞 To call: still there?"),
    Queue.RETURNED: N_("↩️ Sent back, not put right yet"),
}
HOW = {
    StatementChannel.SELF: N_("on their own phone"),
    StatementChannel.PHONE: N_("on a call from the office"),
    StatementChannel.PAPER: N_("on a signed paper"),
}
# A word is at most a line that was typed: so many fit beside all else.
WORDS_BEFORE = 5
LOOK_AT_DOUBLE = N_("🔎 Look at them")
YES, NO, UNSAID = "✓", "✗", "–"


def queues_message(
    counts: Mapping[Queue, int], speech: Speech, lists: Sequence[tuple[str, Markup]] = ()
) -> Message:
    """How many wait in each; `lists` lead to what was decided."""
    head = N_("<b>🔎 Placements to look at</b>")
    if not any(counts.values()):
        head = N_("No placement waits for you just now.")
    choices = [
        (f"reviews:{queue}", speech(STATE_COUNT, state=speech(label), count=counts[queue]))
        for queue, label in QUEUES.items()
        if counts[queue]
    ]
    return Message(speech(head), numbered([*choices, *lists, ("menu", speech(MENU))]))


def queue_message(which: Queue, waiting: Page[Waiting], speech: Speech) -> Message:
    """Who waits, the longest first."""
    labels = [(f"review:{one.placement.id}", one.labourer.name) for one in waiting.items]
    text = Markup("<b>{}</b>").format(speech(QUEUES[which]))
    pages = page_buttons(waiting, f"reviews:{which}:", speech)
    back = (Button(str(speech(BACK)), "review"),)
    return Message(text, (*numbered(labels, 2), *pages, back))


def review_message(
    waiting: Waiting,
    employer: Employer,
    where: str,
    beside: Sequence[Markup],
    speech: Speech,
    today: dt.date,
    alike: Sequence[int] = (),
) -> Message:
    """What the broker reported, what the labourer said, the evidence, and what it would pay.

    `alike` are doubles that the person's entry is in.
    """
    placement, labourer = waiting.placement, waiting.labourer
    phone = labourer.phone or speech(N_("no phone number is known"))
    parts = [
        Markup("<b>{}</b> · {}\n📞 {}\n{}").format(
            labourer.name, where, phone, speech(STATES_FOR_STAFF[placement.state])
        ),
        _written(placement),
        placement_facts(placement, employer, speech, today),
        _said(placement, speech, today),
        _said_before(placement, speech, today),
        *beside,
    ]
    text = Markup("\n\n").join(part for part in parts if part)
    acts = [*((f"double:{one}", LOOK_AT_DOUBLE) for one in alike[:1]), *_acts(waiting)]
    rows = numbered((choice, speech(label)) for choice, label in acts)
    return Message(text, (*rows, (Button(str(speech(BACK)), "review"),)))


def _written(placement: Placement) -> Markup | None:
    """What the office wrote to the broker."""
    written = placement.why if placement.state in WORDS_OF_STAFF else None
    return Markup("💬 {}").format(written) if written else None


def _said(placement: Placement, speech: Speech, today: dt.date) -> Markup:
    """What each of the two said, where the labourer has said anything."""
    reported, said = placement.reported, placement.said
    lines = [speech(N_("🤝 The broker: {what}"), what=_terms(reported, speech, today))]
    if said is None or placement.said_how is None:
        lines.append(speech(N_("🙋 The person: nothing yet")))
    else:
        lines += _word(said, placement.said_how, speech, today)
    return Markup("\n").join(lines)


def said_lines(placement: Placement, speech: Speech, today: dt.date) -> list[Markup]:
    """What the broker reported and the labourer said, on earlier reports too."""
    before = _said_before(placement, speech, today)
    return [_said(placement, speech, today), *([before] if before else [])]


def _word(
    said: Mapping[str, object], said_how: StatementChannel, speech: Speech, today: dt.date
) -> list[Markup]:
    """The labourer's word: what holds, or that it is not so and in what words. For the office."""
    how = speech(HOW[said_how])
    late = [speech(N_("🕘 Said after the report had moved on:"))] if said.get("late") else []
    return [*late, *_told(said, how, speech, today), *_fee(said, speech)]


def _fee(said: Mapping[str, object], speech: Speech) -> list[Markup]:
    return [speech(N_("⚠️ Says that money was asked for the job."))] if said.get("fee") else []


def _told(said: Mapping[str, object], how: Markup, speech: Speech, today: dt.date) -> list[Markup]:
    if not said["started"]:
        lines = [speech(N_("🙋 The person, {how}: not so"), how=how)]
        why = said.get("why")
        told = speech(WHY_NOT[NotSo(str(why))]) if why in tuple(NotSo) else why
        return [*lines, *([Markup("💬 {}").format(told)] if told else [])]
    what = _terms(said, speech, today)
    if not what or said.get("right") == Verdict.DIFFERS:
        differs = speech(N_("something is different"))
        what = speech.listed((str(differs), what)) if what else str(differs)
    return [speech(N_("🙋 The person, {how}: {what}"), how=how, what=what)]


def _said_before(placement: Placement, speech: Speech, today: dt.date) -> Markup | None:
    """The words on the last reports before this one: a new report does not wash them away."""
    before = (placement.said_before or [])[-WORDS_BEFORE:]
    if not before:
        return None
    lines = [
        line
        for said in before
        for line in _word(said, StatementChannel(said["how"]), speech, today)
    ]
    return Markup("\n").join([speech(N_("🕘 <b>Before, on earlier reports:</b>")), *lines])


CONTRACT_SAID: Mapping[object, str] = {
    True: N_("contract signed"),
    False: N_("no contract"),
    UNKNOWN: N_("does not know of a contract"),
}


def _terms(said: Mapping[str, object], speech: Speech, today: dt.date) -> str:
    """What was told of day, wage and contract; empty where nothing was."""
    day, wage, contract = (said.get(key) for key in ("starts_on", "wage", "has_contract"))
    words = []
    if day is not None:
        words.append(format_day(dt.date.fromisoformat(str(day)), speech, today))
    if wage is not None:
        words.append(str(speech(N_("{amount} yuan"), amount=wage)))
    if contract is not None:
        words.append(str(speech(CONTRACT_SAID[contract])))
    return speech.listed(words) if words else ""


def check_in_lines(answers: Sequence[CheckIn], speech: Speech) -> Markup | None:
    """How it went at each question: there, paid, at what wage."""
    lines = [
        speech(
            N_("After {days} days: there {there} · paid {paid} · {wage}"),
            days=one.days,
            there=_sign(one.still_there),
            paid=_sign(one.paid),
            wage=one.wage or UNSAID,
        )
        for one in answers
        if one.answered_at is not None
    ]
    return Markup("\n").join(lines) if lines else None


def _sign(said: bool | None) -> str:
    return UNSAID if said is None else YES if said else NO


def files_message(kept: Sequence[Evidence], here: str, speech: Speech, zone: ZoneInfo) -> Message:
    """The papers and photos; each that is there can be opened."""
    head = speech(N_("<b>📎 Papers and photos</b>"))
    lines = evidence.file_lines(kept, speech, zone) if kept else speech(N_("There is none yet."))
    rows = numbered(evidence.file_choices(kept, speech, f"{here}:files"))
    text = Markup("{}\n{}").format(head, lines)
    return Message(text, (*rows, (Button(str(speech(BACK)), here),)))


def _acts(waiting: Waiting) -> list[tuple[str, str]]:
    placement = waiting.placement
    here = f"review:{placement.id}"

    def may(move: Move) -> bool:
        return next_state(placement.state, move, Party.STAFF) is not None

    asks = waiting.check_in is not None and placement.is_going_on
    poor = waiting.labourer.household_id is not None and not placement.is_void
    unconfirmed = poor and waiting.labourer.poor_confirmed_at is None
    offered = (
        (may(Move.APPROVE), f"{here}:approve", N_("✅ Approve")),
        (may(Move.APPROVE), f"{here}:add:{get_stamp(placement)}", N_("➕ Approve with others")),
        (may(Move.APPROVE), f"{here}:next", N_("⏭ Leave it, the next one")),
        (may(Move.TAKE_BACK), f"{here}:undo", N_("↩️ Take the decision back")),
        (may(Move.CONFIRM), f"{here}:call", N_("📞 I called: what they say")),
        (may(Move.CONFIRM), f"{here}:paper", N_("📄 They signed a paper")),
        (asks, f"{here}:check", N_("📞 I called: still there?")),
        (unconfirmed, f"{here}:poor", N_("🏠 Registered poor: so")),
        (poor, f"{here}:poor-not", N_("🏠 Registered poor: not so")),
        (may(Move.RETURN), f"{here}:return", N_("↩️ Send it back")),
        (may(Move.REJECT), f"{here}:reject", N_("⛔ Not accept it")),
        (True, f"{here}:files", N_("📎 Papers and photos")),
        (not placement.is_void, f"{here}:file", ADD_FILE),
        (True, f"{here}:person", N_("👤 All placements of this person")),
        (True, f"{here}:trail", trail.OPEN),
    )
    return [(choice, label) for holds, choice, label in offered if holds]
