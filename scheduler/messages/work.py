"""Letters about work: placements, vacancies, employers, and what they bring."""

from dialogue.core import files
from dialogue.core.reply import Message
from dialogue.employers import screens as employers
from dialogue.placements import mine, screens, subsidy
from dialogue.vacancies import manage as offered
from models.accounts import roles as role
from models.core import regions
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.outbox.message_type import Topic
from models.placements import at_employer, queries
from models.placements.evidence import Evidence
from models.placements.placement import CheckIn, Placement
from models.subsidies import subsidy_cases
from models.vacancies import lifecycle
from models.vacancies.interest import get_interest_of_row
from models.vacancies.vacancy import Vacancy
from scheduler.delivery.render_context import RenderContext, Renderers


async def _interest(writing: RenderContext) -> Message:
    session = writing.session
    interest = await get_interest_of_row(session, writing.row.about, writing.row.round)
    assert interest is not None
    labourer = await session.get_one(Labourer, interest.labourer_id)
    vacancy = await session.get_one(Vacancy, interest.vacancy_id)
    employer = await lifecycle.get_employer_of_vacancy(session, vacancy)
    village = (await regions.get_gazetteer(session)).full_name(labourer.village_code)
    return offered.interest_shown(writing.speech, labourer, village, vacancy, employer)


async def _held(writing: RenderContext) -> Message:
    vacancy = await writing.session.get_one(Vacancy, writing.row.about)
    employer = await lifecycle.get_employer_of_vacancy(writing.session, vacancy)
    return offered.vacancy_held(writing.speech, vacancy, employer)


async def _placed(writing: RenderContext) -> Message:
    placement = await writing.session.get_one(Placement, writing.row.about)
    employer = await queries.get_employer(writing.session, placement)
    return screens.confirmation_question(
        placement, employer, writing.speech, writing.reader().today
    )


async def _check_in(writing: RenderContext) -> Message:
    asked = await writing.session.get_one(CheckIn, writing.row.about)
    placement = await writing.session.get_one(Placement, asked.placement_id)
    employer = await queries.get_employer(writing.session, placement)
    days = (writing.reader().today - placement.starts_on).days
    return screens.check_in_question(placement, employer, writing.speech, asked.key(), days)


async def _moved(writing: RenderContext) -> Message:
    placement = await writing.session.get_one(Placement, writing.row.about)
    employer = await queries.get_employer(writing.session, placement)
    labourer = await writing.session.get_one(Labourer, placement.labourer_id)
    today = writing.reader().today
    return screens.state_changed_message(placement, employer, labourer.name, writing.speech, today)


async def _left(writing: RenderContext) -> Message:
    placement = await writing.session.get_one(Placement, writing.row.about)
    employer = await queries.get_employer(writing.session, placement)
    return screens.ended_message(placement, employer, writing.speech, writing.reader().today)


async def _listed(writing: RenderContext) -> Message:
    placement = await writing.session.get_one(Placement, writing.row.about)
    employer = await writing.session.get_one(Employer, placement.employer_id)
    if writing.row.labourer_id is not None:
        return employers.warn_labourer(writing.speech, employer, placement.key())
    account = writing.account.key()
    brought = await at_employer.count_placed(writing.session, employer, account)
    return employers.warn_broker(writing.speech, employer, brought)


async def _file_refused(writing: RenderContext) -> Message:
    sent = await writing.session.get_one(Evidence, writing.row.about)
    return files.file_not_kept_message(sent, writing.speech, writing.office.zone)


async def _week(writing: RenderContext) -> Message:
    session, office = writing.session, writing.office
    by, today = writing.account.key(), writing.reader().today
    roles = await role.get_roles(session, writing.account)
    counts = await queries.count_by_state(session, by, roles)
    county = await queries.get_latest_county(session, by, roles)
    totals = await subsidy_cases.total_for_broker(session, county, by, office.zone, today)
    return mine.weekly_message(counts, subsidy.totals_line(totals, writing.speech), writing.speech)


LETTERS: Renderers = {
    Topic.INTEREST: _interest,
    Topic.HELD: _held,
    Topic.PLACED: _placed,
    Topic.CHECK_IN: _check_in,
    Topic.MOVED: _moved,
    Topic.LEFT: _left,
    Topic.WEEK: _week,
    Topic.LISTED: _listed,
    Topic.FILE_REFUSED: _file_refused,
}
