"""Letters: what a row of the outbox says, from the present facts, in the recipient's language."""

import datetime as dt
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from dialogue import application, employers, grievances, my_placements, status, subsidy, trouble
from dialogue import brokers as roster
from dialogue import evidence as files
from dialogue import placement as placements
from dialogue import publication as staff
from dialogue import sign_up as screens
from dialogue import vacancies as offered
from dialogue.form import Filling, Scene
from dialogue.forms.intake import INTAKE
from dialogue.grievance import Looking
from dialogue.menu import claimed
from dialogue.message import Message
from dialogue.notice import Reader, notice_message
from dialogue.speech import Speech
from models import (
    blacklist,
    brokers,
    grievance_queue,
    on_offer,
    placing,
    publication,
    region,
    role,
    sign_up,
    vacancies,
)
from models import claims as claim_list
from models import grievances as cases
from models.account import Account
from models.draft import Draft
from models.employer import Employer
from models.evidence import Evidence
from models.grievance import Grievance
from models.labourer import Labourer
from models.notice import Notice, NoticeState
from models.outbox import OutboxRow
from models.placement import CheckIn, Placement
from models.quiet import UNTIL, is_quiet, next_open
from models.recipient import CAP
from models.topic import Topic, Why
from models.vacancy import Interest, Vacancy
from scheduler.office import Office

LATE = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Writing:
    """One row to be written out, for whom, and when."""

    session: AsyncSession
    row: OutboxRow
    account: Account
    office: Office
    now: dt.datetime

    @property
    def speech(self) -> Speech:
        """The recipient's language."""
        return Speech(self.account.language or self.office.language)

    async def notice(self) -> Notice:
        """The notice that the row is about; models.reason has seen that it is there."""
        return await self.session.get_one(Notice, self.row.about)

    async def labourer(self) -> Labourer:
        """The recipient's entry."""
        return await self.session.get_one(Labourer, self.row.labourer_id)

    def reader(self) -> Reader:
        """The recipient as a reader, without grounds."""
        return Reader(self.speech, self.now, self.office.zone)


async def write(writing: Writing) -> Message:
    """The message of a row."""
    return await LETTERS[writing.row.topic](writing)


async def goes_on(writing: Writing) -> bool:
    """Whether what is written now will be out of date soon: a publication that is not over."""
    if writing.row.topic is not Topic.PROGRESS:
        return False
    return (await writing.notice()).state in (NoticeState.SCHEDULED, NoticeState.PUBLISHING)


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


async def _interest(writing: Writing) -> Message:
    session = writing.session
    interest = await session.get_one(Interest, writing.row.about)
    labourer = await session.get_one(Labourer, interest.labourer_id)
    vacancy = await session.get_one(Vacancy, interest.vacancy_id)
    employer = await vacancies.employer_of(session, vacancy)
    village = (await region.gazetteer(session)).full_name(labourer.village_code)
    return offered.liked(writing.speech, labourer, village, vacancy, employer)


async def _held(writing: Writing) -> Message:
    vacancy = await writing.session.get_one(Vacancy, writing.row.about)
    employer = await vacancies.employer_of(writing.session, vacancy)
    return offered.held(writing.speech, vacancy, employer)


async def _placed(writing: Writing) -> Message:
    placement = await writing.session.get_one(Placement, writing.row.about)
    employer = await placing.employer_of(writing.session, placement)
    return placements.asked(placement, employer, writing.speech, writing.reader().today)


async def _check_in(writing: Writing) -> Message:
    asked = await writing.session.get_one(CheckIn, writing.row.about)
    placement = await writing.session.get_one(Placement, asked.placement_id)
    employer = await placing.employer_of(writing.session, placement)
    days = (writing.reader().today - placement.starts_on).days
    return placements.how_is_it(placement, employer, writing.speech, asked.key(), days)


async def _moved(writing: Writing) -> Message:
    placement = await writing.session.get_one(Placement, writing.row.about)
    employer = await placing.employer_of(writing.session, placement)
    labourer = await writing.session.get_one(Labourer, placement.labourer_id)
    today = writing.reader().today
    return placements.moved(placement, employer, labourer.name, writing.speech, today)


async def _listed(writing: Writing) -> Message:
    placement = await writing.session.get_one(Placement, writing.row.about)
    employer = await writing.session.get_one(Employer, placement.employer_id)
    if writing.row.labourer_id is not None:
        return employers.to_labourer(writing.speech, employer, placement.key())
    account = writing.account.key()
    brought = await blacklist.placed_now(writing.session, employer, account)
    return employers.to_broker(writing.speech, employer, brought)


async def _file_refused(writing: Writing) -> Message:
    sent = await writing.session.get_one(Evidence, writing.row.about)
    return files.not_kept(sent, writing.speech, writing.office.zone)


async def _grieved(writing: Writing) -> Message:
    grievance = await writing.session.get_one(Grievance, writing.row.about)
    today = writing.now.astimezone(writing.office.zone).date()
    scene = Scene(writing.speech, today, await region.gazetteer(writing.session))
    return grievances.grieved(grievance, Looking(scene, writing.now, writing.office.zone))


async def _step(writing: Writing) -> Message:
    grievance = await writing.session.get_one(Grievance, writing.row.about)
    done = await cases.steps(writing.session, grievance)
    (note,) = [step for step in done if step.step == writing.row.round]
    return trouble.step_told(grievance, note, writing.speech)


async def _overdue(writing: Writing) -> Message:
    counties = (await role.of(writing.session, writing.account)).counties()
    count = await grievance_queue.how_many_overdue(writing.session, counties, writing.now)
    return grievances.overdue(writing.speech, count)


async def _week(writing: Writing) -> Message:
    session, office = writing.session, writing.office
    people = await placing.of_broker(session, writing.account.key())
    counts = Counter(placement.state for placement, _ in people)
    county = people[0][0].county if people else ""
    today = writing.reader().today
    claims = await claim_list.claims_of(session, county, office.zone, today)
    judgements = await claim_list.judged(session, county, office.zone, today)
    totals = claim_list.totals(judgements, claims, writing.account.key())
    return my_placements.week(counts, subsidy.total(totals, writing.speech), writing.speech)


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


LETTERS: dict[Topic, Callable[[Writing], Awaitable[Message]]] = {
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
    Topic.INTEREST: _interest,
    Topic.HELD: _held,
    Topic.PLACED: _placed,
    Topic.CHECK_IN: _check_in,
    Topic.MOVED: _moved,
    Topic.WEEK: _week,
    Topic.LISTED: _listed,
    Topic.FILE_REFUSED: _file_refused,
    Topic.GRIEVED: _grieved,
    Topic.STEP: _step,
    Topic.OVERDUE: _overdue,
    Topic.APPLIED: _applied,
    Topic.DECIDED: _decided,
}
