"""A person adds to their grievance: words and files are added, and no version of it is lost."""

import json
from dataclasses import dataclass, field
from typing import Any

from models.accounts import attempts
from models.accounts.actor import Actor
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.grievances import permission
from models.grievances.files import add_files
from models.grievances.grievance import Grievance, GrievanceState, StepKind, employer_index
from models.grievances.messages import notify_handler
from models.grievances.opening import GrievanceReport, as_form_answers
from models.grievances.steps import lock_grievance, record_act, record_step

# What may be said otherwise later; words are only ever added to.
FACTS = ("kind", "employer", "since", "amount")


@dataclass(frozen=True)
class Addition:
    """What a person adds: a few sentences, files, or both."""

    words: str | None = None
    files: list[dict[str, Any]] = field(default_factory=list)


async def add_words_and_files(
    session: Session, actor: Actor, grievance: Grievance, addition: Addition
) -> Refusal | None:
    """Words become a step with its time; files stand beside it.

    Refusals: not_yours, grievance_over, too_often {most}, papers_many {most}.
    """
    if refused := await _refuse_adding(session, actor, grievance):
        return refused
    if refused := await add_files(session, actor, grievance, addition.files):
        return refused
    if addition.words:
        await record_step(session, actor, grievance, StepKind.TOLD, addition.words)
    else:
        record_act(session, actor, grievance, Act.CHANGED)
        await session.flush()
    await notify_handler(session, grievance, actor.now)
    return None


async def add_to_grievance(
    session: Session, actor: Actor, grievance: Grievance, report: GrievanceReport
) -> Refusal | None:
    """What was left out is filled in; what was told otherwise before stays readable as a step.

    Refusals: those of `add_words_and_files`.
    """
    if refused := await _refuse_adding(session, actor, grievance):
        return refused
    await _keep_version(session, actor, grievance, report)
    grievance.kind, grievance.employer = report.kind, report.employer
    grievance.employer_index = employer_index(report.employer)
    grievance.amount, grievance.since = report.amount, report.since
    if report.words and grievance.words and report.words != grievance.words:
        await record_step(session, actor, grievance, StepKind.TOLD, report.words)
    grievance.words = grievance.words or report.words
    record_act(session, actor, grievance, Act.CHANGED)
    await session.flush()
    await notify_handler(session, grievance, actor.now)
    return await add_files(session, actor, grievance, report.photo or ())


async def join_file(
    session: Session, actor: Actor, grievance: Grievance, file: dict[str, Any]
) -> Refusal | None:
    """A late piece of an album. Refusals: not_yours, papers_many {most}, too_often {most}."""
    if refused := permission.refuse_unless_own(grievance, actor):
        return refused
    return await add_files(session, actor, grievance, [file])


async def _refuse_adding(session: Session, actor: Actor, grievance: Grievance) -> Refusal | None:
    if refused := permission.refuse_unless_own(grievance, actor):
        return refused
    await lock_grievance(session, grievance)
    if grievance.state is GrievanceState.CLOSED:
        return Refusal("grievance_over")
    limit = attempts.TOLD_MORE
    return await attempts.attempt_within_limit(session, limit, actor.id, actor.now)


async def _keep_version(
    session: Session, actor: Actor, grievance: Grievance, report: GrievanceReport
) -> None:
    """Facts as they were told before, where one is told otherwise now."""
    before = {key: value for key, value in as_form_answers(grievance).items() if key in FACTS}
    since = report.since.isoformat() if report.since else None
    now = {"kind": report.kind, "employer": report.employer, "since": since}
    now["amount"] = report.amount  # type: ignore[assignment]
    if any(now[key] != value for key, value in before.items()):
        await record_step(session, actor, grievance, StepKind.CHANGED, json.dumps(before))
