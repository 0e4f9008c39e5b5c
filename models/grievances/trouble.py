"""Trouble that an answer at work tells of: the office knows at once, whatever else is open."""

from dataclasses import dataclass

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Trouble
from models.grievances import handling, opening, queue
from models.grievances.grievance import Grievance
from models.grievances.opening import GrievanceReport
from models.labourers.labourer import Labourer
from models.placements import follow_up
from models.placements.follow_up import CheckInAnswer
from models.placements.placement import CheckIn, Placement, StatementChannel


@dataclass(frozen=True)
class CheckedIn:
    """A check-in that was answered: the placement, and the grievance where something is wrong."""

    placement: Placement
    grievance: Grievance | None


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
    refused = await follow_up.answer_check_in(session, actor, check_in, answer, channel)
    if refused is not None:
        return refused
    placement = await session.get_one(Placement, check_in.placement_id)
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    wrong = answer.told_trouble
    if wrong is None or labourer is None:
        return CheckedIn(placement, None)
    return CheckedIn(placement, await report_trouble(session, actor, labourer, placement, wrong))


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
