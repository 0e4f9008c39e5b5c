"""How a grievance ends without the office: its person takes it back, or is erased."""

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.grievances import permission, personal_data
from models.grievances.grievance import Grievance, GrievanceState, StepKind
from models.grievances.messages import notify_staff_of_withdrawal
from models.grievances.steps import lock_grievance, record_step


async def withdraw_grievance(
    session: Session, actor: Actor, grievance: Grievance
) -> Refusal | None:
    """It is settled, says the person: closed, and the office hears that it was they who said so.

    Refusals: not_yours, grievance_closed.
    """
    if refused := permission.refuse_unless_own(grievance, actor):
        return refused
    await lock_grievance(session, grievance)
    if grievance.state is GrievanceState.CLOSED:
        return Refusal("grievance_closed")
    grievance.state, grievance.closed_at = GrievanceState.CLOSED, actor.now
    await record_step(session, actor, grievance, StepKind.WITHDRAWN)
    await notify_staff_of_withdrawal(session, grievance, actor.now)
    return None


async def end_by_erasure(session: Session, actor: Actor, grievance: Grievance) -> None:
    """Its person is erased: what it was about, how much and where stays, and nothing of them."""
    await personal_data.erase_what_was_told(session, [grievance.key()])
    grievance.labourer_id = grievance.teller_id = grievance.placement_id = None
    grievance.called = grievance.phone = grievance.words = grievance.since = None
    grievance.employer = grievance.employer_index = None
    grievance.state = GrievanceState.CLOSED
    grievance.closed_at = grievance.erased_at = actor.now
    await session.flush()
