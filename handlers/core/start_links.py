"""Links with a payload, and /start. Each domain registers the links that it answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from dialogue.core.reply import Reply
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn

Open: TypeAlias = Callable[[Turn, str], Awaitable[Reply]]


@dataclass(frozen=True)
class StartLink:
    """Links whose payload begins with `prefix`; `open` is given the rest of the payload.

    `needs_consent`: a newcomer agrees to be registered first. `command` stands for the bare link.
    """

    prefix: str
    open: Open
    needs_consent: bool = True
    command: str | None = None


START_LINKS: list[StartLink] = []

router = Router()


def register(link: StartLink) -> None:
    """Answer these links from now on."""
    START_LINKS.append(link)


def find_start_link(payload: str | None) -> StartLink | None:
    """The links that a payload belongs to."""
    return next((link for link in START_LINKS if (payload or "").startswith(link.prefix)), None)


def followed_payload(turn: Turn) -> str | None:
    """The payload of the link that was followed, or that a command stands for."""
    bare = (link.prefix for link in START_LINKS if link.command and link.command == turn.choice)
    return turn.payload or next(bare, None)


async def follow_start_link(turn: Turn, payload: str | None) -> Reply | None:
    """What a link leads to; None where it leads nowhere."""
    turn.person.came_with = None
    link = find_start_link(payload)
    return await link.open(turn, (payload or "").removeprefix(link.prefix)) if link else None


@router.route("start")
async def answer_start(turn: Turn) -> Reply:
    """A start begins nothing anew: it follows the link, or goes on where the person was."""
    return await follow_start_link(turn, turn.payload) or await menu.show_current_screen(turn)
