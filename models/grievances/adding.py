"""A person adds to their grievance: words and files are added, and no version of it is lost."""

import json
from dataclasses import dataclass, field
from typing import Any

from models.accounts import attempts
from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.grievances import deadline, permission
from models.grievances.files import add_files
from models.grievances.grievance import Grievance, GrievanceState, StepKind, employer_index
from models.grievances.messages import notify_of_addition
from models.grievances.opening import GrievanceReport, as_form_answers
from models.grievances.steps import lock_grievance, record_step

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
    """It becomes a step with its time; files stand beside it. Both are kept, or neither.

    Refusals: not_yours, grievance_over, too_often {most}, papers_many {most}.
    """
    if refused := await _refuse_adding(session, actor, grievance):
        return refused
    if refused := await add_files(session, actor, grievance, addition.files):
        return refused
    await record_step(session, actor, grievance, StepKind.TOLD, addition.words)
    await notify_of_addition(session, grievance, actor.now)
    return None


async def add_to_grievance(
    session: Session, actor: Actor, grievance: Grievance, report: GrievanceReport
) -> Refusal | None:
    """What was left out is filled in; what was told otherwise before stays readable as a step.

    Files are kept with it, or nothing is. Another kind may bring its day nearer. Refusals: those of
    `add_words_and_files`.
    """
    if refused := await _refuse_adding(session, actor, grievance):
        return refused
    if refused := await add_files(session, actor, grievance, report.photo or ()):
        return refused
    before, new = grievance.kind, _list_new_words(grievance, report)
    earlier = _list_earlier_facts(grievance, report)
    filled = earlier is not None or bool(report.photo) or _fills_in(grievance, report)
    grievance.kind, grievance.employer = report.kind, report.employer
    grievance.employer_index = employer_index(report.employer)
    grievance.amount, grievance.since = report.amount, report.since
    grievance.words = grievance.words or report.words
    if report.kind is not before:
        deadline.bring_forward(grievance, report.kind, actor.now, actor.zone)
    if earlier is not None:
        await record_step(session, actor, grievance, StepKind.CHANGED, json.dumps(earlier))
    if new or (filled and earlier is None):
        await record_step(session, actor, grievance, StepKind.TOLD, new, traced=earlier is None)
    pressing = report.kind is not before and deadline.is_urgent(report.kind)
    if new or filled:
        await notify_of_addition(session, grievance, actor.now, pressing=pressing)
    return None


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


def _list_earlier_facts(grievance: Grievance, report: GrievanceReport) -> dict[str, Any] | None:
    """Facts as they were told before, where one is told otherwise now."""
    before = {key: value for key, value in as_form_answers(grievance).items() if key in FACTS}
    now = _as_facts(report)
    return before if any(now[key] != value for key, value in before.items()) else None


def _fills_in(grievance: Grievance, report: GrievanceReport) -> bool:
    """Whether something that was left out is told now."""
    known, now = as_form_answers(grievance), {**_as_facts(report), "words": report.words}
    return any(value is not None and key not in known for key, value in now.items())


def _as_facts(report: GrievanceReport) -> dict[str, Any]:
    since = report.since.isoformat() if report.since else None
    told = {"kind": report.kind, "employer": report.employer, "amount": report.amount}
    return {**told, "since": since}


def _list_new_words(grievance: Grievance, report: GrievanceReport) -> str | None:
    """What is told beside the words of before."""
    same = report.words == grievance.words or not grievance.words
    return None if same else report.words
