"""Vacancies: the list with its filters; one with who would like it; released, and closed."""

from functools import partial
from typing import Any

from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Link, Pages
from console.core.questions import list_areas, own_regions
from dialogue.core import labels
from dialogue.core.i18n import N_
from dialogue.vacancies.standing import STANDINGS
from dialogue.vacancies.vacancy import trade_text, vacancy_facts, wage_text
from models.core.gazetteer import TOWNSHIP
from models.core.refusal import Refusal
from models.employers import directory
from models.vacancies import interest, lifecycle, managing, office_lists
from models.vacancies.managing import VacancyView
from models.vacancies.office_lists import Standing, VacancyFilter
from models.vacancies.vacancy import Vacancy

pages = Pages(links=(Link(70, "/vacancies", N_("Vacancies")),))
RELEASED, CLOSED = N_("✅ <b>People see it now.</b>"), N_("✅ <b>Closed.</b>")
ASKED = ("standing", "area", "trade", "employer")


@pages.look("/vacancies")
async def list_vacancies(view: View) -> Answer:
    """The office's vacancies, narrowed to what the address asks for."""
    found = await office_lists.list_for_office(view.session, view.actor, _filter(view), view.page())
    counts = await interest.count_interested(view.session, [one for one, _ in found.items])
    towns = [one for one in list_areas(own_regions(view)) if len(one[0]) == TOWNSHIP]
    employer = await directory.get_employer(
        view.session, _filter(view).employer or 0, view.actor.roles.counties()
    )
    shown = {
        "found": found,
        "counts": counts,
        "towns": towns,
        "employer": employer,
        "trades": labels.TRADES,
        "standings": STANDINGS,
        "query": {key: view.query.get(key, "") for key in ASKED},
        **_words(view),
    }
    return Screen("vacancies/vacancies.html", shown)


def _filter(view: View) -> VacancyFilter:
    asked, area = view.query.get("standing", ""), view.query.get("area", "")
    employer = view.query.get("employer", "")
    is_number = employer.isascii() and employer.isdecimal() and len(employer) < 19
    return VacancyFilter(
        Standing(asked) if asked in tuple(Standing) else None,
        area if area.isascii() and area.isdecimal() and len(area) == TOWNSHIP else "",
        view.query.get("trade", "")[:40],
        int(employer) if is_number else None,
    )


def _words(view: View) -> dict[str, Any]:
    """What makes words of a vacancy."""
    return {
        "stands": lambda one: STANDINGS[office_lists.get_standing(one, view.actor.today)],
        "wage": lambda one: wage_text(one, view.speech),
        "trade": lambda one: trade_text(one, view.speech),
    }


async def _load(view: View) -> Vacancy | None:
    """One that the office decides on; a broker's own eyes do not count here."""
    found = await lifecycle.get_vacancy(
        view.session, view.number(), view.actor.id, view.actor.roles
    )
    return found if found and lifecycle.is_decided_by(found, view.actor.roles) else None


@pages.look("/vacancies/{id}")
async def show_vacancy(view: View) -> Answer:
    """What it is and who would like it; that their phones were seen goes into the trail."""
    one = await _load(view)
    if one is None:
        return not_found()
    found = await office_lists.read_interested(view.session, view.actor, one, view.page())
    if isinstance(found, Refusal):
        return not_found()
    employer = await lifecycle.get_employer_of_vacancy(view.session, one)
    shown = {
        "one": one,
        "employer": employer,
        "found": found,
        "told": vacancy_facts(one, employer, view.scene),
        **_words(view),
    }
    people = tuple(person.key() for person in found.people)
    noted = partial(office_lists.note_interested_seen, vacancy_id=one.key(), people=people)
    return Screen("vacancies/vacancy.html", shown, noted=noted)


@pages.act("/vacancies/{id}/release")
async def release_vacancy(view: View) -> Answer:
    """The office lets people see it."""
    one = await _load(view)
    if one is None:
        return not_found()
    return _after(one, await managing.release_vacancy(view.session, view.actor, one), RELEASED)


@pages.act("/vacancies/{id}/close")
async def close_vacancy(view: View) -> Answer:
    """It is taken, or not to be shown."""
    one = await _load(view)
    if one is None:
        return not_found()
    return _after(one, await managing.close_vacancy(view.session, view.actor, one), CLOSED)


def _after(one: Vacancy, came: VacancyView | Refusal, said: str) -> Goto:
    here = f"/vacancies/{one.key()}"
    if isinstance(came, Refusal):
        return Goto(here, refusal=came)
    return Goto(here, said=said if came.changed else "")
