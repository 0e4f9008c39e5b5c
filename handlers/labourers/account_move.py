"""A code for a new phone account is stopped: by whoever has the account of before, or by staff."""

from dialogue.core.reply import Reply
from dialogue.labourers import staff_entries as screens
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.labourers import account_move

router = Router()


@router.route("move:{id}:stop")
async def stop_move(turn: Turn, id: int) -> Reply:
    """It was not they who asked for a code."""
    refused = await account_move.stop_move(turn.session, turn.actor, id)
    said = None if refused else turn.speech(screens.STOPPED)
    return await menu.show_menu(turn, refused, said)
