"""One employer: its facts, vacancies and placements, the blacklist, and two that are one."""

from typing import Any

from console.core.office import Answer, Goto, Screen, View, not_found, refused
from console.core.pages import Pages
from console.core.questions import Field, make_fields, read_form, read_question
from console.employers.lists import LABELS
from dialogue.core.form_screens import shown_answer
from dialogue.core.i18n import N_
from dialogue.employers.form_employer import BLACKLIST, EMPLOYER
from dialogue.employers.screens import employer_form_state
from dialogue.placements.screens import STATES_FOR_STAFF
from dialogue.vacancies.standing import STANDINGS
from models.core.refusal import Refusal
from models.employers import blacklist, directory
from models.employers.commands import EmployerDetails
from models.employers.employer import Employer
from models.placements import of_office
from models.vacancies import office_lists
from models.vacancies.office_lists import VacancyFilter

pages = Pages()
FOUND_MOST = 20
MERGED = N_("✅ <b>The two are one now.</b>")


async def _load(view: View, name: str = "id") -> Employer | None:
    counties = view.actor.roles.counties()
    return await directory.get_employer(view.session, view.number(name), counties)


async def _load_decided(view: View) -> Employer | Screen:
    """One that this office may change; else the page that says why not."""
    found = await _load(view)
    if found is None:
        return not_found()
    decides = found.is_decided_by(view.actor.roles.counties())
    return found if decides else refused(Refusal("not_yours"), 403)


@pages.look("/employers/{id}")
async def show_employer(view: View) -> Answer:
    """All that hangs on it."""
    found = await _load(view)
    return await _screen(view, found) if found else not_found()


async def _screen(view: View, employer: Employer, why: Refusal | None = None) -> Screen:
    state = employer_form_state(employer, view.scene)
    facts = [
        (
            view.speech(question.label),
            shown_answer(question, state.answers.get(question.key), view.scene),
        )
        for question in state.asked
    ]
    vacancies = await office_lists.list_for_office(
        view.session, view.actor, VacancyFilter(employer=employer.key()), view.page("vacancies")
    )
    placements = await of_office.list_placements_at(
        view.session, view.actor, employer, view.page("placements")
    )
    standings = {
        vacancy.key(): STANDINGS[office_lists.get_standing(vacancy, view.actor.today)]
        for vacancy, _ in vacancies.items
    }
    shown = {
        "one": employer,
        "facts": facts,
        "vacancies": vacancies,
        "standings": standings,
        "placements": placements,
        "stands": STATES_FOR_STAFF,
        "decides": employer.is_decided_by(view.actor.roles.counties()),
        "why": _why_field(view, why),
        "query": view.query,
    }
    return Screen("employers/employer.html", shown, status=422 if why else 200)


def _why_field(view: View, why: Refusal | None) -> Field:
    typed: dict[str, Any] | None = None if why else {}
    refusals = {"why": why} if why else {}
    return make_fields(BLACKLIST, view, typed, refusals=refusals, but=("sure",))["why"]


@pages.look("/employers/{id}/change")
async def ask_change(view: View) -> Answer:
    """Its facts as a form."""
    found = await _load_decided(view)
    if isinstance(found, Screen):
        return found
    return _form(view, found, directory.employer_answers(found), {})


def _form(
    view: View, one: Employer, answers: dict[str, Any] | None, refusals: dict[str, Refusal]
) -> Screen:
    fields = make_fields(EMPLOYER, view, answers, refusals=refusals)
    here = f"/employers/{one.key()}"
    shown = {"fields": fields, "one": one, "to": f"{here}/change", "back": here}
    return Screen("employers/form.html", shown, status=422 if refusals else 200)


@pages.act("/employers/{id}/change")
async def change_employer(view: View) -> Answer:
    """Its facts as they were typed."""
    found = await _load_decided(view)
    if isinstance(found, Screen):
        return found
    filled = read_form(EMPLOYER, view)
    if filled.refusals:
        return _form(view, found, None, dict(filled.refusals))
    told = EmployerDetails(**filled.answers)
    changed = await directory.change_employer(view.session, view.actor, found, told)
    if isinstance(changed, Refusal):
        return _form(view, found, None, {"credit_code": changed})
    said = N_("✅ <b>Changed.</b>") if changed else ""
    return Goto(f"/employers/{found.key()}", said=said)


@pages.act("/employers/{id}/blacklist")
async def blacklist_employer(view: View) -> Answer:
    """Nobody is placed there any more; everybody there is told."""
    found = await _load_decided(view)
    if isinstance(found, Screen):
        return found
    why = read_question(BLACKLIST.of("why"), view.several("why"), view)
    if isinstance(why, Refusal):
        return await _screen(view, found, why)
    refusal = await blacklist.blacklist_employer(view.session, view.actor, found, why)
    said = N_("⛔ <b>It is on the blacklist.</b> Everybody there is told.")
    return Goto(f"/employers/{found.key()}", said=said, refusal=refusal)


@pages.act("/employers/{id}/unlist")
async def unlist_employer(view: View) -> Answer:
    """It is off the blacklist."""
    found = await _load_decided(view)
    if isinstance(found, Screen):
        return found
    refusal = await blacklist.unlist_employer(view.session, view.actor, found)
    said = N_("✅ <b>It is off the blacklist.</b>")
    return Goto(f"/employers/{found.key()}", said=said, refusal=refusal)


@pages.look("/employers/{id}/merge")
async def ask_which_other(view: View) -> Answer:
    """It doubles another one: which?"""
    found = await _load_decided(view)
    if isinstance(found, Screen):
        return found
    words, counties = view.query.get("q", "").strip(), view.actor.roles.counties()
    hits = await directory.find_employers(view.session, counties, words, FOUND_MOST)
    others = [one for one in hits if one.id != found.id and one.is_decided_by(counties)]
    shown = {"one": found, "words": words, "others": others} | LABELS
    return Screen("employers/merge.html", shown)


@pages.act("/employers/{id}/merge")
async def merge_employers(view: View) -> Answer:
    """The two are one; the one that stays is shown."""
    found = await _load_decided(view)
    if isinstance(found, Screen):
        return found
    into = str(view.form.get("into", ""))
    counties = view.actor.roles.counties()
    number = int(into) if into.isascii() and into.isdecimal() and len(into) < 19 else 0
    other = await directory.get_employer(view.session, number, counties)
    if other is None:
        return Goto(f"/employers/{found.key()}/merge", refusal=Refusal("employer_apart"))
    there = f"/employers/{other.key()}"
    if other.id == found.id and found.id != view.number():
        return Goto(there, said=MERGED)
    refusal = await directory.merge_employers(view.session, view.actor, found, other)
    if refusal is not None:
        return Goto(f"/employers/{found.key()}", refusal=refusal)
    return Goto(there, said=MERGED)
