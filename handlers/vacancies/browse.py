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
async def look(turn: Turn) -> Reply:
    """One of those that fit."""
    number, _ = record(turn.choice, "work:")
    labourer = await consent.own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    scene = await turn.scene()
    found = await matching.fitting(turn.session, labourer, scene.today, MOST)
    if not found:
        return say(screens.nothing(turn.speech))
    place = min(max(number, 1), len(found))
    fit = found[place - 1]
    employer = await lifecycle.employer_of(turn.session, fit.vacancy)
    liked = await interest.of(turn.session, fit.vacancy, labourer) is not None
    return say(screens.offer(fit, employer, scene, (place, len(found)), liked=liked))


@router.route("vacancy:")
async def act(turn: Turn) -> Reply:
    """A button of a vacancy, however old: checked against how things stand now."""
    number, step = record(turn.choice, "vacancy:")
    labourer = await consent.own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    known = await interest.known_to(turn.session, number, labourer)
    if known is None or step not in STEPS:
        return await menu.stale(turn)
    return await STEPS[step](turn, known, labourer)


async def want(turn: Turn, vacancy: Vacancy, labourer: Labourer) -> Reply:
    """They would like it: who offers it is told."""
    today = turn.now.astimezone(turn.zone).date()
    shown = await interest.show_interest(
        turn.session, vacancy, labourer, turn.now, today, turn.person.key()
    )
    if isinstance(shown, Refusal) and shown.name != "vacancy_closed":
        return await menu.show_menu(turn, shown)
    if isinstance(shown, Refusal):
        return say(screens.closed(vacancy, turn.speech), fresh=True)
    return say(screens.noted(vacancy, labourer, turn.speech), fresh=True)


async def leave(turn: Turn, vacancy: Vacancy, labourer: Labourer) -> Reply:
    """Not any more."""
    await interest.withdraw(turn.session, vacancy, labourer)
    return say(screens.withdrawn(vacancy, turn.speech), fresh=True)


STEPS = {"want": want, "no": leave}
