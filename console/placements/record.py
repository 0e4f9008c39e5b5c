"""One placement: facts, words, signals, files, what it pays, and its trail."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from console.core.evidence import list_files, open_file
from console.core.office import Answer, Screen, View, not_found
from console.core.pages import Pages
from console.core.trails import name_account, read_trail
from dialogue.core.labels import BROUGHT, DESTINATIONS, LEAVINGS
from dialogue.placements.checked_facts import fact_lines, signal_lines
from dialogue.placements.form_why import REJECT, SEND_BACK, TAKE_BACK
from dialogue.placements.review import HOW, said_lines
from dialogue.placements.screens import STATES_FOR_STAFF, WORDS_OF_STAFF
from dialogue.placements.subsidy import explain_assessment
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.labourers import doubles
from models.placements import check_ins, papers, queries, review, signals
from models.placements.placement import Placement
from models.placements.review import Waiting, get_stamp
from models.placements.states import Move, Party, next_state
from models.subsidies import paid, subsidy_cases

pages = Pages()
REASONS = {"return": SEND_BACK, "reject": REJECT, "take-back": TAKE_BACK}


async def get_placement(view: View) -> Waiting | None:
    """The placement of the address, where it is this office's."""
    counties = view.actor.roles.counties()
    return await review.get_reviewed_placement(view.session, view.number(), counties)


@pages.look("/placements/{id}")
async def show_placement(view: View) -> Answer:
    """All of it; that it was looked at goes into the trail."""
    waiting = await get_placement(view)
    return await show_record(view, waiting) if waiting else not_found()


async def show_record(
    view: View,
    waiting: Waiting,
    *,
    asked: str = "",
    typed: str = "",
    refusal: Refusal | None = None,
) -> Screen:
    """The page of a placement.

    Args:
        asked: the act whose reason was refused.
        typed: that reason.
    """
    placement, labourer = waiting.placement, waiting.labourer
    session, speech, today = view.session, view.speech, view.actor.today
    kept = await papers.list_papers(session, placement)
    beside = await signals.list_signals(session, placement)
    shown: dict[str, Any] = {
        "one": placement,
        "person": labourer,
        "employer": await queries.get_employer(session, placement),
        "state": STATES_FOR_STAFF[placement.state],
        "written": placement.why if placement.state in WORDS_OF_STAFF else None,
        "destinations": DESTINATIONS,
        "brought": BROUGHT,
        "leavings": LEAVINGS,
        "how": HOW,
        "broker": await name_account(view, placement.broker_id, placement.filed_at),
        "reviewer": await name_account(view, placement.reviewed_by, placement.reviewed_at),
        "said": said_lines(placement, speech, today),
        "facts": fact_lines(placement, labourer, kept, speech).splitlines(),
        "signals": _split(signal_lines(beside, speech)),
        "check_ins": await check_ins.list_check_ins(session, placement.key()),
        "subsidy": await _explain_subsidy(view, placement),
        "payments": await paid.list_of_placement(session, view.actor, placement.key()),
        "files": list_files(kept, f"/placements/{placement.key()}", view),
        "alike": await doubles.list_doubles_of_entry(session, labourer.key()),
        "trail": await read_trail(view, Subject.PLACEMENT, placement.key()),
        "stamp": get_stamp(placement),
        "may": _list_moves(placement),
        "reasons": {act: form.questions[0] for act, form in REASONS.items()},
        "asked": asked,
        "typed": typed,
        "refusal": refusal,
    }
    noted = partial(review.note_viewed, placement_id=placement.key())
    status = 422 if refusal else 200
    return Screen("placements/placement.html", shown, status, noted)


def _split(several: Sequence[Markup]) -> list[Markup]:
    return [line for one in several for line in one.splitlines()]


async def _explain_subsidy(view: View, placement: Placement) -> list[Markup]:
    today = view.actor.today
    judged = await subsidy_cases.assess_county(
        view.session, placement.county, view.office.zone, today, broker=placement.broker_id
    )
    return explain_assessment(judged[placement.key()], view.speech, today).splitlines()


def _list_moves(placement: Placement) -> set[str]:
    """What staff may do with it as it stands."""
    moves = {
        "approve": (Move.APPROVE,),
        "return": (Move.RETURN,),
        "reject": (Move.REJECT,),
        "take-back": (Move.TAKE_BACK, Move.REOPEN),
    }
    return {
        act
        for act, ways in moves.items()
        if any(next_state(placement.state, one, Party.STAFF) for one in ways)
    }


@pages.look("/placements/{id}/evidence/{file}")
async def show_file(view: View) -> Answer:
    """A photo or paper of it."""
    waiting = await get_placement(view)
    if waiting is None:
        return not_found()
    return open_file(view, await papers.list_papers(view.session, waiting.placement))
