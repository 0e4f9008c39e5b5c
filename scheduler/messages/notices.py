"""The words of what is said of notices."""

import datetime as dt

from dialogue.core.reply import Message
from dialogue.notices import publication as publication_screens
from dialogue.notices import sign_ups as screens
from dialogue.notices.notice import Reader, notice_message
from models.core.quiet_hours import UNTIL, is_quiet, next_open
from models.labourers.labourer import Labourer
from models.notices import open_notices, publication_progress, sign_ups
from models.notices.messages import (
    CANCELLATION,
    CORRECTION,
    DID_IT_HELP,
    EVE_REMINDER,
    MORNING_REMINDER,
    NOTICE,
    PUBLICATION_PROGRESS,
    PUBLICATION_REPORT,
    SEAT_GIVEN,
)
from models.notices.notice import Notice
from models.outbox.message_type import get_message_type
from models.outbox.recipients import CAP
from models.outbox.row import HoldReason, OutboxRow
from scheduler.clock_context import ClockContext
from scheduler.delivery.render_context import RenderContext, Renderers

LATE = dt.timedelta(hours=1)


def get_reason_for_delay(
    row: OutboxRow, now: dt.datetime, office: ClockContext
) -> HoldReason | None:
    """Why a row comes more than LATE after it was meant to; None where it does not."""
    if now - row.planned_at <= LATE:
        return None
    night = next_open(row.planned_at, office.zone) > row.planned_at
    since = row.planned_at.astimezone(office.zone).date() != now.astimezone(office.zone).date()
    return row.why or (HoldReason.QUIET if night or since else HoldReason.AWAY)


async def _notice(context: RenderContext) -> Message:
    notice = await _get_notice(context)
    labourer = await context.session.get_one(Labourer, context.row.labourer_id)
    language = context.speech.language
    grounds = await open_notices.list_grounds(context.session, notice, labourer, language)
    reader = Reader(context.speech, context.now, context.office.zone, grounds)
    late = get_reason_for_delay(context.row, context.now, context.office)
    return notice_message(notice, reader, late=late, cap=CAP)


async def _reminder(context: RenderContext) -> Message:
    message_type = get_message_type(context.row)
    return screens.reminder(await _get_notice(context), _reader(context), message_type)


async def _correction(context: RenderContext) -> Message:
    notice = await _get_notice(context)
    mine = await sign_ups.get_sign_up(context.session, notice.key(), context.row.labourer_id or 0)
    return screens.notice_corrected(notice, _reader(context), mine)


async def _cancellation(context: RenderContext) -> Message:
    return screens.notice_cancelled(await _get_notice(context), _reader(context))


async def _did_it_help(context: RenderContext) -> Message:
    return screens.did_it_help(await _get_notice(context), context.speech)


async def _progress(context: RenderContext) -> Message:
    notice = await _get_notice(context)
    done = await publication_progress.count_progress(context.session, notice)
    opens = f"{UNTIL:%H:%M}" if is_quiet(context.now, context.office.zone) else None
    return publication_screens.progress(notice, done, context.speech, context.office.rate, opens)


async def _report(context: RenderContext) -> Message:
    notice = await _get_notice(context)
    done = await publication_progress.count_progress(context.session, notice)
    return publication_screens.publication_report(notice, done, context.speech, context.office.rate)


async def _get_notice(context: RenderContext) -> Notice:
    return await context.session.get_one(Notice, context.row.about)


def _reader(context: RenderContext) -> Reader:
    """The recipient as a reader, without grounds."""
    return Reader(context.speech, context.now, context.office.zone)


RENDERERS: Renderers = {
    NOTICE: _notice,
    CORRECTION: _correction,
    CANCELLATION: _cancellation,
    SEAT_GIVEN: _reminder,
    EVE_REMINDER: _reminder,
    MORNING_REMINDER: _reminder,
    DID_IT_HELP: _did_it_help,
    PUBLICATION_PROGRESS: _progress,
    PUBLICATION_REPORT: _report,
}
