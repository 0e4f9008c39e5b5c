"""Two entries of one employer: which other, surely, and they are one."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.employers import screens
from dialogue.employers.form_employer import MERGE
from handlers.core import menu
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.turn import Turn
from handlers.employers.employer import ask_about, asked_about, chosen_one, decides, show
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.employers import directory
from models.employers.employer import Employer


async def ask_which_other(turn: Turn, employer: Employer, rest: str) -> Reply:  # noqa: ARG001
    """It doubles another one: which?"""
    return await ask_about(turn, "merge employer", employer)


async def ask_to_merge(turn: Turn, employer: Employer, rest: str) -> Reply:
    """Really?"""
    other = await chosen_one(turn, rest)
    if other is None or other.id == employer.id or not decides(turn, other):
        return await menu.show_menu(turn, Refusal("employer_apart"))
    return say(screens.sure_to_merge(turn.speech, employer, other))


async def merge(turn: Turn, employer: Employer, rest: str) -> Reply:
    """The two are one; gives the one that stays, and where they are one already, just that."""
    other = await chosen_one(turn, rest)
    if other is None:
        return await menu.show_menu(turn, Refusal("employer_apart"))
    if other.id == employer.id:
        return await show(turn, other)
    by, counties = turn.person.key(), turn.roles.counties()
    if refused := await directory.merge(turn.session, employer, other, turn.now, by, counties):
        return await menu.show_menu(turn, refused)
    return await show(turn, other, noted=N_("✅ <b>The two are one now.</b>"))


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    double = await asked_about(turn, draft)
    if isinstance(double, Reply):
        return double
    words = filling.answers["words"]
    hits = await directory.find(turn.session, turn.roles.counties(), words)
    others = [one for one in hits if one.id != double.id and decides(turn, one)]
    if not others:
        return Refusal("employer_unknown")
    return say(screens.which_other(turn.speech, double, others))


CONVERSATIONS["merge employer"] = Conversation(MERGE, _finish, summed_up=False)
STEPS = {"merge": ask_which_other, "into": ask_to_merge, "into!": merge}
