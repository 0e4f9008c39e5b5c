"""Looking for work: what fits first, and saying that one would like it."""

from dialogue.core.reply import Reply, say
from dialogue.vacancies import browse as screens
from handlers.core import menu
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from models.core.refusal import Refusal
from models.labourers.labourer import Labourer
from models.privacy import consent
from models.vacancies import interest, lifecycle, matching
from models.vacancies.vacancy import Vacancy

MOST = 50

router = Router()


@router.route("work", "work:")
async def show_work(turn: Turn) -> Reply:
    """One of those that fit."""
    number, _ = record(turn.choice, "work:")
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    scene = await turn.scene()
    found = await matching.list_fitting_vacancies(turn.session, labourer, scene.today, MOST)
    if not found:
        return say(screens.no_vacancies(turn.speech))
    place = min(max(number, 1), len(found))
    fit = found[place - 1]
    employer = await lifecycle.get_employer_of_vacancy(turn.session, fit.vacancy)
    liked = await interest.get_interest(turn.session, fit.vacancy, labourer) is not None
    return say(screens.vacancy_offer(fit, employer, scene, (place, len(found)), liked=liked))


@router.route("vacancy:")
async def act(turn: Turn) -> Reply:
    """A button of a vacancy, however old: checked against how things stand now."""
    number, step = record(turn.choice, "vacancy:")
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    known = await interest.get_vacancy_known_to(turn.session, number, labourer)
    if known is None or step not in STEPS:
        return await menu.refuse_stale_button(turn)
    return await STEPS[step](turn, known, labourer)


async def show_interest(turn: Turn, vacancy: Vacancy, labourer: Labourer) -> Reply:
    """They would like it: who offers it is told."""
    today = turn.now.astimezone(turn.zone).date()
    shown = await interest.show_interest(
        turn.session, vacancy, labourer, turn.now, today, turn.person.key()
    )
    if isinstance(shown, Refusal) and shown.name != "vacancy_closed":
        return await menu.show_menu(turn, shown)
    if isinstance(shown, Refusal):
        return say(screens.vacancy_closed(vacancy, turn.speech), fresh=True)
    return say(screens.interest_noted(vacancy, labourer, turn.speech), fresh=True)


async def withdraw_interest(turn: Turn, vacancy: Vacancy, labourer: Labourer) -> Reply:
    """Not any more."""
    await interest.withdraw_interest(turn.session, vacancy, labourer)
    return say(screens.interest_withdrawn(vacancy, turn.speech), fresh=True)


STEPS = {"want": show_interest, "no": withdraw_interest}
