"""Putting an employer on the blacklist, with its reason, and taking it off."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.employers import screens
from dialogue.employers.form_employer import BLACKLIST, YES
from handlers.core import menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.employers.employer import (
    ask_about,
    get_employer_asked_about,
    load_decided,
    show_employer,
)
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.employers import blacklist
from models.employers.employer import Employer

router = Router(RoleName.STAFF)
decided = router.about("employer:{id}", load_decided)


@decided("list")
async def ask_why(turn: Turn, employer: Employer) -> Reply:
    if employer.is_listed:
        return await show_employer(turn, employer)
    return await ask_about(turn, "blacklist employer", employer)


@decided("unlist")
async def ask_to_unlist(turn: Turn, employer: Employer) -> Reply:
    if not employer.is_listed:
        return await show_employer(turn, employer)
    return say(screens.confirm_unlist(turn.speech, employer))


@decided("unlist!")
async def unlist_employer(turn: Turn, employer: Employer) -> Reply:
    """It is off the blacklist."""
    if refused := await blacklist.unlist_employer(turn.session, turn.actor, employer):
        return await menu.show_menu(turn, refused)
    return await show_employer(turn, employer, noted=N_("✅ <b>It is off the blacklist.</b>"))


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    employer = await get_employer_asked_about(turn, draft)
    if isinstance(employer, Reply):
        return employer
    if filling.answers["sure"] != YES:
        return await show_employer(turn, employer)
    why = filling.answers["why"]
    if refused := await blacklist.blacklist_employer(turn.session, turn.actor, employer, why):
        return await menu.show_menu(turn, refused)
    return await show_employer(
        turn, employer, noted=N_("⛔ <b>It is on the blacklist.</b> Everybody there is told.")
    )


CONVERSATIONS["blacklist employer"] = Conversation(
    BLACKLIST, _finish, style=FormStyle(has_summary=False)
)
