"""Whatever nobody else answered: never met with silence."""

from dialogue.core.reply import Reply
from dialogue.core.user_input import Typed
from handlers.core import menu
from handlers.core.router import EDITED, Router
from handlers.core.turn import Turn
from models.core.refusal import Refusal

router = Router()


@router.route(EDITED)
async def answer_edited(turn: Turn) -> Reply:
    """A message changed afterwards: what it said first holds."""
    return await menu.show_current_screen(turn, Refusal("edited"))


@router.anything()
async def answer_anything(turn: Turn) -> Reply:
    """Words that fit nothing get the menu; so do unknown commands, and buttons that are no more."""
    if turn.choice is None:
        return await menu.show_current_screen(turn, Refusal("menu_instead"))
    if isinstance(turn.said, Typed) and turn.said.text.startswith("/"):
        return await menu.show_current_screen(turn, Refusal("command_unknown"))
    return await menu.refuse_stale_button(turn)
