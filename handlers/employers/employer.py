"""One employer: whose it is to look at, how it is shown, and forms about it."""

from dialogue.core.reply import Reply, say
from dialogue.employers import screens
from handlers.core import forms, menu, trail
from handlers.core.form_session import list_unfinished
from handlers.core.router import record
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.employers import blacklist, directory
from models.employers.employer import Employer


async def get_own_employer(turn: Turn, number: int | None) -> Employer | None:
    """An employer of the counties that this account is staff of."""
    return await directory.get_employer(turn.session, number or 0, turn.roles.counties())


def may_change(turn: Turn, employer: Employer) -> bool:
    """Whether this account may change it, list it, and make it one with another."""
    return employer.is_decided_by(turn.roles.counties())


async def get_chosen_employer(turn: Turn, number: str) -> Employer | None:
    """As `mine`, by the number of a button."""
    return await get_own_employer(turn, record(number)[0])


async def show_employer(
    turn: Turn,
    employer: Employer,
    rest: str = "",  # noqa: ARG001
    *,
    noted: str = "",
) -> Reply:
    """Its facts and how it stands, after a remark perhaps."""
    counts = (
        await blacklist.count_placed(turn.session, employer),
        await blacklist.count_open_vacancies(turn.session, employer),
    )
    acts = may_change(turn, employer)
    return say(
        screens.employer_card(employer, counts, await turn.scene(), turn.zone, noted, decides=acts)
    )


async def change_fact(turn: Turn, employer: Employer, rest: str) -> Reply:
    """Which fact is to be changed; or that one asked again."""
    if not rest:
        return say(screens.changeable_facts(employer, await turn.scene()))
    known = directory.employer_answers(employer)
    return await forms.reopen_question(turn, "employer", known, rest, about=employer.id)


async def show_employer_trail(turn: Turn, employer: Employer, rest: str) -> Reply:  # noqa: ARG001
    """The trail of this one."""
    return await trail.show_trail(
        turn, Subject.EMPLOYER, employer.key(), screens.employer_path(employer)
    )


async def ask_about(turn: Turn, form: str, employer: Employer) -> Reply:
    """A form about this employer, under its name; or on with the one begun about it."""
    begun = await list_unfinished(turn)
    same = [one for one in begun if (one.form, one.about) == (form, employer.id)]
    if same:
        await drafts.resume_draft(turn.session, turn.person, same[0].key())
    else:
        await drafts.begin_draft(turn.session, turn.person, form, turn.now, about=employer.id)
    return await forms.show_present_question(turn, noted=screens.employer_heading(employer))


async def get_employer_asked_about(turn: Turn, draft: Draft) -> Employer | Reply:
    """The employer that a form is about; or the menu, where it is not theirs any more."""
    found = await get_own_employer(turn, draft.about) if RoleName.STAFF in turn.roles else None
    if found is None or not may_change(turn, found):
        return await menu.show_menu(turn, Refusal("not_yours"))
    return found


STEPS = {"": show_employer, "change": change_fact, "trail": show_employer_trail}
