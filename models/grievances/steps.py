"""Steps of a grievance: each is kept with what was written, traced, and told to its person."""

from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.session import Session
from models.grievances.grievance import Grievance, GrievanceNote, StepKind
from models.grievances.messages import notify_labourer

ACTS = {
    StepKind.TAKEN: Act.TAKEN,
    StepKind.NOTED: Act.NOTED,
    StepKind.CLOSED: Act.CLOSED,
    StepKind.REOPENED: Act.OPENED,
    StepKind.ADDED: Act.CHANGED,
    StepKind.TOLD: Act.CHANGED,
    StepKind.CHANGED: Act.CHANGED,
    StepKind.WITHDRAWN: Act.WITHDRAWN,
}
# What the office does; all else is the person's own.
OF_OFFICE = (StepKind.TAKEN, StepKind.NOTED, StepKind.CLOSED)


async def record_step(
    session: Session,
    actor: Actor,
    grievance: Grievance,
    what: StepKind,
    words: str | None = None,
    *,
    traced: bool = True,
) -> None:
    """Its person hears of all that the office does; `traced` is false for the rest of one act."""
    grievance.step += 1
    session.add(
        GrievanceNote(
            grievance_id=grievance.key(),
            step=grievance.step,
            what=what,
            at=actor.now,
            account_id=actor.id,
            words=words,
        )
    )
    if traced:
        record_act(session, actor, grievance, ACTS[what])
    if what in OF_OFFICE:
        await notify_labourer(session, grievance, actor.now)
    await session.flush()


def record_act(session: Session, actor: Actor, grievance: Grievance, act: Act) -> None:
    """One act with this grievance goes into the trail."""
    of = (Subject.GRIEVANCE, grievance.key())
    audit.record(session, actor.now, act, by=actor.id, labourer=grievance.labourer_id, of=of)


async def lock_grievance(session: Session, grievance: Grievance) -> None:
    """One turn at a time takes a step."""
    await session.refresh(grievance, with_for_update=True)


async def list_steps(session: Session, grievance: Grievance) -> list[GrievanceNote]:
    """Everything that was done about it, the oldest first."""
    query = select(GrievanceNote).where(GrievanceNote.grievance_id == grievance.key())
    return list(await session.exec(query.order_by(col(GrievanceNote.step))))
