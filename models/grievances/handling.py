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
from models.grievances.steps import lock_grievance, record_step


@dataclass(frozen=True)
class Note:
    """What staff write to the person."""

    words: str


async def take_grievance(session: Session, actor: Actor, grievance: Grievance) -> Refusal | None:
    """It is this account's from now on; of two at once one has it.

    Refusals: not_yours, grievance_taken, grievance_closed.
    """
    if refused := permission.refuse_unless_staff(grievance, actor):
        return refused
    free = col(Grievance.state) == GrievanceState.OPEN
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


async def add_trouble(session: Session, actor: Actor, grievance: Grievance, kind: Trouble) -> None:
    """One more thing is wrong: the office reads it, and its day comes nearer."""
    await lock_grievance(session, grievance)
    due_at = deadline.get_deadline(kind, actor.now, actor.zone)
    grievance.due_at = min(grievance.due_at, due_at)
    await record_step(session, actor, grievance, StepKind.ADDED, kind)


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
