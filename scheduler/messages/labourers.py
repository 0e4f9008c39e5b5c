"""The words of what is said of entries."""

from dialogue.core.form import FormState
from dialogue.core.reply import Message
from dialogue.labourers import doubles, monthly_status, staff_entries
from dialogue.labourers import weekly_ledger as weekly_words
from dialogue.labourers.form_intake import REGISTRATION
from dialogue.labourers.in_care import entry_transferred_message
from models.accounts import roles
from models.accounts.drafts import Draft
from models.accounts.one_time_codes import OneTimeCode
from models.labourers import waiting_doubles, weekly_ledger
from models.labourers.labourer import Labourer
from models.labourers.messages import (
    ACCOUNT_MOVED,
    DOUBLES_WAITING,
    ENTRIES_MERGED,
    ENTRY_CLAIMED,
    ID_NUMBER_LOST,
    LEDGER_WEEK,
    MONTHLY_STATUS,
    MOVE_GIVEN,
    MOVE_STOPPED,
    MOVE_WARNING,
    UNFINISHED_INTAKE,
)
from scheduler.delivery.render_context import RenderContext, Renderers


async def _unfinished_intake(context: RenderContext) -> Message:
    draft = await context.session.get_one(Draft, context.row.about)
    given = REGISTRATION.fitting(draft.answers, context.today)
    state = FormState(REGISTRATION, context.today, given, draft.revisiting, draft.partial)
    form_context = await context.form_context()
    return monthly_status.unfinished_intake_reminder(state, form_context, draft.key())


async def _monthly_status(context: RenderContext) -> Message:
    labourer = await context.session.get_one(Labourer, context.row.labourer_id)
    return monthly_status.status_question(context.speech, labourer, context.row.about)


async def _entry_claimed(context: RenderContext) -> Message:
    labourer = await context.session.get(Labourer, context.row.about)
    return entry_transferred_message(context.speech, labourer.name if labourer else "")


async def _doubles_waiting(context: RenderContext) -> Message:
    counties = (await roles.get_roles(context.session, context.account)).counties()
    count = await waiting_doubles.count_waiting_doubles(context.session, counties)
    return doubles.doubles_waiting_notice(context.speech, count)


async def _id_number_lost(context: RenderContext) -> Message:
    return doubles.number_gone_notice(context.speech)


async def _entries_merged(context: RenderContext) -> Message:
    return doubles.merged_notice(context.speech)


async def _move_warning(context: RenderContext) -> Message:
    return staff_entries.move_warning(context.speech, context.row.about)


async def _name_of_code(context: RenderContext) -> str:
    code = await context.session.get_one(OneTimeCode, context.row.about)
    labourer = await context.session.get(Labourer, code.labourer_id or 0)
    return labourer.name if labourer else ""


async def _move_given(context: RenderContext) -> Message:
    number, name = context.row.about, await _name_of_code(context)
    return staff_entries.move_given(context.speech, number, name)


async def _move_stopped(context: RenderContext) -> Message:
    return staff_entries.move_stopped(context.speech, await _name_of_code(context))


async def _account_moved(context: RenderContext) -> Message:
    return staff_entries.account_moved(context.speech)


async def _ledger_week(context: RenderContext) -> Message:
    held = await roles.get_roles(context.session, context.account)
    planned = context.row.planned_at
    week = await weekly_ledger.count_ledger_week(context.session, held.counties(), planned)
    return weekly_words.ledger_week_message(week, context.speech)


RENDERERS: Renderers = {
    MOVE_WARNING: _move_warning,
    MOVE_GIVEN: _move_given,
    MOVE_STOPPED: _move_stopped,
    ACCOUNT_MOVED: _account_moved,
    UNFINISHED_INTAKE: _unfinished_intake,
    MONTHLY_STATUS: _monthly_status,
    ENTRY_CLAIMED: _entry_claimed,
    DOUBLES_WAITING: _doubles_waiting,
    ID_NUMBER_LOST: _id_number_lost,
    LEDGER_WEEK: _ledger_week,
    ENTRIES_MERGED: _entries_merged,
}
