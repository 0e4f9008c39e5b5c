"""Whatever nobody else answered: never met with silence."""

from aiogram import Router
from aiogram.types import Message

from dialogue.message import Answer
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


@answers(router, lambda event, turn: bool(turn.choice and turn.choice.startswith("/")))  # noqa: ARG005
async def unknown_command(turn: Turn) -> Answer:
    """A command that does not exist."""
    return await menu.before(turn, Refusal("command_unknown"))


@answers(router, lambda event, turn: turn.choice is not None)  # noqa: ARG005
async def stale(turn: Turn) -> Answer:
    """A button that is no more, or not for this person."""
    return await menu.stale(turn)


@answers(router)
async def anything(turn: Turn) -> Answer:
    """Words that fit nothing get the menu."""
    return await menu.before(turn, Refusal("menu_instead"))
