"""Who offers work sees what is on offer, who would like it, and closes it; the office decides."""

from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.vacancies import manage as screens
from dialogue.vacancies.manage import VacancyView
from handlers.core import menu, trail
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.vacancies import interest, lifecycle
from models.vacancies.vacancy import Vacancy

RELEASED, CLOSED = N_("✅ <b>People see it now.</b>"), N_("✅ <b>Closed.</b>")

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("vacancies")
async def show_vacancies(turn: Turn) -> Reply:
    """What waits for the office, and what is on offer: the county's for staff, else one's own."""
    return await show_vacancies_page(turn, 1)


@router.route("vacancies:")
async def show_more_vacancies(turn: Turn) -> Reply:
    """Another page of them."""
    return await show_vacancies_page(turn, record(turn.choice, "vacancies:")[0])


async def show_vacancies_page(turn: Turn, number: int) -> Reply:
    """One page of them."""
    await drafts.put_aside(turn.session, turn.person)
    today, key = turn.now.astimezone(turn.zone).date(), turn.person.key()
    page = await lifecycle.list_vacancies(turn.session, key, turn.roles, today, number)
    employers = await lifecycle.get_employers(turn.session, page.items)
    counts = await interest.count_interested(turn.session, page.items)
    return say(screens.vacancy_list(turn.speech, page, employers, counts))


@router.route("offered:")
async def act(turn: Turn) -> Reply:
    """One of them: looked at, or what was chosen."""
    number, step = record(turn.choice, "offered:")
    key, roles = turn.person.key(), turn.roles
    mine = await lifecycle.get_vacancy(turn.session, number, key, roles)
    if mine is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.person)
    if step.startswith(screens.PAGE):
        return await show_vacancy(turn, mine, page=record(step, screens.PAGE)[0])
    return await (STEPS[step](turn, mine) if step in STEPS else menu.refuse_stale_button(turn))


async def show_vacancy(turn: Turn, vacancy: Vacancy, noted: str = "", page: int = 1) -> Reply:
    """What it is and who would like it; that their phones were seen goes into the trail."""
    today, by = turn.now.astimezone(turn.zone).date(), turn.person.key()
    refusers = interest.shows_refusers(vacancy, turn.roles, today)
    found = await interest.view_interested(
        turn.session, vacancy, turn.now, by, page, refusers=refusers
    )
    employer = await lifecycle.get_employer_of_vacancy(turn.session, vacancy)
    decides = lifecycle.is_decided_by(vacancy, turn.roles)
    known = VacancyView(vacancy, employer, found, decides, RoleName.BROKER in turn.roles)
    return say(screens.vacancy_card(known, await turn.scene(), noted))


async def release_vacancy(turn: Turn, vacancy: Vacancy) -> Reply:
    """The office lets people see it."""
    if not lifecycle.is_decided_by(vacancy, turn.roles):
        return await menu.show_menu(turn, Refusal("not_yours"))
    done = await lifecycle.release_vacancy(turn.session, vacancy, turn.now, turn.person.key())
    return await show_vacancy(turn, vacancy, RELEASED if done else "")


async def ask_to_close(turn: Turn, vacancy: Vacancy) -> Reply:
    """Really?"""
    return say(screens.confirm_close(vacancy, turn.speech))


async def close_vacancy(turn: Turn, vacancy: Vacancy) -> Reply:
    """It is taken, or not to be shown."""
    done = await lifecycle.close_vacancy(turn.session, vacancy, turn.now, turn.person.key())
    return await show_vacancy(turn, vacancy, CLOSED if done else "")


async def show_vacancy_trail(turn: Turn, vacancy: Vacancy) -> Reply:
    """Who did what with it, and when: for the office."""
    if not lifecycle.is_decided_by(vacancy, turn.roles):
        return await menu.show_menu(turn, Refusal("not_yours"))
    number = vacancy.key()
    return await trail.show_trail(turn, Subject.VACANCY, number, f"offered:{number}")


STEPS = {
    "": show_vacancy,
    "release": release_vacancy,
    "close": ask_to_close,
    "close!": close_vacancy,
    "trail": show_vacancy_trail,
}
