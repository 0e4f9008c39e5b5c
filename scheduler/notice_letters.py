"""Letters about notices, the ledger and what staff published."""

import datetime as dt

from dialogue import publication as staff
from dialogue import sign_up as screens
from dialogue import status
from dialogue.form import Filling, Scene
from dialogue.forms.intake import INTAKE
from dialogue.menu import claimed
from dialogue.message import Message
from dialogue.notice import Reader, notice_message
from models import (
    on_offer,
    publication,
    region,
    sign_up,
)
from models.draft import Draft
from models.labourer import Labourer
from models.outbox import OutboxRow
from models.quiet import UNTIL, is_quiet, next_open
from models.recipient import CAP
from models.topic import Topic, Why
from scheduler.office import Office
from scheduler.writing import Letters, Writing

LATE = dt.timedelta(hours=1)


def late(row: OutboxRow, now: dt.datetime, office: Office) -> Why | None:
    """Why a row comes more than LATE after it was meant to; None where it does not."""
    if now - row.planned_at <= LATE:
        return None
    night = next_open(row.planned_at, office.zone) > row.planned_at
    since = row.planned_at.astimezone(office.zone).date() != now.astimezone(office.zone).date()
    return row.why or (Why.QUIET if night or since else Why.AWAY)


async def _notice(writing: Writing) -> Message:
    notice, labourer = await writing.notice(), await writing.labourer()
    language = writing.speech.language
    why = await on_offer.grounds(writing.session, notice, labourer, language)
    reader = Reader(writing.speech, writing.now, writing.office.zone, why)
    return notice_message(
        notice, reader, late=late(writing.row, writing.now, writing.office), cap=CAP
    )


async def _reminder(writing: Writing) -> Message:
    return screens.reminder(await writing.notice(), writing.reader(), writing.row.topic)


async def _correction(writing: Writing) -> Message:
    notice = await writing.notice()
    mine = await sign_up.of(writing.session, notice.key(), writing.row.labourer_id or 0)
    return screens.corrected(notice, writing.reader(), mine)


async def _cancellation(writing: Writing) -> Message:
    return screens.off(await writing.notice(), writing.reader())


async def _helped(writing: Writing) -> Message:
    return screens.did_it_help(await writing.notice(), writing.speech)


async def _intake(writing: Writing) -> Message:
    draft = await writing.session.get_one(Draft, writing.row.about)
    regions = await region.gazetteer(writing.session)
    today = writing.now.astimezone(writing.office.zone).date()
    given = INTAKE.fitting(draft.answers, today)
    filling = Filling(INTAKE, today, given, draft.revisiting, draft.partial)
    return status.unfinished(filling, Scene(writing.speech, today, regions), draft.key())


async def _status(writing: Writing) -> Message:
    return status.still_so(writing.speech, await writing.labourer(), writing.row.about)


async def _claimed(writing: Writing) -> Message:
    labourer = await writing.session.get(Labourer, writing.row.about)
    return claimed(writing.speech, labourer.name if labourer else "")


async def _progress(writing: Writing) -> Message:
    notice = await writing.notice()
    done = await publication.progress(writing.session, notice)
    opens = f"{UNTIL:%H:%M}" if is_quiet(writing.now, writing.office.zone) else None
    return staff.progress(notice, done, writing.speech, writing.office.rate, opens)


async def _report(writing: Writing) -> Message:
    notice = await writing.notice()
    done = await publication.progress(writing.session, notice)
    return staff.report(notice, done, writing.speech, writing.office.rate)


LETTERS: Letters = {
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
