"""What is done about grievances: the person opens one, county staff take, note and close it.

Answers are keyed as the questions of dialogue/grievances/form_grievance are;
JSON values, dates as ISO text.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, update
from sqlmodel import col, select

from models.accounts import attempts
from models.accounts.drafts import Draft
from models.core import audit
from models.core.audit import Act, Subject
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import EvidenceKind, Trouble
from models.employers.employer import Employer
from models.grievances import queue
from models.grievances.grievance import (
    Grievance,
    GrievanceNote,
    GrievanceState,
    StepKind,
    employer_index,
)
from models.grievances.messages import URGENT, notify_labourer, notify_staff
from models.labourers.labourer import Labourer
from models.notices.notice import end_of_day
from models.placements import evidence
from models.placements.evidence import Evidence
from models.placements.placement import Placement

Answers = Mapping[str, Any]

# So many days has the office; the rest can wait for USUALLY.
SOON_DAYS = dict.fromkeys(URGENT, 3)
USUAL_DAYS = 15
# So long after it was closed the person can say that it is not over.
REOPENED_WITHIN = dt.timedelta(days=30)
REOPENED_MOST = 3
# So many of one person may be open, with those that can not wait; more is told to an open one.
USUALLY_OPEN, MOST_OPEN = 3, 5
# What staff are writing about one of them, by the names of the forms.
STAFF_FORMS = ("grievance note", "grievance end")
FORMS_ABOUT = (*STAFF_FORMS, "grievance more")
ACTS = {
    StepKind.TAKEN: Act.TAKEN,
    StepKind.NOTED: Act.NOTED,
    StepKind.CLOSED: Act.CLOSED,
    StepKind.REOPENED: Act.OPENED,
    StepKind.ADDED: Act.CHANGED,
}


async def open_grievance(
    session: Session,
    labourer: Labourer,
    answers: Answers,
    now: dt.datetime,
    by: int,
    zone: ZoneInfo,
    placement: Placement | None = None,
) -> Grievance | Refusal:
    """A new one, of which all staff of the labourer's county are told and nobody else.

    Refusals: grievances_many {number, count}, too_often {most}.
    """
    kind, since = Trouble(answers["kind"]), answers.get("since")
    going_on = await queue.list_open_of_labourer(session, labourer.key())
    if len(going_on) >= (MOST_OPEN if kind in SOON_DAYS else USUALLY_OPEN):
        return Refusal("grievances_many", {"number": going_on[0].key(), "count": len(going_on)})
    employer = answers.get("employer") or await _employer(session, placement)
    grievance = Grievance(
        county=labourer.village_code[:COUNTY],
        labourer_id=labourer.key(),
        placement_id=placement.key() if placement else None,
        employer=employer,
        employer_index=employer_index(employer),
        kind=kind,
        words=answers.get("words"),
        amount=answers.get("amount"),
        since=dt.date.fromisoformat(since) if since else None,
        state=GrievanceState.OPEN,
        opened_at=now,
        due_at=_due(kind, now, zone),
    )
    session.add(grievance)
    await session.flush()
    _trace(session, grievance, Act.OPENED, now, by)
    if answers.get("photo"):
        photo, shows, key = answers["photo"], EvidenceKind.OTHER, grievance.key()
        # A new one has no papers yet, so this is never too many.
        await evidence.add_evidence(session, photo, shows, now, by, grievance=key, counted=False)
    await notify_staff(session, grievance, now)
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


async def add_to_grievance(
    session: Session, grievance: Grievance, answers: Answers, now: dt.datetime, by: int
) -> Refusal | None:
    """What the person adds to what the office knows already. Refusals: papers_many, too_often."""
    if refused := await attempts.attempt_within_limit(session, attempts.TOLD_MORE, by, now):
        return refused
    since = answers.get("since")
    grievance.kind, grievance.employer = Trouble(answers["kind"]), answers.get("employer")
    grievance.employer_index = employer_index(grievance.employer)
    grievance.words, grievance.amount = answers.get("words"), answers.get("amount")
    grievance.since = dt.date.fromisoformat(since) if since else None
    _trace(session, grievance, Act.CHANGED, now, by)
    await session.flush()
    if not answers.get("photo"):
        return None
    kind, key = EvidenceKind.OTHER, grievance.key()
    added = await evidence.add_evidence(session, answers["photo"], kind, now, by, grievance=key)
    return added if isinstance(added, Refusal) else None


def _due(kind: Trouble, now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The end of the last day that the office has."""
    last = now.astimezone(zone).date() + dt.timedelta(days=SOON_DAYS.get(kind, USUAL_DAYS))
    return end_of_day(last, zone)


async def take_grievance(
    session: Session, grievance: Grievance, now: dt.datetime, by: int
) -> Refusal | None:
    """It is this account's from now on; of two at once one has it.

    Refusals: grievance_taken, grievance_closed.
    """
    free = col(Grievance.state) == GrievanceState.OPEN
    mine = update(Grievance).where(col(Grievance.id) == grievance.id, free)
    taking = await session.exec(mine.values(state=GrievanceState.TAKEN, taken_by=by))
    await _alone(session, grievance)
    if taking.rowcount:
        await _step(session, grievance, StepKind.TAKEN, now, by)
        return None
    if grievance.state is GrievanceState.CLOSED:
        return Refusal("grievance_closed")
    return None if grievance.taken_by == by else Refusal("grievance_taken")


