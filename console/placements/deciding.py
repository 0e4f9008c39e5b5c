"""The office decides on placements: one, or several that were each looked at."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Pages
from console.core.words import read_words
from console.placements.record import REASONS, get_placement, show_record
from dialogue.core.i18n import N_
from models.core.refusal import Refusal
from models.labourers import poverty
from models.placements import approving, review
from models.placements.placement import Placement
from models.placements.review import Reason, Waiting

pages = Pages()
Decide: TypeAlias = Callable[..., Awaitable[Refusal | None]]
ADDED, TO_APPROVE = "/placements/added", "/placements?queue=approve"


def _page(waiting: Waiting) -> str:
    return f"/placements/{waiting.placement.key()}"


@pages.act("/placements/{id}/approve")
async def approve_placement(view: View) -> Answer:
    """As it was shown; where more was said since, it is shown once more."""
    waiting = await get_placement(view)
    if waiting is None:
        return not_found()
    stamp = str(view.form.get("stamp", ""))
    done = await review.approve_placement(view.session, view.actor, waiting.placement, stamp)
    return Goto(_page(waiting), said=N_("Approved."), refusal=done)


@pages.act("/placements/{id}/add")
async def add_to_approval(view: View) -> Answer:
    """It was looked at, and is approved with the others: the next one is shown."""
    waiting = await get_placement(view)
    if waiting is None:
        return not_found()
    one, stamp = waiting.placement, str(view.form.get("stamp", ""))
    done = await approving.add_to_approval(view.session, view.actor, one, stamp)
    if done is not None:
        return Goto(_page(waiting), refusal=done)
    return await _go_on(view, one, N_("Added to those that you approve together."))


@pages.act("/placements/{id}/leave")
async def leave_out(view: View) -> Answer:
    """It waits on; the next one is shown."""
    waiting = await get_placement(view)
    if waiting is None:
        return not_found()
    done = await approving.leave_out(view.session, view.actor, waiting.placement)
    if done is not None:
        return Goto(_page(waiting), refusal=done)
    return await _go_on(view, waiting.placement, N_("Left for later."))


async def _go_on(view: View, one: Placement, said: str) -> Goto:
    following = await approving.get_next_to_approve(view.session, view.actor, one)
    return Goto(f"/placements/{following.key()}" if following else ADDED, said=said)


@pages.look("/placements/added")
async def show_added(view: View) -> Answer:
    """Those that are approved together, each by name."""
    added = await approving.list_added(view.session, view.actor)
    return Screen("placements/added.html", {"added": added})


@pages.act("/placements/added")
async def approve_added(view: View) -> Answer:
    """Each by itself; where they are others by now, they are shown once more."""
    count = str(view.form.get("count", ""))
    number = int(count) if count.isascii() and count.isdecimal() and len(count) < 9 else 0
    result = await approving.approve_added(view.session, view.actor, number)
    if isinstance(result, Refusal):
        return Goto(ADDED, refusal=result)
    if not result.refused:
        return Goto(TO_APPROVE, said=N_("Approved: {count}"), params={"count": len(result.done)})
    return Screen("placements/approved.html", {"result": result})


@pages.act("/placements/{id}/return")
async def return_placement(view: View) -> Answer:
    """The broker is to put it right."""
    return await _decide(view, "return", review.return_placement, N_("Sent back."))


@pages.act("/placements/{id}/reject")
async def reject_placement(view: View) -> Answer:
    """It is not so, for good."""
    return await _decide(view, "reject", review.reject_placement, N_("Not accepted."))


@pages.act("/placements/{id}/take-back")
async def take_back(view: View) -> Answer:
    """The decision does not stand."""
    done = N_("The decision was taken back.")
    return await _decide(view, "take-back", approving.take_back_decision, done)


async def _decide(view: View, act: str, decide: Decide, said: str) -> Answer:
    waiting = await get_placement(view)
    if waiting is None:
        return not_found()
    question = REASONS[act].questions[0]
    why = read_words(question, view)
    if isinstance(why, Refusal):
        typed = str(view.form.get(question.key, ""))
        return await show_record(view, waiting, asked=act, typed=typed, refusal=why)
    stamp = str(view.form.get("stamp", ""))
    done = await decide(view.session, view.actor, waiting.placement, Reason(why), stamp)
    return Goto(_page(waiting), said=said, refusal=done)


@pages.act("/placements/{id}/poor")
async def confirm_poverty(view: View) -> Answer:
    """The household is on the office's list of registered poor ones."""
    waiting = await get_placement(view)
    if waiting is None:
        return not_found()
    done = await poverty.confirm_poverty(view.session, view.actor, waiting.labourer)
    return Goto(_page(waiting), said=N_("Noted."), refusal=done)


@pages.act("/placements/{id}/not-poor")
async def deny_poverty(view: View) -> Answer:
    """It is not."""
    waiting = await get_placement(view)
    if waiting is None:
        return not_found()
    done = await poverty.deny_poverty(view.session, view.actor, waiting.labourer)
    return Goto(_page(waiting), said=N_("Noted."), refusal=done)
