"""Two entries of one employer: which other, surely, and they are one."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.employers import screens
from dialogue.employers.form_employer import MERGE
from handlers.core import menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.router import Router, parse_number
from handlers.core.turn import Turn
from handlers.employers.employer import (
    ask_about,
    get_employer_asked_about,
    get_own_employer,
    load_decided,
    may_change,
    show_employer,
)
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.employers import directory
from models.employers.employer import Employer

router = Router(RoleName.STAFF)
decided = router.about("employer:{id}", load_decided)


@decided("merge")
async def ask_which_other(turn: Turn, employer: Employer) -> Reply:
    """It doubles another one: which?"""
    return await ask_about(turn, "merge employer", employer)


@decided("into:{into}")
async def ask_to_merge(turn: Turn, employer: Employer, into: str) -> Reply:
    other = await get_own_employer(turn, parse_number(into))
    if other is None or other.id == employer.id or not may_change(turn, other):
        return await menu.show_menu(turn, Refusal("employer_apart"))
    return say(screens.confirm_merge(turn.speech, employer, other))


@decided("into!:{into}")
async def merge_employers(turn: Turn, employer: Employer, into: str) -> Reply:
    """The two are one; gives the one that stays, and where they are one already, just that."""
    other = await get_own_employer(turn, parse_number(into))
    if other is None:
        return await menu.show_menu(turn, Refusal("employer_apart"))
    if other.id == employer.id:
        return await show_employer(turn, other)
    if refused := await directory.merge_employers(turn.session, turn.actor, employer, other):
        return await menu.show_menu(turn, refused)
    return await show_employer(turn, other, noted=N_("✅ <b>The two are one now.</b>"))


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    double = await get_employer_asked_about(turn, draft)
    if isinstance(double, Reply):
        return double
    words = filling.answers["words"]
    hits = await directory.find_employers(turn.session, turn.roles.counties(), words)
    others = [one for one in hits if one.id != double.id and may_change(turn, one)]
    if not others:
        return Refusal("employer_unknown")
    return say(screens.choose_other_entry(turn.speech, double, others))


CONVERSATIONS["merge employer"] = Conversation(MERGE, _finish, style=FormStyle(has_summary=False))
