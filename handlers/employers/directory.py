"""Employers: those used last, found by a part of the name, and written down."""

from typing import Any

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.employers import screens
from dialogue.employers.form_employer import EMPLOYER, FIND
from handlers.core import forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.employers.employer import (
    get_employer_asked_about,
    get_own_employer,
    show_employer,
)
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.employers import directory
from models.employers.commands import EmployerDetails

router = Router(RoleName.STAFF)


@router.route("employers", "employers:page:{page}")
async def show_employers(turn: Turn, page: int = 1) -> Reply:
    """Those used last, and the ways to find and to add one."""
    await drafts.put_aside(turn.session, turn.account)
    found = await directory.list_employers(turn.session, turn.roles.counties(), page)
    return say(screens.employer_list(turn.speech, found))


@router.route("employers:find")
async def find_employer(turn: Turn) -> Reply:
    """By a part of its name."""
    return await forms.start_form(turn, "find employer")


@router.route("employers:add")
async def add_employer(turn: Turn) -> Reply:
    """A new one, or on with the one begun."""
    return await forms.start_form(turn, "employer")


async def _found(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    words, counties = filling.answers["words"], turn.roles.counties()
    if not counties:
        return await menu.show_menu(turn, Refusal("not_yours"))
    hits = await directory.find_employers(turn.session, counties, words)
    return say(screens.employers_found(turn.speech, words, hits))


async def _check(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """A credit code belongs to one employer."""
    if key != "credit_code":
        return None
    known = await get_own_employer(turn, draft.about)
    county = known.county if known else _county(turn)
    return await directory.refuse_known_code(turn.session, county, value, known)


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    told = EmployerDetails(**filling.answers)
    if draft.about is not None:
        return await _change(turn, draft, told)
    opened = await directory.open_employer(turn.session, turn.actor, told, _county(turn))
    if opened == Refusal("not_yours"):
        return await menu.show_menu(turn, opened)
    if isinstance(opened, Refusal):
        return opened
    return await show_employer(turn, opened, noted=N_("✅ <b>Written down.</b>"))


async def _change(turn: Turn, draft: Draft, told: EmployerDetails) -> Reply | Refusal:
    known = await get_employer_asked_about(turn, draft)
    if isinstance(known, Reply):
        return known
    changed = await directory.change_employer(turn.session, turn.actor, known, told)
    if isinstance(changed, Refusal):
        return changed
    return await show_employer(turn, known, noted=N_("✅ <b>Changed.</b>") if changed else "")


def _county(turn: Turn) -> str:
    """Where new ones are written down: empty for staff of every county."""
    return next(iter(turn.roles.counties()), "")


CONVERSATIONS["find employer"] = Conversation(FIND, _found, style=FormStyle(has_summary=False))
CONVERSATIONS["employer"] = Conversation(
    EMPLOYER, _finish, _check, style=FormStyle(has_summary=False)
)
