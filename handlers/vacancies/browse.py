"""Looking for work: what fits first, and saying that one would like it."""

from dialogue.core.reply import Reply, say
from dialogue.vacancies import browse as screens
from dialogue.vacancies.browse import WorkShown
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.core.refusal import Refusal
from models.labourers.facts import may_look_for_work
from models.labourers.labourer import Labourer
from models.labourers.own_entry import get_own_entry
from models.vacancies import interest, lifecycle, matching
from models.vacancies.vacancy import Vacancy

MOST = 50

router = Router()


@router.route("work", "work:{page}")
async def show_work(turn: Turn, page: int = 1) -> Reply:
    """One of the vacancies that fit."""
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    scene = await turn.scene()
    found = await matching.list_fitting_vacancies(turn.session, labourer, scene.today, MOST)
    if not found:
        return say(screens.no_vacancies(turn.speech, asks_more=may_look_for_work(labourer)))
    place = min(page, len(found))
    fit = found[place - 1]
    employer = await lifecycle.get_employer_of_vacancy(turn.session, fit.vacancy)
    liked = await interest.get_interest(turn.session, fit.vacancy, labourer) is not None
    shown = WorkShown((place, len(found)), liked=liked, asks_more=may_look_for_work(labourer))
    return say(screens.vacancy_offer(fit, employer, scene, shown))


async def _load(turn: Turn, number: int) -> tuple[Vacancy, Labourer] | Reply:
    """A vacancy, however old its button, and who looks at it."""
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    known = await interest.get_vacancy_known_to(turn.session, number, labourer)
    return (known, labourer) if known else await menu.refuse_stale_button(turn)


vacancy = router.about("vacancy:{id}", _load)


@vacancy("want")
async def show_interest(turn: Turn, offered: tuple[Vacancy, Labourer]) -> Reply:
    """They would like it: who offers it is told."""
    wanted, labourer = offered
    shown = await interest.show_interest(turn.session, turn.actor, wanted, labourer)
    if shown == Refusal("vacancy_closed"):
        return say(screens.vacancy_closed(wanted, turn.speech), fresh=True)
    if isinstance(shown, Refusal):
        return await menu.show_menu(turn, shown)
    return say(screens.interest_noted(wanted, labourer, turn.speech), fresh=True)


@vacancy("no")
async def withdraw_interest(turn: Turn, offered: tuple[Vacancy, Labourer]) -> Reply:
    wanted, labourer = offered
    done = await interest.withdraw_interest(turn.session, turn.actor, wanted, labourer)
    if isinstance(done, Refusal):
        return await menu.show_menu(turn, done)
    return say(screens.interest_withdrawn(wanted, turn.speech), fresh=True)
