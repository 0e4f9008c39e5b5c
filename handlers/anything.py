"""Whatever nobody else answered: never met with silence."""

from aiogram import Router
from aiogram.types import Message

from dialogue.message import Answer
from dialogue.said import Typed
from handlers import arrival, menu
from handlers.routing import answers
from handlers.turn import Turn
from models.refusal import Refusal

router = Router(name="anything")


@router.edited_message()
async def edited(message: Message, turn: Turn) -> Answer:  # noqa: ARG001
    """A message changed afterwards: what it said first holds."""
    if arrival.is_newcomer(turn):
        return await arrival.arrive(turn)
    return await menu.before(turn, Refusal("edited"))


@answers(router)
async def anything(turn: Turn) -> Answer:
    """Words that fit nothing get the menu; so do unknown commands, and buttons that are no more."""
    if turn.choice is None:
        return await menu.before(turn, Refusal("menu_instead"))
    if isinstance(turn.said, Typed) and turn.said.text.startswith("/"):
        return await menu.before(turn, Refusal("command_unknown"))
    return await menu.stale(turn)
