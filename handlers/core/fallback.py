"""Whatever nobody else answered: never met with silence."""

from aiogram import Router

from dialogue.core.reply import Answer
from dialogue.core.user_input import Typed
from handlers.core import menu
from handlers.core.routing import EDITED, answers, chosen
from handlers.core.turn import Turn
from models.core.refusal import Refusal

router = Router(name="anything")


@chosen(router, EDITED)
async def edited(turn: Turn) -> Answer:
    """A message changed afterwards: what it said first holds."""
    return await menu.before(turn, Refusal("edited"))


@answers(router)
async def anything(turn: Turn) -> Answer:
    """Words that fit nothing get the menu; so do unknown commands, and buttons that are no more."""
    if turn.choice is None:
        return await menu.before(turn, Refusal("menu_instead"))
    if isinstance(turn.said, Typed) and turn.said.text.startswith("/"):
        return await menu.before(turn, Refusal("command_unknown"))
    return await menu.stale(turn)
