"""Who offers work sees what is on offer, who would like it, and closes it; the office decides."""

from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.vacancies import manage as screens
from handlers.core import menu, trail
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.vacancies import interest, lifecycle, managing
from models.vacancies.managing import VacancyView
from models.vacancies.vacancy import Vacancy

RELEASED, CLOSED = N_("✅ <b>People see it now.</b>"), N_("✅ <b>Closed.</b>")

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("vacancies", "vacancies:{page}")
async def show_vacancies(turn: Turn, page: int = 1) -> Reply:
    """What waits for the office, and what is on offer: the county's for staff, else one's own."""
    await drafts.put_aside(turn.session, turn.account)
    today, by = turn.actor.today, turn.actor.id
    found = await lifecycle.list_vacancies(turn.session, by, turn.roles, today, page)
    employers = await lifecycle.get_employers(turn.session, found.items)
    counts = await interest.count_interested(turn.session, found.items)
    return say(screens.vacancy_list(turn.speech, found, employers, counts))


async def _load(turn: Turn, number: int) -> Vacancy | Reply:
    """A vacancy that this account manages."""
    mine = await lifecycle.get_vacancy(turn.session, number, turn.account.key(), turn.roles)
    if mine is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.account)
    return mine


offered = router.about("offered:{id}", _load)


@offered("", f"{screens.PAGE}{{page}}")
async def show_vacancy(turn: Turn, vacancy: Vacancy, page: int = 1) -> Reply:
    """What it is and who would like it; that their phones were seen goes into the trail."""
    return await show_card(
        turn, await managing.view_vacancy(turn.session, turn.actor, vacancy, page)
    )


async def show_card(turn: Turn, view: VacancyView | Refusal, noted: str = "") -> Reply:
    """What came of looking at it or of deciding on it; `noted` where that changed something."""
    if isinstance(view, Refusal):
        return await menu.show_menu(turn, view)
    return say(screens.vacancy_card(view, await turn.scene(), noted if view.changed else ""))


@offered("release")
async def release_vacancy(turn: Turn, vacancy: Vacancy) -> Reply:
    """The office lets people see it."""
    view = await managing.release_vacancy(turn.session, turn.actor, vacancy)
    return await show_card(turn, view, RELEASED)


@offered("close")
async def ask_to_close(turn: Turn, vacancy: Vacancy) -> Reply:
    return say(screens.confirm_close(vacancy, turn.speech))


@offered("close!")
async def close_vacancy(turn: Turn, vacancy: Vacancy) -> Reply:
    """It is taken, or not to be shown."""
    view = await managing.close_vacancy(turn.session, turn.actor, vacancy)
    return await show_card(turn, view, CLOSED)


@offered("trail")
async def show_vacancy_trail(turn: Turn, vacancy: Vacancy) -> Reply:
    """Who did what with it, and when: for the office."""
    if not lifecycle.is_decided_by(vacancy, turn.roles):
        return await menu.show_menu(turn, Refusal("not_yours"))
    number = vacancy.key()
    return await trail.show_trail(turn, Subject.VACANCY, number, f"offered:{number}")
