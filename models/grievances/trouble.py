"""Trouble that an answer at work tells of: the office knows at once, whatever else is open."""

import datetime as dt
from dataclasses import dataclass

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Trouble
from models.grievances import handling, opening, queue
from models.grievances.grievance import Grievance
from models.grievances.opening import GrievanceReport
from models.labourers.labourer import Labourer
from models.placements import (
    confirmation,
    ending,
    follow_up,
    more_words,
    permission,
    statement_on_work,
)
from models.placements.follow_up import CheckInAnswer
from models.placements.more_words import MoreOfWork, MoreWords
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.placements.statement import Statement


@dataclass(frozen=True)
class CheckedIn:
    """A check-in that was answered: the placement, and the grievance where something is wrong."""

    placement: Placement
    grievance: Grievance | None


async def record_statement(
    session: Session,
    actor: Actor,
    placement: Placement,
    statement: Statement,
    channel: StatementChannel,
    *,
    asked_at: dt.datetime | None = None,
) -> Refusal | None:
    """Record the labourer's word on a report; a fee that was asked opens a grievance at once.

    So it does where the report is gone by now. Refusals: those of `confirmation.record_statement`.
    """
    refused = await confirmation.record_statement(
        session, actor, placement, statement, channel, asked_at=asked_at
    )
    if statement.fee and (refused is None or refused.name == "words_kept"):
        await _report_at(session, actor, placement, Trouble.FEE)
    return refused


async def add_to_statement(
    session: Session, actor: Actor, placement: Placement, more: MoreWords
) -> Refusal | None:
    """Record one more thing of a report; a fee opens a grievance at once.

    Refusals: those of `more_words.add_to_statement`.
    """
    refused = await more_words.add_to_statement(session, actor, placement, more)
    if refused is None and more.fee:
        await _report_at(session, actor, placement, Trouble.FEE)
    return refused


async def get_open_trouble(
    session: Session, placement: Placement, kind: Trouble
) -> Grievance | None:
    """The open grievance of this kind about this placement."""
    going_on = await queue.list_open_of_labourer(session, placement.labourer_id or 0)
    same = (one for one in going_on if (one.placement_id, one.kind) == (placement.id, kind))
    return next(same, None)


async def record_check_in(
    session: Session,
    actor: Actor,
    check_in: CheckIn,
    answer: CheckInAnswer,
    channel: StatementChannel,
) -> CheckedIn | Refusal:
    """Record how it goes at work; what is wrong there opens a grievance at once.

    Refusals: those of `follow_up.answer_check_in`.
    """
    placement = await session.get_one(Placement, check_in.placement_id)
    if channel is StatementChannel.SELF and check_in.answered_by == actor.id:
        refused = await _change_answer(session, actor, check_in, placement, answer)
    else:
        if channel is StatementChannel.SELF and answer.still and check_in.answered_at is None:
            # Somebody else said that they left: whoever says so is there, and so it goes on.
            await statement_on_work.revoke_end(session, actor, placement, placement.version)
        refused = await follow_up.answer_check_in(session, actor, check_in, answer, channel)
    wrong = answer.told_trouble
    if wrong is None:
        return refused or CheckedIn(placement, None)
    # Trouble is the office's to hear, also where the question was closed meanwhile.
    if refused is not None and refused.name not in ("check_in_answered", "placement_moved"):
        return refused
    return CheckedIn(placement, await _report_at(session, actor, placement, wrong))


async def add_to_check_in(
    session: Session, actor: Actor, check_in: CheckIn, more: MoreOfWork
) -> Refusal | None:
    """Record one more thing of how it goes; wages owed open a grievance at once.

    Refusals: those of `more_words.add_to_check_in`.
    """
    refused = await more_words.add_to_check_in(session, actor, check_in, more)
    if refused is None and more.paid is False:
        placement = await session.get_one(Placement, check_in.placement_id)
        await _report_at(session, actor, placement, Trouble.UNPAID)
    return refused


async def report_trouble_at_work(
    session: Session, actor: Actor, check_in: CheckIn, kind: Trouble
) -> Refusal | None:
    """Record what the person says is wrong where they work. Refusal: not_yours."""
    placement = await session.get_one(Placement, check_in.placement_id)
    if refused := permission.refuse_unless_labourer(placement, actor):
        return refused
    await _report_at(session, actor, placement, kind)
    return None


async def _change_answer(
    session: Session, actor: Actor, check_in: CheckIn, placement: Placement, answer: CheckInAnswer
) -> Refusal | None:
    """The person tapped the other answer, or went back to the question.

    Refusals: not_yours, placement_moved; check_in_answered, where it is the answer that they gave.
    """
    if refused := permission.refuse_unless_labourer(placement, actor):
        return refused
    if check_in.still_there is answer.still:
        return Refusal("check_in_answered")
    if answer.still:
        refused = await statement_on_work.take_back_own_end(session, actor, placement)
    else:
        leave = ending.Leave(answer.left_on, answer.why)
        refused = await ending.close_placement(session, actor, placement, leave)
    if refused is None:
        check_in.still_there, check_in.answered_at = answer.still, actor.now
        await session.flush()
    return refused


async def _report_at(
    session: Session, actor: Actor, placement: Placement, kind: Trouble
) -> Grievance | None:
    """None where the person is erased."""
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    if labourer is None:
        return None
    return await report_trouble(session, actor, labourer, placement, kind)


async def report_trouble(
    session: Session, actor: Actor, labourer: Labourer, placement: Placement, kind: Trouble
) -> Grievance:
    """What an answer at work tells: the open grievance about the same, or a new one.

    Where a new one would be too many, the newest open one is told of it, and its day comes nearer.
    """
    going_on = await queue.list_open_of_labourer(session, labourer.key())
    for one in going_on:
        if (one.placement_id, one.kind) == (placement.key(), kind):
            return one
    report = GrievanceReport(kind)
    made = await opening.open_for(session, actor, labourer, report, placement)
    if isinstance(made, Grievance):
        return made
    await handling.add_trouble(session, actor, going_on[0], kind)
    return going_on[0]
