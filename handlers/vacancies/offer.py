"""Offering work: the form, what the law keeps out of it, and what the office looks at first."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from dialogue.core.form import FormState, Option
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply
from dialogue.parsing.fees import fee_word
from dialogue.parsing.unlawful import names_sex_ethnicity_or_age
from dialogue.vacancies.form_vacancy import IN_WORDS, VACANCY
from dialogue.vacancies.manage import WILL_BE_HELD
from handlers.core import menu
from handlers.core.form_session import CONVERSATIONS, Conversation, SearchResult
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.vacancies import manage
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.employers import directory
from models.vacancies import lifecycle as offered

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
    if key == "employer":
        found = await offered.get_offering_employer(turn.session, value["id"], turn.roles.within())
        return found if isinstance(found, Refusal) else None
    if key == "area" and not value.startswith(turn.roles.within()):
        return Refusal("area_outside")
    if key in IN_WORDS and is_unlawful({key: value}):
        return Refusal("vacancy_unlawful")
    return offered.find_broken_rule({**draft.answers, key: value})


def is_unlawful(answers: Mapping[str, Any]) -> bool:
    """Whether the words ask for a sex, an ethnic group or an age."""
    return any(names_sex_ethnicity_or_age(answers.get(key) or "") for key in IN_WORDS)


def held_for(answers: Mapping[str, Any]) -> str | None:
    """The word that the office is to look at: of a fee, a deposit, or papers that are kept."""
    words = (fee_word(answers.get(key) or "") for key in IN_WORDS)
    return next((word for word in words if word), None)


async def warn_of_hold(turn: Turn, draft: Draft, filling: FormState) -> Markup | None:  # noqa: ARG001
    """That the office will look at it, while the words can still be changed."""
    word = held_for(filling.answers)
    return turn.speech(WILL_BE_HELD, word=word) if word else None


async def finish_vacancy(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    """People see it, or the office is asked."""
    if not turn.roles:
        return await menu.show_menu(turn, Refusal("not_yours"))
    answers, within = filling.answers, turn.roles.within()
    employer = await offered.get_offering_employer(turn.session, answers["employer"]["id"], within)
    if isinstance(employer, Refusal):
        return employer
    if is_unlawful(answers):
        return Refusal("vacancy_unlawful")
    word, by, county = held_for(answers), turn.person.key(), employer.county or within[0]
    vacancy = await offered.open_vacancy(turn.session, answers, county, word, turn.now, by)
    if isinstance(vacancy, Refusal):
        return vacancy
    return await manage.show_vacancy(turn, vacancy, "" if word else OFFERED)


CONVERSATIONS["vacancy"] = Conversation(
    VACANCY,
    finish_vacancy,
    check_answer,
    known=find_offering_employers,
    remark=warn_of_hold,
    within_counties=True,
)
