"""Links with a payload: an invitation, a claim to an entry, the code at a door; and /start."""

from aiogram import Router

from dialogue.message import Answer
from handlers import claim, door, invite, menu
from handlers.routing import chosen
from handlers.turn import Turn

router = Router(name="links")


def is_invitation(payload: str | None) -> bool:
    """Whether it is one: it needs no consent to be registered."""
    return bool(payload and payload.startswith(invite.PREFIX))


async def follow(turn: Turn, payload: str | None) -> Answer | None:
    """What a link leads to; None where it leads nowhere."""
    turn.person.came_with = None
    if payload and payload.startswith(invite.PREFIX):
        return await invite.take(turn, payload.removeprefix(invite.PREFIX))
    if payload and payload.startswith(door.PREFIX):
        return await door.scan(turn, payload.removeprefix(door.PREFIX))
    if payload == claim.PREFIX:
        return await claim.ask_code(turn)
    if payload and payload.startswith(claim.PREFIX):
        return await claim.take(turn, payload.removeprefix(claim.PREFIX))
    return None


@chosen(router, "start")
async def start(turn: Turn) -> Answer:
    """A start begins nothing anew: it follows the link, or goes on where the person was."""
    return await follow(turn, turn.payload) or await menu.before(turn)
