"""The words of what is said of vacancies."""

from dialogue.core.reply import Message
from dialogue.vacancies import manage
from models.core import regions
from models.labourers.labourer import Labourer
from models.vacancies import lifecycle
from models.vacancies.messages import VACANCY_HELD, VACANCY_INTEREST, get_interest_of_row
from models.vacancies.vacancy import Vacancy
from scheduler.delivery.render_context import RenderContext, Renderers


async def _interest(context: RenderContext) -> Message | None:
    session = context.session
    interest = await get_interest_of_row(session, context.row.about, context.row.round)
    if interest is None:
        return None
    labourer = await session.get_one(Labourer, interest.labourer_id)
    vacancy = await session.get_one(Vacancy, interest.vacancy_id)
    employer = await lifecycle.get_employer_of_vacancy(session, vacancy)
    places = (await regions.get_gazetteer(session)).in_language(context.speech.language)
    village = places.full_name(labourer.village_code)
    return manage.interest_shown(context.speech, labourer, village, vacancy, employer)


async def _held(context: RenderContext) -> Message:
    vacancy = await context.session.get_one(Vacancy, context.row.about)
    employer = await lifecycle.get_employer_of_vacancy(context.session, vacancy)
    return manage.vacancy_held(context.speech, vacancy, employer)


RENDERERS: Renderers = {VACANCY_INTEREST: _interest, VACANCY_HELD: _held}
