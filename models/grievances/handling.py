"""What the county office does about a grievance: take it, write to its person, close it."""

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Trouble
from models.grievances import deadline, permission
from models.grievances.grievance import Grievance, GrievanceState, StepKind
from models.grievances.messages import has_handler_left, notify_of_addition
from models.grievances.steps import lock_grievance, record_step


@dataclass(frozen=True)
class Note:
    """What staff write to the person."""

    words: str


async def take_grievance(session: Session, actor: Actor, grievance: Grievance) -> Refusal | None:
    """It is this account's from now on, also from who left the office; of two at once one has it.

    Refusals: not_yours, grievance_taken, grievance_closed.
    """
    if refused := permission.refuse_unless_staff(grievance, actor):
        return refused
    free = col(Grievance.state) == GrievanceState.OPEN
    if await has_handler_left(session, grievance):
        left = col(Grievance.taken_by) == grievance.taken_by
        free |= (col(Grievance.state) == GrievanceState.TAKEN) & left
    mine = update(Grievance).where(col(Grievance.id) == grievance.id, free)
    taking = await session.exec(mine.values(state=GrievanceState.TAKEN, taken_by=actor.id))
    await lock_grievance(session, grievance)
    if taking.rowcount:
        grievance.county = grievance.county or actor.roles.counties()[0]
        await record_step(session, actor, grievance, StepKind.TAKEN)
        return None
    if grievance.state is GrievanceState.CLOSED:
        return Refusal("grievance_closed")
    return None if grievance.taken_by == actor.id else Refusal("grievance_taken")


async def is_free(session: Session, grievance: Grievance) -> bool:
    """Whether anybody may take it: nobody has it, or who had it left the office."""
    if grievance.state is GrievanceState.TAKEN:
        return await has_handler_left(session, grievance)
    return grievance.state is GrievanceState.OPEN


async def add_trouble(session: Session, actor: Actor, grievance: Grievance, kind: Trouble) -> None:
    """One more thing is wrong: the office hears of it, and its day comes nearer."""
    await lock_grievance(session, grievance)
    deadline.bring_forward(grievance, kind, actor.now, actor.zone)
    await record_step(session, actor, grievance, StepKind.ADDED, kind)
    await notify_of_addition(session, grievance, actor.now, pressing=True)


async def write_to_person(
    session: Session, actor: Actor, grievance: Grievance, note: Note
) -> Refusal | None:
    """What was done, for the person to read. Refusals: not_yours, as `refuse_unless_taken`."""
    if refused := await _refuse_step(session, actor, grievance):
        return refused
    await record_step(session, actor, grievance, StepKind.NOTED, note.words)
    return None


async def close_grievance(
    session: Session, actor: Actor, grievance: Grievance, note: Note
) -> Refusal | None:
    """It is over, with what came of it. Refusals: not_yours, as `refuse_unless_taken`."""
    if refused := await _refuse_step(session, actor, grievance):
        return refused
    grievance.state, grievance.closed_at = GrievanceState.CLOSED, actor.now
    await record_step(session, actor, grievance, StepKind.CLOSED, note.words)
    return None


async def _refuse_step(session: Session, actor: Actor, grievance: Grievance) -> Refusal | None:
    if refused := permission.refuse_unless_staff(grievance, actor):
        return refused
    await lock_grievance(session, grievance)
    return refuse_unless_taken(grievance)


def refuse_unless_taken(grievance: Grievance) -> Refusal | None:
    """Only what somebody has taken goes on. Refusals: grievance_closed, grievance_untaken."""
    if grievance.state is GrievanceState.CLOSED:
        return Refusal("grievance_closed")
    return Refusal("grievance_untaken") if grievance.state is GrievanceState.OPEN else None
