"""Letters between the office and people: grievances, brokers who apply, messages that stand."""

from dialogue import application, doubles, erasure, grievances, jobs, trouble
from dialogue import brokers as roster
from dialogue.form import Scene
from dialogue.grievance import Looking
from dialogue.message import Message
from models import (
    attempts,
    brokers,
    grievance_queue,
    lateness,
    outbox,
    region,
    role,
)
from models import doubles as queue
from models import grievances as cases
from models.alarm import Guessed
from models.grievance import Grievance
from models.topic import RowState, Topic
from scheduler.writing import Letters, Writing


async def _grieved(writing: Writing) -> Message:
    grievance = await writing.session.get_one(Grievance, writing.row.about)
    looking = Looking(await _scene(writing), writing.now, writing.office.zone)
    return grievances.grieved(grievance, looking)


async def _step(writing: Writing) -> Message:
    grievance = await writing.session.get_one(Grievance, writing.row.about)
    done = await cases.steps(writing.session, grievance)
    (note,) = [step for step in done if step.step == writing.row.round]
    return trouble.step_told(grievance, note, writing.speech)


async def _overdue(writing: Writing) -> Message:
    counties = (await role.of(writing.session, writing.account)).counties()
    count = await grievance_queue.how_many_overdue(writing.session, counties, writing.now)
    return grievances.overdue(writing.speech, count)


async def _scene(writing: Writing) -> Scene:
    today = writing.now.astimezone(writing.office.zone).date()
    return Scene(writing.speech, today, await region.gazetteer(writing.session))


async def _applied(writing: Writing) -> Message:
    broker = await brokers.application(writing.session, writing.row.about)
    assert broker is not None
    return roster.applied(broker, await _scene(writing))


async def _decided(writing: Writing) -> Message:
    broker = await brokers.application(writing.session, writing.row.about)
    assert broker is not None
    return application.stands(broker, await _scene(writing))


async def _erasure(writing: Writing) -> Message:
    return erasure.told(writing.speech)


async def _erased(writing: Writing) -> Message:
    return erasure.ended(writing.speech, writing.row.about)


async def _late(writing: Writing) -> Message:
    waited = await lateness.waits(writing.session, writing.now, writing.office.zone)
    since = (writing.now - waited).astimezone(writing.office.zone)
    count = (await outbox.going(writing.session))[RowState.WAITING]
    return jobs.late(writing.speech, since, count)


async def _flows(writing: Writing) -> Message:
    return jobs.flows(writing.speech)


async def _doubles(writing: Writing) -> Message:
    counties = (await role.of(writing.session, writing.account)).counties()
    return doubles.told(writing.speech, await queue.how_many(writing.session, counties))


async def _number_gone(writing: Writing) -> Message:
    return doubles.number_gone(writing.speech)


async def _merged(writing: Writing) -> Message:
    return doubles.merged(writing.speech)


async def _guesses(writing: Writing) -> Message:
    counts = await attempts.lately(writing.session, writing.now, attempts.DAY)
    return doubles.guesses(writing.speech, Guessed(writing.row.round), counts)


LETTERS: Letters = {
    Topic.DOUBLES: _doubles,
    Topic.NUMBER_GONE: _number_gone,
    Topic.MERGED: _merged,
    Topic.GUESSES: _guesses,
    Topic.GRIEVED: _grieved,
    Topic.STEP: _step,
    Topic.OVERDUE: _overdue,
    Topic.ERASURE: _erasure,
    Topic.ERASED: _erased,
    Topic.LATE: _late,
    Topic.FLOWS: _flows,
    Topic.APPLIED: _applied,
    Topic.DECIDED: _decided,
}
