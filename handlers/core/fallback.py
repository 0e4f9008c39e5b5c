"""Whatever nobody else answered: never met with silence."""

from dialogue.core.reply import Answer
from dialogue.core.user_input import Typed
from handlers.core import menu
from handlers.core.router import EDITED, Router
from handlers.core.turn import Turn
from models.core.refusal import Refusal

router = Router()


@router.route(EDITED)
async def edited(turn: Turn) -> Answer:
    """A message changed afterwards: what it said first holds."""
    return await menu.before(turn, Refusal("edited"))


@router.anything()
async def anything(turn: Turn) -> Answer:
    """Words that fit nothing get the menu; so do unknown commands, and buttons that are no more."""
    if turn.choice is None:
        return await menu.before(turn, Refusal("menu_instead"))
    if isinstance(turn.said, Typed) and turn.said.text.startswith("/"):
        return await menu.before(turn, Refusal("command_unknown"))
    return await menu.stale(turn)
