"""Decisions of the office: asked for once, several together, listed by month, taken back."""

import datetime as dt
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dialogue.core.calendar import format_month
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.placements.screens import (
    MENU,
    STATES_FOR_STAFF,
    placement_facts,
    refusal_lines,
)
from models.core.paging import Page
from models.employers.employer import Employer
from models.placements.approving import Approved
from models.placements.placement import Placement
from models.placements.review import Waiting, get_stamp
from models.placements.states import PlacementState

LISTS = {
    PlacementState.APPROVED: N_("🗂 Approved"),
    PlacementState.REJECTED: N_("🗂 Not accepted"),
    PlacementState.WITHDRAWN: N_("🗂 Taken back by the broker"),
}
COUNTED = N_("{state} ({count})")
NAMES = 40


def list_choices(counts: Mapping[PlacementState, int], speech: Speech) -> list[tuple[str, Markup]]:
    """The ways to what was decided, where there is any."""
    return [
        (f"decided:{state}", speech(COUNTED, state=speech(label), count=counts[state]))
        for state, label in LISTS.items()
        if counts.get(state)
    ]


def approval_question(
    waiting: Waiting,
    employer: Employer,
    payable: Sequence[Markup],
    speech: Speech,
    today: dt.date,
) -> Message:
    """Once, with the facts: is it to be approved?"""
    head = Markup("<b>{}</b>").format(waiting.labourer.name)
    end = speech(N_("<b>Approve this placement?</b>"))
    facts = placement_facts(waiting.placement, employer, speech, today)
    here = f"review:{waiting.placement.id}"
    yes = f"{here}:approve!:{get_stamp(waiting.placement)}"
    choices = ((yes, N_("✅ Yes, approve")), (here, N_("No, not yet")))
    return Message(
        Markup("\n\n").join([head, facts, *payable, end]),
        numbered((choice, speech(label)) for choice, label in choices),
    )


def added_message(added: Sequence[Waiting], speech: Speech) -> Message:
    """All that were looked at and added, before they are approved together."""
    if not added:
        text = speech(N_("None is added that still waits as you saw it."))
        return Message(text, numbered([("reviews:approve", speech(BACK))]))
    head = speech(N_("<b>Approve these {count} placements together?</b>"), count=len(added))
    names = [Markup("• {}").format(one.labourer.name) for one in added[:NAMES]]
    more = len(added) - len(names)
    rest = [speech(N_("… and {count} more"), count=more)] if more else []
    yes = speech(N_("✅ Approve all {count}"), count=len(added))
    choices = [(f"approval:{len(added)}", yes), ("reviews:approve", speech(N_("No, not yet")))]
    return Message(Markup("\n").join([head, *names, *rest]), numbered(choices))


def approved_message(result: Approved, speech: Speech) -> Message:
    """How many went through, and who did not for which reason."""
    said = [speech(N_("✅ <b>Approved: {count}</b>"), count=len(result.done))]
    said += refusal_lines(result.refused, speech)
    choices = [("decided:approved", speech(LISTS[PlacementState.APPROVED]))]
    choices += [("review", speech(BACK)), ("menu", speech(MENU))]
    return Message(Markup("\n\n").join(said), numbered(choices))


def months_message(state: PlacementState, months: Mapping[dt.date, int], speech: Speech) -> Message:
    """How many in which month, the latest first."""
    choices = []
    for month, count in list(months.items())[:24]:
        named = format_month(month, speech)
        label = speech(COUNTED, state=named, count=count)
        choices.append((f"decided:{state}:{month:%Y%m}", label))
    text = Markup("<b>{}</b>").format(speech(LISTS[state]))
    return Message(text, (*numbered(choices, 2), (Button(str(speech(BACK)), "review"),)))


def month_message(
    state: PlacementState, month: dt.date, found: Page[Waiting], speech: Speech
) -> Message:
    """Who was decided so in a month, by name."""
    labels = [(f"review:{one.placement.id}", one.labourer.name) for one in found.items]
    named = format_month(month, speech)
    text = Markup("<b>{} · {}</b>").format(speech(LISTS[state]), named)
    pages = page_buttons(found, f"decided:{state}:{month:%Y%m}:", speech)
    back = (Button(str(speech(BACK)), f"decided:{state}"),)
    return Message(text, (*numbered(labels, 2), *pages, back))


def person_message(of: Placement, name: str, found: Page[Waiting], speech: Speech) -> Message:
    """All placements of one person, and how each stands."""
    labels = [(f"review:{one.placement.id}", _line(one.placement, speech)) for one in found.items]
    text = Markup("<b>{}</b>").format(name)
    pages = page_buttons(found, f"review:{of.id}:person:", speech)
    return Message(
        text, (*numbered(labels), *pages, (Button(str(speech(BACK)), f"review:{of.id}"),))
    )


def _line(placement: Placement, speech: Speech) -> Markup:
    state = speech(STATES_FOR_STAFF[placement.state])
    return Markup("{} · {:%Y-%m-%d}").format(state, placement.starts_on)
