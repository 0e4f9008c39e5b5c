"""The words of what is said of placements."""

from markupsafe import Markup

from dialogue.core import files
from dialogue.core.gathered import ask_again
from dialogue.core.reply import Message
from dialogue.employers import screens as employer_screens
from dialogue.placements import mine, screens, subsidy
from models.accounts import roles
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements import queries
from models.placements.employer_queries import count_placed
from models.placements.evidence import Evidence
from models.placements.messages import (
    CHECK_IN,
    EMPLOYER_LISTED,
    FILE_REFUSED,
    PLACEMENT_ENDED,
    PLACEMENT_MOVED,
    PLACEMENT_REOPENED,
    PLACEMENT_REPORTED,
    ROUNDS,
    WEEKLY_SUMMARY,
)
from models.placements.placement import CheckIn, Placement
from models.subsidies import subsidy_cases, told_forecast
from scheduler.delivery.render_context import RenderContext, Renderers


async def _reported(context: RenderContext) -> Message:
    placement = await context.session.get_one(Placement, context.row.about)
    employer = await queries.get_employer(context.session, placement)
    question = screens.confirmation_question(placement, employer, context.speech, context.today)
    is_again = context.row.round % ROUNDS > 1
    return ask_again(context.speech, question) if is_again else question


async def _check_in(context: RenderContext) -> Message:
    asked = await context.session.get_one(CheckIn, context.row.about)
    placement = await context.session.get_one(Placement, asked.placement_id)
    employer = await queries.get_employer(context.session, placement)
    days = (context.today - placement.starts_on).days
    question = screens.check_in_question(placement, employer, context.speech, asked.key(), days)
    return ask_again(context.speech, question) if asked.tries > 1 else question


async def _moved(context: RenderContext) -> Message:
    placement = await context.session.get_one(Placement, context.row.about)
    employer = await queries.get_employer(context.session, placement)
    name = (await context.session.get_one(Labourer, placement.labourer_id)).name
    return screens.state_changed_message(placement, employer, name, context.speech, context.today)


async def _ended(context: RenderContext) -> Message:
    placement = await context.session.get_one(Placement, context.row.about)
    employer = await queries.get_employer(context.session, placement)
    return screens.ended_message(placement, employer, context.speech, context.today)


async def _reopened(context: RenderContext) -> Message:
    placement = await context.session.get_one(Placement, context.row.about)
    employer = await queries.get_employer(context.session, placement)
    return screens.reopened_message(placement, employer, context.speech)


async def _employer_listed(context: RenderContext) -> Message:
    placement = await context.session.get_one(Placement, context.row.about)
    employer = await context.session.get_one(Employer, placement.employer_id)
    if context.row.labourer_id is not None:
        return employer_screens.warn_labourer(context.speech, employer, placement.key())
    account = context.account.key()
    brought = await count_placed(context.session, employer, account)
    return employer_screens.warn_broker(context.speech, employer, brought)


async def _file_refused(context: RenderContext) -> Message:
    sent = await context.session.get_one(Evidence, context.row.about)
    return files.file_not_kept_message(sent, context.speech, context.office.zone)


async def _weekly_summary(context: RenderContext) -> Message:
    session, by = context.session, context.account.key()
    found = await roles.get_roles(session, context.account)
    counts = await queries.count_by_state(session, by, found)
    county = await queries.get_latest_county(session, by, found)
    totals = await subsidy_cases.total_for_broker(
        session, county, by, context.office.zone, context.today
    )
    moved = told_forecast.list_moved(await told_forecast.get_told(session, by))
    names = await queries.list_names_of_broker(session, by, found, [one.placement for one in moved])
    lines = subsidy.moved_lines(moved, names, context.speech, context.today)
    line = Markup("\n").join([subsidy.totals_line(totals, context.speech), *lines])
    return mine.weekly_message(counts, line, context.speech)


RENDERERS: Renderers = {
    PLACEMENT_REPORTED: _reported,
    CHECK_IN: _check_in,
    PLACEMENT_MOVED: _moved,
    PLACEMENT_ENDED: _ended,
    PLACEMENT_REOPENED: _reopened,
    WEEKLY_SUMMARY: _weekly_summary,
    EMPLOYER_LISTED: _employer_listed,
    FILE_REFUSED: _file_refused,
}
