"""Offering work: the form, and what it warns of while the words can still be changed."""

from typing import Any

from markupsafe import Markup

from dialogue.core.form import FormState, Option
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply
from dialogue.vacancies.form_vacancy import VACANCY
from dialogue.vacancies.manage import WILL_BE_HELD
from handlers.core import menu
from handlers.core.conversation import (
    CONVERSATIONS,
    Conversation,
    FormStyle,
    SearchResult,
    Villages,
)
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.vacancies import manage
from models.accounts.drafts import Draft
from models.core.pay import by_month
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.employers import directory
from models.vacancies import lawful, lifecycle, managing
from models.vacancies.commands import OpenVacancy

OFFERED = N_("✅ <b>On offer now.</b> I write to you as soon as somebody would like it.")
SHOWN = 8

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("offer")
async def offer_work(turn: Turn) -> Reply:
    """A new vacancy, or on with the one begun."""
    return await start_form(turn, "vacancy")


async def find_offering_employers(turn: Turn, draft: Draft, key: str, typed: Any) -> SearchResult:  # noqa: ARG001
    """The employers of these counties."""
    within = turn.roles.within()
    found = await directory.find_employers(turn.session, within, typed or "", SHOWN)
    return tuple(Option(str(one.id), one.name) for one in found)


async def check_answer(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """What the other answers, the store and the law speak against."""
    answers, within = {**draft.answers, key: value}, turn.roles.within()
    if key == "employer":
        found = await lifecycle.get_offering_employer(turn.session, value["id"], within)
        return found if isinstance(found, Refusal) else None
    if key == "area" and not value.startswith(within):
        return Refusal("area_outside")
    if refused := lawful.refuse_unlawful({key: value} if key in lawful.IN_WORDS else {}):
        return refused
    least, most = by_month(answers.get("wage_from")), by_month(answers.get("wage_to"))
    return lifecycle.refuse_wages(least, most)


async def warn_of_hold(turn: Turn, draft: Draft, filling: FormState) -> Markup | None:  # noqa: ARG001
    """That the office will look at it, while the words can still be changed."""
    word = lawful.find_fee_word(filling.answers)
    return turn.speech(WILL_BE_HELD, word=word) if word else None


async def finish_vacancy(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    """People see it, or the office is asked."""
    told = OpenVacancy(**filling.answers)
    vacancy = await lifecycle.open_vacancy(turn.session, turn.actor, told)
    if vacancy == Refusal("not_yours"):
        return await menu.show_menu(turn, vacancy)
    if isinstance(vacancy, Refusal):
        return vacancy
    view = await managing.view_new_vacancy(turn.session, turn.actor, vacancy)
    return await manage.show_card(turn, view, "" if vacancy.held_for else OFFERED)


CONVERSATIONS["vacancy"] = Conversation(
    VACANCY,
    finish_vacancy,
    check_answer,
    search=find_offering_employers,
    warning=warn_of_hold,
    style=FormStyle(villages=Villages.OF_COUNTIES),
)
