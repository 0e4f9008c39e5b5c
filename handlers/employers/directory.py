"""Employers: those used last, found by a part of the name, written down, and what is done."""

from collections.abc import Awaitable, Callable
from typing import Any

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.employers import screens
from dialogue.employers.form_employer import EMPLOYER, FIND
from handlers.core import forms, menu
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from handlers.employers import blacklist, employer, merge
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.employers import directory
from models.employers.employer import Employer

STEPS: dict[str, Callable[[Turn, Employer, str], Awaitable[Reply]]] = {
    **employer.STEPS,
    **merge.STEPS,
    **blacklist.STEPS,
}

router = Router(RoleName.STAFF)


@router.route("employers")
async def show_employers(turn: Turn) -> Reply:
    """Those used last, and the ways to find and to add one."""
    return await show_employers_page(turn, 1)


@router.route("employers:page:")
async def show_more_employers(turn: Turn) -> Reply:
    """Another page of them."""
    return await show_employers_page(turn, record(turn.choice, "employers:page:")[0])


async def show_employers_page(turn: Turn, number: int) -> Reply:
    """One page of them."""
    await drafts.put_aside(turn.session, turn.person)
    page = await directory.list_employers(turn.session, turn.roles.counties(), number)
    return say(screens.employer_list(turn.speech, page))


@router.route("employers:find")
async def find_employer(turn: Turn) -> Reply:
    """By a part of its name."""
    return await forms.start_form(turn, "find employer")


@router.route("employers:add")
async def add_employer(turn: Turn) -> Reply:
    """A new one, or on with the one begun."""
    return await forms.start_form(turn, "employer")


@router.route("employer:")
async def act(turn: Turn) -> Reply:
    """One of them: looked at, or what was chosen."""
    number, step = record(turn.choice, "employer:")
    found = await employer.get_own_employer(turn, number)
    step, _, rest = step.partition(":")
    if found is None or not (step in screens.SEEN or employer.may_change(turn, found)):
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.person)
    return await (
        STEPS[step](turn, found, rest) if step in STEPS else menu.refuse_stale_button(turn)
    )


async def _found(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    if RoleName.STAFF not in turn.roles:
        return await menu.show_menu(turn, Refusal("not_yours"))
    words, counties = filling.answers["words"], turn.roles.counties()
    hits = await directory.find_employers(turn.session, counties, words)
    return say(screens.employers_found(turn.speech, words, hits))


async def _check(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """A credit code belongs to one employer."""
    if key != "credit_code":
        return None
    known = await employer.get_own_employer(turn, draft.about)
    county = known.county if known else _county(turn)
    return await directory.refuse_known_code(turn.session, county, value, known)


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    by = turn.person.key()
    if draft.about is None and RoleName.STAFF in turn.roles:
        county = _county(turn)
        opened = await directory.open_employer(turn.session, filling.answers, county, turn.now, by)
        if isinstance(opened, Refusal):
            return opened
        return await employer.show_employer(turn, opened, noted=N_("✅ <b>Written down.</b>"))
    known = await employer.get_employer_asked_about(turn, draft)
    if isinstance(known, Reply):
        return known
    told, counties = filling.answers, turn.roles.counties()
    changed = await directory.change_employer(turn.session, known, told, turn.now, by, counties)
    if isinstance(changed, Refusal):
        return changed
    return await employer.show_employer(
        turn, known, noted=N_("✅ <b>Changed.</b>") if changed else ""
    )


def _county(turn: Turn) -> str:
    """Where new ones are written down: empty for staff of every county."""
    return next(iter(turn.roles.counties()), "")


CONVERSATIONS["find employer"] = Conversation(FIND, _found, summed_up=False)
CONVERSATIONS["employer"] = Conversation(EMPLOYER, _finish, _check, summed_up=False)
