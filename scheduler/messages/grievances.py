"""The words of what is said of grievances."""

from dialogue.core.reply import Message
from dialogue.grievances import labourer, staff
from dialogue.grievances.grievance import Reader
from models.accounts import roles
from models.grievances import queue, steps
from models.grievances.grievance import Grievance
from models.grievances.messages import (
    GRIEVANCE_ADDED,
    GRIEVANCE_OPENED,
    GRIEVANCE_STEP,
    GRIEVANCE_WITHDRAWN,
    GRIEVANCES_OVERDUE,
)
from scheduler.delivery.render_context import RenderContext, Renderers


async def _opened(context: RenderContext) -> Message:
    grievance = await context.session.get_one(Grievance, context.row.about)
    reader = Reader(await context.form_context(), context.now, context.office.zone)
    return staff.new_grievance_message(grievance, reader, again=context.row.round > 0)


async def _added(context: RenderContext) -> Message:
    grievance = await context.session.get_one(Grievance, context.row.about)
    return staff.added_message(grievance, context.speech)


async def _withdrawn(context: RenderContext) -> Message:
    grievance = await context.session.get_one(Grievance, context.row.about)
    return staff.withdrawn_message(grievance, context.speech)


async def _step(context: RenderContext) -> Message | None:
    grievance = await context.session.get_one(Grievance, context.row.about)
    done = await steps.list_steps(context.session, grievance)
    note = next((step for step in done if step.step == context.row.round), None)
    return labourer.step_message(grievance, note, context.speech) if note else None


async def _overdue(context: RenderContext) -> Message:
    counties = (await roles.get_roles(context.session, context.account)).counties()
    count = await queue.count_overdue(context.session, counties, context.now)
    return staff.overdue_message(context.speech, count)


RENDERERS: Renderers = {
    GRIEVANCE_OPENED: _opened,
    GRIEVANCE_ADDED: _added,
    GRIEVANCE_WITHDRAWN: _withdrawn,
    GRIEVANCE_STEP: _step,
    GRIEVANCES_OVERDUE: _overdue,
}
