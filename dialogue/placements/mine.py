"""A broker's placements: by state, one by one, and what can be done about each."""

import datetime as dt
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dialogue.core.form_screens import BACK, BEFORE, MORE
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Button, Message, numbered
from dialogue.placements.screens import (
    ADD_FILE,
    MENU,
    MINE,
    SAME_AGAIN,
    STATES,
    placement_facts,
    reason_for_broker,
)
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.placements.states import Move, Party, PlacementState, next_state

PAGE = 10
# One list for the broker: see screens.NOT_CONFIRMED.
UNCONFIRMED = (PlacementState.UNANSWERED, PlacementState.DISPUTED)
REPORT = N_("➕ Report a placement")
STATE_COUNT = N_("{state} ({count})")


def overview_message(
    counts: Mapping[PlacementState, int], payable: Sequence[Markup], speech: Speech
) -> Message:
    """How many in each state, and what of it is paid."""
    counts = as_broker_sees(counts)
    head = speech(MINE) if counts else speech(N_("You have reported nobody yet."))
    text = Markup("\n").join([Markup("<b>{}</b>").format(head), *payable])
    states = [
        (f"placements:{state}:1", speech(STATE_COUNT, state=speech(label), count=counts[state]))
        for state, label in STATES.items()
        if counts.get(state)
    ]
    choices = [("report", speech(REPORT)), *states, ("menu", speech(MENU))]
    return Message(text, numbered(choices))


def weekly_message(
    counts: Mapping[PlacementState, int], payable: Markup, speech: Speech
) -> Message:
    """On Monday: how many stand how, and what they bring."""
    counts = as_broker_sees(counts)
    head = speech(N_("📒 <b>Your placements this week</b>"))
    lines = [
        speech(STATE_COUNT, state=speech(label), count=counts[state])
        for state, label in STATES.items()
        if counts.get(state)
    ]
    text = Markup("\n").join([head, *lines, payable])
    return Message(text, numbered([("placements", speech(MINE))]))


def as_broker_sees(counts: Mapping[PlacementState, int]) -> dict[PlacementState, int]:
    """Who denies it is counted with who is silent: the broker is not to tell them apart."""
    denied = counts.get(PlacementState.DISPUTED, 0)
    silent = {PlacementState.UNANSWERED: counts.get(PlacementState.UNANSWERED, 0) + denied}
    return {**counts, PlacementState.DISPUTED: 0, **silent}


def clamp_page(wanted: int, count: int) -> int:
    """The page that is shown, of so many people."""
    return min(max(wanted, 1), max(1, -(-count // PAGE)))


def state_message(
    state: PlacementState,
    people: Sequence[tuple[Placement, Labourer]],
    at: tuple[int, int],
    speech: Speech,
) -> Message:
    """One page of the people whose placement stands so; `at` is the page, and how many in all."""
    page, count = at
    labels = [(f"placement:{one.id}", labourer.name) for one, labourer in people]
    pages = tuple(
        Button(str(speech(label)), f"placements:{state}:{to}")
        for to, label in ((page - 1, BEFORE), (page + 1, MORE))
        if to == clamp_page(to, count)
    )
    back = (Button(str(speech(BACK)), "placements"),)
    text = Markup("<b>{}</b>").format(speech(STATES[state]))
    return Message(text, tuple(row for row in (*numbered(labels), pages, back) if row))


def own_placement_message(
    placement: Placement,
    labourer: Labourer,
    employer: Employer,
    beside: Sequence[Markup],
    speech: Speech,
    today: dt.date,
) -> Message:
    """One of them: its facts, how it stands, what it pays or why not, its papers."""
    parts = [
        Markup("<b>{}</b>\n{}").format(labourer.name, speech(STATES[placement.state])),
        reason_for_broker(placement),
        placement_facts(placement, employer, speech, today),
        *beside,
    ]
    text = Markup("\n\n").join(part for part in parts if part)
    rows = numbered((choice, speech(label)) for choice, label in _acts(placement))
    return Message(text, (*rows, (Button(str(speech(BACK)), "placements"),)))


def _acts(placement: Placement) -> list[tuple[str, str]]:
    here = f"placement:{placement.id}"

    def may(move: Move) -> bool:
        return next_state(placement.state, move, Party.BROKER) is not None

    offered = (
        (may(Move.SEND_BACK), f"{here}:again", N_("📤 Send it in again")),
        (may(Move.REPORT_ANEW), f"{here}:change", N_("✏️ Put something right")),
        (not placement.is_void, f"{here}:file", ADD_FILE),
        (placement.is_going_on, f"{here}:left", N_("👋 They left")),
        (not placement.is_void, f"report:same:{placement.id}", SAME_AGAIN),
        (may(Move.WITHDRAW), f"{here}:withdraw", N_("🗑 Take it back")),
    )
    return [(choice, label) for holds, choice, label in offered if holds]


def withdrawal_question(placement: Placement, name: str, speech: Speech) -> Message:
    text = speech(N_("Take the report about {name} back?"), name=name)
    here = f"placement:{placement.id}"
    choices = ((here, N_("No, keep it")), (f"{here}:withdraw!", N_("Yes, take it back")))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))
