"""Letters between the office and people: grievances, brokers who apply, messages that stand."""

from dialogue.brokers import application
from dialogue.brokers import screens as roster
from dialogue.core import ticks
from dialogue.core.form import FormContext
from dialogue.core.reply import Message
from dialogue.grievances import labourer, staff
from dialogue.grievances.grievance import Reader
from dialogue.labourers import doubles
from dialogue.privacy import erasure
from models.accounts import attempts, roles
from models.accounts.guessing_alarm import GuessedThing
from models.brokers import approval
from models.core import regions
from models.grievances import queue as grievance_queue
from models.grievances import steps as cases
from models.grievances.grievance import Grievance
from models.labourers import doubles as queue
from models.outbox import monitor, outbox
from models.outbox.message_type import RowState, Topic
from scheduler.delivery.render_context import RenderContext, Renderers


async def _grieved(writing: RenderContext) -> Message:
    grievance = await writing.session.get_one(Grievance, writing.row.about)
    looking = Reader(await _scene(writing), writing.now, writing.office.zone)
    return staff.new_grievance_message(grievance, looking)


async def _step(writing: RenderContext) -> Message:
    grievance = await writing.session.get_one(Grievance, writing.row.about)
    done = await cases.list_steps(writing.session, grievance)
    (note,) = [step for step in done if step.step == writing.row.round]
    return labourer.step_message(grievance, note, writing.speech)


async def _overdue(writing: RenderContext) -> Message:
    counties = (await roles.get_roles(writing.session, writing.account)).counties()
    count = await grievance_queue.count_overdue(writing.session, counties, writing.now)
    return staff.overdue_message(writing.speech, count)


async def _scene(writing: RenderContext) -> FormContext:
    today = writing.now.astimezone(writing.office.zone).date()
    return FormContext(writing.speech, today, await regions.get_gazetteer(writing.session))


async def _applied(writing: RenderContext) -> Message:
    broker = await approval.get_application(writing.session, writing.row.about)
    assert broker is not None
    return roster.application_received(broker, await _scene(writing))


async def _decided(writing: RenderContext) -> Message:
    broker = await approval.get_application(writing.session, writing.row.about)
    assert broker is not None
    return application.application_state(broker, await _scene(writing))


async def _erasure(writing: RenderContext) -> Message:
    return erasure.request_notice(writing.speech)


async def _erased(writing: RenderContext) -> Message:
    return erasure.ended_by_erasure(writing.speech, writing.row.about)


async def _late(writing: RenderContext) -> Message:
    waited = await monitor.get_longest_wait(writing.session, writing.now, writing.office.zone)
    since = (writing.now - waited).astimezone(writing.office.zone)
    count = (await outbox.count_unfinished(writing.session))[RowState.WAITING]
    return ticks.outbox_late_message(writing.speech, since, count)


async def _flows(writing: RenderContext) -> Message:
    return ticks.outbox_recovered_message(writing.speech)


async def _doubles(writing: RenderContext) -> Message:
    counties = (await roles.get_roles(writing.session, writing.account)).counties()
    return doubles.doubles_waiting_notice(
        writing.speech, await queue.count_waiting_doubles(writing.session, counties)
    )


async def _number_gone(writing: RenderContext) -> Message:
    return doubles.number_gone_notice(writing.speech)


async def _merged(writing: RenderContext) -> Message:
    return doubles.merged_notice(writing.speech)


async def _guesses(writing: RenderContext) -> Message:
    counts = await attempts.count_recent_attempts(writing.session, writing.now, attempts.DAY)
    return doubles.guesses_notice(writing.speech, GuessedThing(writing.row.round), counts)


LETTERS: Renderers = {
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
