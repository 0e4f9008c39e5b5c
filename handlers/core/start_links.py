"""Links with a payload: an invitation, a claim to an entry, the code at a door; and /start."""

from dialogue.core.reply import Reply
from handlers.accounts import invitations
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.labourers import entry_transfer
from handlers.notices import check_in

router = Router()


def is_invitation(payload: str | None) -> bool:
    """Whether it is one: it needs no consent to be registered."""
    return bool(payload and payload.startswith(invitations.PREFIX))


async def follow_start_link(turn: Turn, payload: str | None) -> Reply | None:
    """What a link leads to; None where it leads nowhere."""
    turn.person.came_with = None
    if payload and payload.startswith(invitations.PREFIX):
        return await invitations.accept_invitation(turn, payload.removeprefix(invitations.PREFIX))
    if payload and payload.startswith(check_in.PREFIX):
        return await check_in.check_in_by_code(turn, payload.removeprefix(check_in.PREFIX))
    if payload == entry_transfer.PREFIX:
        return await entry_transfer.ask_entry_code(turn)
    if payload and payload.startswith(entry_transfer.PREFIX):
        return await entry_transfer.take_over_entry(
            turn, payload.removeprefix(entry_transfer.PREFIX)
        )
    return None


@router.route("start")
async def answer_start(turn: Turn) -> Reply:
    """A start begins nothing anew: it follows the link, or goes on where the person was."""
    return await follow_start_link(turn, turn.payload) or await menu.show_current_screen(turn)
