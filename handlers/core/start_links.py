"""Links with a payload, and /start. Each domain registers the links that it answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from dialogue.core.reply import Reply
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import onboarding

Open: TypeAlias = Callable[[Turn, str], Awaitable[Reply]]


@dataclass(frozen=True)
class LinkHandler:
    """Links whose payload begins with `prefix`; `open` is given the rest of the payload.

    `needs_consent`: a newcomer agrees to be registered first. `command` stands for the bare link.
    """

    prefix: str
    open: Open
    needs_consent: bool = True
    command: str | None = None


LINK_HANDLERS: list[LinkHandler] = []

router = Router()


def register(link: LinkHandler) -> None:
    """Answer these links from now on."""
    LINK_HANDLERS.append(link)


def find_link_handler(payload: str | None) -> LinkHandler | None:
    """The links that a payload belongs to."""
    return next((link for link in LINK_HANDLERS if (payload or "").startswith(link.prefix)), None)


def followed_payload(turn: Turn) -> str | None:
    """The payload of the link that was followed, or that a command stands for."""
    bare = (link.prefix for link in LINK_HANDLERS if link.command and link.command == turn.choice)
    return turn.payload or next(bare, None)


async def follow_start_link(turn: Turn, payload: str | None) -> Reply | None:
    """What a link leads to; None where it leads nowhere."""
    onboarding.forget_start_link(turn.actor)
    link = find_link_handler(payload)
    return await link.open(turn, (payload or "").removeprefix(link.prefix)) if link else None


@router.route("start")
async def answer_start(turn: Turn) -> Reply:
    """A start begins nothing anew: it follows the link, or goes on where the person was."""
    return await follow_start_link(turn, turn.payload) or await menu.show_current_screen(turn)
