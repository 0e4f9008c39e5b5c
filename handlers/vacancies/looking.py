"""Looking at the work on offer before registration: nothing is recorded for it."""

from dialogue.core import asking_back
from dialogue.core.reply import Reply, say
from dialogue.vacancies import looking as screens
from handlers.core.router import Redirect, Router
from handlers.core.start_links import LinkHandler
from handlers.core.turn import Turn
from models.accounts import drafts
from models.vacancies import lifecycle, matching

MOST = 50


async def is_unregistered(turn: Turn) -> bool:
    """Who has chosen a language, and has neither an entry nor a role."""
    account = turn.sender
    if account is None or account.language is None:
        return False
    return account.labourer_id is None and not turn.roles


router = Router(guards=(is_unregistered,))


@router.route("work", "work:{page}")
async def show_work(turn: Turn, page: int = 1) -> Reply:
    """One vacancy after the other, the newest first."""
    await drafts.put_aside(turn.session, turn.account)
    heard = asking_back.heard_request(turn.request, turn.speech)
    scene = await turn.scene()
    found = await matching.list_open_vacancies(turn.session, scene.today, MOST)
    if not found:
        return say(screens.no_vacancies(turn.speech, heard))
    place = min(page, len(found))
    vacancy = found[place - 1]
    employer = await lifecycle.get_employer_of_vacancy(turn.session, vacancy)
    place_of = (place, len(found))
    return say(screens.vacancy_to_look_at(vacancy, employer, scene, place_of, heard))


async def open_link(turn: Turn, rest: str) -> Reply:  # noqa: ARG001
    """A newcomer would like to see the work on offer first; who is registered sees what fits."""
    if turn.account.labourer_id is not None:
        return Redirect(path="work")
    return await show_work(turn)


START_LINK = LinkHandler("work", open_link, needs_consent=False, command="work")