async def add_trouble(
    session: Session,
    grievance: Grievance,
    kind: Trouble,
    now: dt.datetime,
    by: int,
    zone: ZoneInfo,
) -> None:
    """One more thing is wrong: the office reads it, and its day comes nearer."""
    await _alone(session, grievance)
    grievance.due_at = min(grievance.due_at, _due(kind, now, zone))
    await _step(session, grievance, StepKind.ADDED, now, by, kind)


async def write_to_person(
    session: Session, grievance: Grievance, words: str, now: dt.datetime, by: int
) -> Refusal | None:
    """What was done, for the person to read. Refusals: as `in_hand`."""
    await _alone(session, grievance)
    if refusal := refuse_unless_taken(grievance):
        return refusal
    await _step(session, grievance, StepKind.NOTED, now, by, words)
    return None


async def close_grievance(
    session: Session, grievance: Grievance, words: str, now: dt.datetime, by: int
) -> Refusal | None:
    """It is over, with what came of it. Refusals: as `in_hand`."""
    await _alone(session, grievance)
    if refusal := refuse_unless_taken(grievance):
        return refusal
    grievance.state, grievance.closed_at = GrievanceState.CLOSED, now
    await _step(session, grievance, StepKind.CLOSED, now, by, words)
    return None


def refuse_unless_taken(grievance: Grievance) -> Refusal | None:
    """Only what somebody has taken goes on. Refusals: grievance_closed, grievance_untaken."""
    if grievance.state is GrievanceState.CLOSED:
        return Refusal("grievance_closed")
    return Refusal("grievance_untaken") if grievance.state is GrievanceState.OPEN else None


async def reopen_grievance(
    session: Session, grievance: Grievance, now: dt.datetime, by: int, zone: ZoneInfo
) -> Refusal | None:
    """The person says that it is not over: whoever has time takes it, as if it were new.

    Refusals: grievance_going_on, grievance_long_over, reopened_often {most}.
    """
    await _alone(session, grievance)
    if grievance.closed_at is None:
        return Refusal("grievance_going_on")
    if not can_be_reopened(grievance, now):
        return Refusal("grievance_long_over")
    if (
        sum(one.what is StepKind.REOPENED for one in await list_steps(session, grievance))
        >= REOPENED_MOST
    ):
        return Refusal("reopened_often", {"most": REOPENED_MOST})
    grievance.state, grievance.taken_by, grievance.closed_at = GrievanceState.OPEN, None, None
    grievance.due_at = _due(grievance.kind, now, zone)
    await _step(session, grievance, StepKind.REOPENED, now, by)
    await notify_staff(session, grievance, now)
    return None


def can_be_reopened(grievance: Grievance, now: dt.datetime) -> bool:
    """Whether it was closed, and lately."""
    return grievance.closed_at is not None and now <= grievance.closed_at + REOPENED_WITHIN


async def _step(
    session: Session,
    grievance: Grievance,
    what: StepKind,
    now: dt.datetime,
    by: int,
    words: str | None = None,
) -> None:
    grievance.step += 1
    session.add(
        GrievanceNote(
            grievance_id=grievance.key(),
            step=grievance.step,
            what=what,
            at=now,
            account_id=by,
            words=words,
        )
    )
    _trace(session, grievance, ACTS[what], now, by)
    if what not in (StepKind.REOPENED, StepKind.ADDED):
        await notify_labourer(session, grievance, now)
    await session.flush()


def _trace(session: Session, grievance: Grievance, act: Act, now: dt.datetime, by: int) -> None:
    whose, of_it = grievance.labourer_id, (Subject.GRIEVANCE, grievance.key())
    audit.record(session, now, act, by=by, labourer=whose, of=of_it)


async def _alone(session: Session, grievance: Grievance) -> None:
    """One turn at a time takes a step."""
    await session.refresh(grievance, with_for_update=True)


async def _employer(session: Session, placement: Placement | None) -> str | None:
    return (await session.get_one(Employer, placement.employer_id)).name if placement else None


async def list_steps(session: Session, grievance: Grievance) -> list[GrievanceNote]:
    """Everything that was done about it, the oldest first."""
    query = select(GrievanceNote).where(GrievanceNote.grievance_id == grievance.key())
    return list(await session.exec(query.order_by(col(GrievanceNote.step))))


async def erase_of_labourer(session: Session, labourer_id: int) -> None:
    """Somebody is erased: their grievances go, with all that hangs on them."""
    theirs = select(Grievance.id).where(Grievance.labourer_id == labourer_id)
    await erase_grievances(session, [number or 0 for number in await session.exec(theirs)])


async def erase_grievances(session: Session, gone: list[int]) -> None:
    """Grievances with all that hangs on them; their files are swept from the vault."""
    await session.exec(delete(GrievanceNote).where(col(GrievanceNote.grievance_id).in_(gone)))
    await session.exec(delete(Evidence).where(col(Evidence.grievance_id).in_(gone)))
    written = col(Draft.form).in_(FORMS_ABOUT) & col(Draft.about).in_(gone)
    await session.exec(delete(Draft).where(written))
    await session.exec(delete(Grievance).where(col(Grievance.id).in_(gone)))
