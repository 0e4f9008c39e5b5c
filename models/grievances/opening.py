"""What a person does about a grievance of theirs: open it, and say that it is not over."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.accounts.actor import Actor
from models.core.audit import Act
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Trouble
from models.employers.employer import Employer
from models.grievances import deadline, permission, queue
from models.grievances.files import add_files
from models.grievances.grievance import Grievance, GrievanceState, StepKind, employer_index
from models.grievances.messages import notify_staff
from models.grievances.steps import list_steps, lock_grievance, record_act, record_step
from models.labourers.labourer import Labourer
from models.placements.placement import Placement

# So many of one person may be open, with those that can not wait; more is told to an open one.
USUALLY_OPEN, MOST_OPEN = 3, 5


@dataclass(frozen=True)
class GrievanceReport:
    """What a person tells of a grievance. `amount` is in yuan."""

    kind: Trouble
    employer: str | None = None
    since: dt.date | None = None
    amount: int | None = None
    words: str | None = None
    photo: list[dict[str, Any]] | None = None


async def open_grievance(
    session: Session,
    actor: Actor,
    labourer: Labourer,
    report: GrievanceReport,
    placement: Placement | None = None,
) -> Grievance | Refusal:
    """Open a new one, of which all staff of the labourer's county are told and nobody else.

    Refusals: not_yours, grievances_many {number, count}, too_often {most}.
    """
    if refused := permission.refuse_unless_own_entry(labourer, actor):
        return refused
    return await open_for(session, actor, labourer, report, placement)


async def open_for(
    session: Session,
    actor: Actor,
    labourer: Labourer,
    report: GrievanceReport,
    placement: Placement | None = None,
) -> Grievance | Refusal:
    """Open one for a person who told it, perhaps on the phone.

    Refusals: grievances_many {number, count}, too_often {most}.
    """
    going_on = await queue.list_open_of_labourer(session, labourer.key())
    if refused := refuse_too_many(going_on, report.kind):
        return refused
    employer = report.employer or await _employer_name(session, placement)
    grievance = build_grievance(actor, report, labourer.village_code[:COUNTY], employer)
    grievance.labourer_id = labourer.key()
    grievance.placement_id = placement.key() if placement else None
    return await enter_grievance(session, actor, grievance, report)


def refuse_too_many(going_on: Sequence[Grievance], kind: Trouble) -> Refusal | None:
    """Refusal: grievances_many {number, count}."""
    if len(going_on) < (MOST_OPEN if deadline.is_urgent(kind) else USUALLY_OPEN):
        return None
    return Refusal("grievances_many", {"number": going_on[0].key(), "count": len(going_on)})


def build_grievance(
    actor: Actor, report: GrievanceReport, county: str, employer: str | None
) -> Grievance:
    """A new one, of nobody yet."""
    return Grievance(
        county=county,
        employer=employer,
        employer_index=employer_index(employer),
        kind=report.kind,
        words=report.words,
        amount=report.amount,
        since=report.since,
        state=GrievanceState.OPEN,
        opened_at=actor.now,
        due_at=deadline.get_deadline(report.kind, actor.now, actor.zone),
    )


async def enter_grievance(
    session: Session, actor: Actor, grievance: Grievance, report: GrievanceReport
) -> Grievance:
    """Keep it, tell the trail, and tell the staff."""
    session.add(grievance)
    await session.flush()
    record_act(session, actor, grievance, Act.OPENED)
    # A new one has no papers yet, so these are never too many.
    await add_files(session, actor, grievance, report.photo or (), counted=False)
    await notify_staff(session, grievance, actor.now)
    await session.flush()
    return grievance


def as_form_answers(grievance: Grievance) -> dict[str, Any]:
    """What was told so far, as answers of the form; what was left out is still asked."""
    facts = {
        "kind": grievance.kind,
        "employer": grievance.employer,
        "since": grievance.since.isoformat() if grievance.since else None,
        "amount": grievance.amount,
        "words": grievance.words,
    }
    return {key: value for key, value in facts.items() if value is not None}


async def reopen_grievance(session: Session, actor: Actor, grievance: Grievance) -> Refusal | None:
    """The person says that it is not over: whoever has time takes it, as if it were new.

    Refusals: not_yours, grievance_going_on, grievance_long_over, reopened_often {most}.
    """
    if refused := permission.refuse_unless_own(grievance, actor):
        return refused
    await lock_grievance(session, grievance)
    if grievance.closed_at is None:
        return Refusal("grievance_going_on")
    if not deadline.can_be_reopened(grievance, actor.now):
        return Refusal("grievance_long_over")
    known = await list_steps(session, grievance)
    if sum(one.what is StepKind.REOPENED for one in known) >= deadline.REOPENED_MOST:
        return Refusal("reopened_often", {"most": deadline.REOPENED_MOST})
    grievance.state, grievance.taken_by, grievance.closed_at = GrievanceState.OPEN, None, None
    grievance.due_at = deadline.get_deadline(grievance.kind, actor.now, actor.zone)
    await record_step(session, actor, grievance, StepKind.REOPENED)
    await notify_staff(session, grievance, actor.now)
    return None


async def _employer_name(session: Session, placement: Placement | None) -> str | None:
    return (await session.get_one(Employer, placement.employer_id)).name if placement else None
