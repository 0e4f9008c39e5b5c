"""Inviting brokers and colleagues by a one-time link, and accepting."""

from dialogue.accounts import invitation as screens
from dialogue.accounts.form_invitation import INVITATION
from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from dialogue.core.start_link import StartLink
from handlers.core import menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle, Villages
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.start_links import LinkHandler
from handlers.core.turn import Turn
from models.accounts import invitations, roles
from models.accounts.drafts import Draft
from models.accounts.invitations import Invitation
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName

PREFIX = "invite-"

router = Router(RoleName.STAFF)


@router.route("invite")
async def ask_whom_to_invite(turn: Turn) -> Reply:
    return await start_form(turn, "invitation")


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    told = filling.answers
    wanted = Invitation(RoleName(told["role"]), told["name"], told.get("village"))
    code = await invitations.invite(turn.session, turn.actor, wanted)
    if isinstance(code, Refusal):
        return code
    link = StartLink(PREFIX + code)
    return say(screens.invitation_link(turn.speech, wanted.role, link))


async def accept_invitation(turn: Turn, code: str) -> Reply:
    """Take the role that the link gives."""
    found = await invitations.accept_invitation(turn.session, turn.actor, code)
    if isinstance(found, Refusal):
        return await menu.show_menu(turn, found)
    assert found.role is not None
    turn.roles = await roles.get_roles(turn.session, turn.account)
    where = (await turn.scene()).regions.full_name(found.area)
    return await menu.show_menu(turn, said=screens.role_welcome(turn.speech, found.role, where))


CONVERSATIONS["invitation"] = Conversation(
    INVITATION, _finish, style=FormStyle(villages=Villages.OF_ROLES, has_summary=False)
)
START_LINK = LinkHandler(PREFIX, accept_invitation, needs_consent=False)
