"""One employer: whose it is to look at, how it is shown, and forms about it."""

from dialogue.core.reply import Reply, say
from dialogue.employers import screens
from handlers.core import forms, menu, trail
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.employers import directory
from models.employers.employer import Employer
from models.placements.employer_queries import count_placed
from models.vacancies.at_employer import count_open_vacancies

router = Router(RoleName.STAFF)


async def get_own_employer(turn: Turn, number: int | None) -> Employer | None:
    """An employer of the counties that this account is staff of."""
    return await directory.get_employer(turn.session, number or 0, turn.roles.counties())


def may_change(turn: Turn, employer: Employer) -> bool:
    """Whether this account may change it, list it, and make it one with another."""
    return employer.is_decided_by(turn.roles.counties())


async def load_seen(turn: Turn, number: int) -> Employer | Reply:
    """One that this account may look at."""
    found = await get_own_employer(turn, number)
    if found is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.account)
    return found


async def load_decided(turn: Turn, number: int) -> Employer | Reply:
    """One that this account may change."""
    found = await get_own_employer(turn, number)
    if found is None or not may_change(turn, found):
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.account)
    return found


seen = router.about("employer:{id}", load_seen)
decided = router.about("employer:{id}", load_decided)


@seen("")
async def show_employer(turn: Turn, employer: Employer, *, noted: str = "") -> Reply:
    """Its facts and how it stands, after a remark perhaps."""
    placed = await count_placed(turn.session, employer)
    counts = placed, await count_open_vacancies(turn.session, employer)
    scene, decides = await turn.scene(), may_change(turn, employer)
    return say(screens.employer_card(employer, counts, scene, turn.zone, noted, decides=decides))


@seen("trail")
async def show_employer_trail(turn: Turn, employer: Employer) -> Reply:
    here = screens.employer_path(employer)
    return await trail.show_trail(turn, Subject.EMPLOYER, employer.key(), here)


@decided("change")
async def show_facts(turn: Turn, employer: Employer) -> Reply:
    """Which fact is to be changed?"""
    return say(screens.changeable_facts(employer, await turn.scene()))


@decided("change:{key}")
async def change_fact(turn: Turn, employer: Employer, key: str) -> Reply:
    """That one asked again."""
    known = directory.employer_answers(employer)
    return await forms.reopen_question(turn, "employer", known, key, about=employer.id)


async def ask_about(turn: Turn, form: str, employer: Employer) -> Reply:
    """A form about this employer, under its name; or on with the one begun about it."""
    heading = screens.employer_heading(employer)
    return await forms.start_form_about(turn, form, employer.id, noted=heading)


async def get_employer_asked_about(turn: Turn, draft: Draft) -> Employer | Reply:
    """The employer that a form is about; or the menu, where it is not theirs any more."""
    found = await get_own_employer(turn, draft.about)
    if found is None or not may_change(turn, found):
        return await menu.show_menu(turn, Refusal("not_yours"))
    return found
