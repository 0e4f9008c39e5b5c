"""Letters about notices, the ledger and what staff published."""

import datetime as dt

from dialogue.core.form import FormContext, FormState
from dialogue.core.menu import entry_transferred_message
from dialogue.core.reply import Message
from dialogue.labourers import monthly_status
from dialogue.labourers.form_intake import INTAKE
from dialogue.notices import publication as staff
from dialogue.notices import sign_ups as screens
from dialogue.notices.notice import Reader, notice_message
from models.accounts.drafts import Draft
from models.core import regions as region
from models.core.quiet_hours import UNTIL, is_quiet, next_open
from models.labourers.labourer import Labourer
from models.notices import open_notices, publication, sign_ups
from models.outbox.message_type import HoldReason, Topic
from models.outbox.outbox import OutboxRow
from models.outbox.recipients import CAP
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


async def _notice(writing: RenderContext) -> Message:
    notice, labourer = await writing.notice(), await writing.labourer()
    language = writing.speech.language
    why = await open_notices.list_grounds(writing.session, notice, labourer, language)
    reader = Reader(writing.speech, writing.now, writing.office.zone, why)
    return notice_message(
        notice, reader, late=get_reason_for_delay(writing.row, writing.now, writing.office), cap=CAP
    )


async def _reminder(writing: RenderContext) -> Message:
    return screens.reminder(await writing.notice(), writing.reader(), writing.row.topic)


async def _correction(writing: RenderContext) -> Message:
    notice = await writing.notice()
    mine = await sign_ups.get_sign_up(writing.session, notice.key(), writing.row.labourer_id or 0)
    return screens.notice_corrected(notice, writing.reader(), mine)


async def _cancellation(writing: RenderContext) -> Message:
    return screens.notice_cancelled(await writing.notice(), writing.reader())


async def _helped(writing: RenderContext) -> Message:
    return screens.did_it_help(await writing.notice(), writing.speech)


async def _intake(writing: RenderContext) -> Message:
    draft = await writing.session.get_one(Draft, writing.row.about)
    regions = await region.get_gazetteer(writing.session)
    today = writing.now.astimezone(writing.office.zone).date()
    given = INTAKE.fitting(draft.answers, today)
    filling = FormState(INTAKE, today, given, draft.revisiting, draft.partial)
    return monthly_status.unfinished_intake_reminder(
        filling, FormContext(writing.speech, today, regions), draft.key()
    )


async def _status(writing: RenderContext) -> Message:
    return monthly_status.status_question(
        writing.speech, await writing.labourer(), writing.row.about
    )


async def _claimed(writing: RenderContext) -> Message:
    labourer = await writing.session.get(Labourer, writing.row.about)
    return entry_transferred_message(writing.speech, labourer.name if labourer else "")


async def _progress(writing: RenderContext) -> Message:
    notice = await writing.notice()
    done = await publication.count_progress(writing.session, notice)
    opens = f"{UNTIL:%H:%M}" if is_quiet(writing.now, writing.office.zone) else None
    return staff.progress(notice, done, writing.speech, writing.office.rate, opens)


async def _report(writing: RenderContext) -> Message:
    notice = await writing.notice()
    done = await publication.count_progress(writing.session, notice)
    return staff.publication_report(notice, done, writing.speech, writing.office.rate)


LETTERS: Renderers = {
    Topic.NOTICE: _notice,
    Topic.CORRECTION: _correction,
    Topic.CANCELLATION: _cancellation,
    Topic.SEAT: _reminder,
    Topic.EVE: _reminder,
    Topic.MORNING: _reminder,
    Topic.HELPED: _helped,
    Topic.INTAKE: _intake,
    Topic.STATUS: _status,
    Topic.CLAIMED: _claimed,
    Topic.PROGRESS: _progress,
    Topic.REPORT: _report,
}
