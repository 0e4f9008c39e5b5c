"""Questions that wait for somebody's answer: counted in the menu, and opened from there.

Each domain registers its own.
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from dialogue.core.reply import Reply, say
from dialogue.core.waiting import waiting_message
from handlers.core import menu
from handlers.core.menu_items import MenuItem, registered
from handlers.core.router import Redirect, Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.counting import CountQuery, add_counts, count

SHOWN = 10
LABEL = N_("⏳ Waits for your answer ({count})")


@dataclass(frozen=True)
class WaitingQuestion:
    """One question: when it was asked, in a line, and the path that asks it again."""

    asked_at: dt.datetime
    title: Markup
    path: str


ListQuestions: TypeAlias = Callable[[Turn], Awaitable[list[WaitingQuestion]]]


@dataclass(frozen=True)
class WaitingQuestions:
    """The questions of one domain: how many wait for the person of a turn, and which."""

    count: Callable[[Turn], CountQuery]
    list_questions: ListQuestions


WAITING: list[WaitingQuestions] = []

router = Router()


def register(questions: WaitingQuestions) -> None:
    """Count and list these too."""
    WAITING.append(questions)


def _count(turn: Turn) -> CountQuery | None:
    return add_counts([one.count(turn) for one in WAITING]) if WAITING else None


async def count_waiting(turn: Turn) -> int:
    """How many questions wait for the person."""
    query = _count(turn) if registered(turn) else None
    return await count(turn.session, query) if query else 0


ITEMS = (MenuItem(5, "waiting", "", registered, _count, LABEL, group=MenuGroup.OWN),)
REQUESTS = {"waiting": "waiting"}


@router.route("waiting")
async def show_waiting(turn: Turn) -> Reply:
    """The only one at once; of several a list, the newest first."""
    if not registered(turn):
        return await menu.show_menu(turn)
    found = [one for domain in WAITING for one in await domain.list_questions(turn)]
    found.sort(key=lambda one: one.asked_at, reverse=True)
    if not found:
        return await menu.show_menu(turn, said=turn.speech(N_("Nothing waits for your answer.")))
    if len(found) == 1:
        return Redirect(path=found[0].path)
    await drafts.put_aside(turn.session, turn.account)
    return say(waiting_message(turn.speech, [(one.path, one.title) for one in found[:SHOWN]]))
