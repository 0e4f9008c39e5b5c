"""Trouble first: told before registration, after a short consent of its own."""

from dialogue.core import asking_back
from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from dialogue.grievances import labourer as screens
from dialogue.grievances.form_grievance import FIRST
from handlers.core import forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.router import Redirect, Router
from handlers.core.start_links import LinkHandler
from handlers.core.turn import Turn
from handlers.grievances.reading import get_reader
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.commands import from_answers, pick_answers
from models.core.refusal import Refusal
from models.grievances import opening, permission, unregistered
from models.grievances.opening import GrievanceReport
from models.grievances.unregistered import CallBack
from models.labourers import own_entry


async def may_agree(turn: Turn) -> bool:
    """Who has chosen a language, and has no entry."""
    account = turn.sender
    return account is not None and account.language is not None and account.labourer_id is None


router = Router(guards=(may_agree,))


@router.route("trouble:agree")
async def agree_to_tell(turn: Turn) -> Reply:
    """Agreed, to this and nothing else: the first question."""
    unregistered.agree_to_tell(turn.actor)
    return await forms.start_form(turn, FIRST.name)


async def ask_to_tell(turn: Turn) -> Reply:
    """What is kept of it, in few words; yes or no."""
    await drafts.put_aside(turn.session, turn.account)
    heard = asking_back.heard_request(turn.request, turn.speech)
    return say(screens.consent_to_tell(turn.speech, heard))


async def start_telling(turn: Turn) -> Reply:
    """The first question, for who has agreed."""
    if not permission.may_tell(turn.account):
        return await ask_to_tell(turn)
    return await forms.start_form(turn, FIRST.name)


async def open_link(turn: Turn, rest: str) -> Reply:  # noqa: ARG001
    """A newcomer asks for help, before anything else; who is registered sees what they told."""
    if turn.account.labourer_id is not None:
        return Redirect(path="trouble")
    return await start_telling(turn)


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    report = from_answers(GrievanceReport, pick_answers(GrievanceReport, filling.answers))
    labourer = await own_entry.get_own_entry(turn.session, turn.account)
    if labourer is not None:
        opened = await opening.open_grievance(turn.session, turn.actor, labourer, report)
    else:
        back = from_answers(CallBack, pick_answers(CallBack, filling.answers))
        opened = await unregistered.open_unregistered(turn.session, turn.actor, report, back)
    if opened == Refusal("consent_first"):
        return await menu.show_menu(turn, opened)
    if isinstance(opened, Refusal):
        return opened
    return say(screens.opened_message(opened, await get_reader(turn)))


CONVERSATIONS[FIRST.name] = Conversation(
    FIRST, _finish, style=FormStyle(heading=screens.SECRET), paths=("trouble",)
)
START_LINK = LinkHandler("trouble", open_link, needs_consent=False, command="trouble")
