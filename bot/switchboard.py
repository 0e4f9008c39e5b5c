"""Whose conversation a turn is: aiogram's routers, walked once and looked up by the choice.

aiogram itself asks every handler of every router in turn, a thousand filters for an answer in a
form. Here only those are asked, in the same order, whose `Chose` could fit: see the decision 0016.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.types import TelegramObject

from dialogue.message import Answer
from handlers.house import house
from handlers.routing import Chose
from handlers.turn import Turn


@dataclass(frozen=True)
class Door:
    """A handler, and the choices that it is for: None is for anything said."""

    observer: TelegramEventObserver
    handler: HandlerObject
    choices: frozenset[str] | None

    @property
    def heads(self) -> set[str]:
        """What stands before the first colon of its choices."""
        return set(map(_head, self.choices or ()))

    async def opens(self, event: TelegramObject, turn: Turn) -> bool:
        """Whether the router and the handler let this turn in."""
        entered, _ = await self.observer.check_root_filters(event, turn=turn)
        if not entered:
            return False
        fits, _ = await self.handler.check(event, turn=turn)
        return fits


class Switchboard:
    """Finds the handler of a turn among the routers of a house, and has it answer.

    Handlers answer messages and taps alike (handlers.routing.answers), so that the routers'
    message observers tell all there is.
    """

    def __init__(self, whole: Router) -> None:
        doors = [
            Door(router.message, handler, _choices(handler))
            for router in whole.sub_routers
            for handler in router.message.handlers
        ]
        heads = {head for door in doors for head in door.heads}
        self._anything = [door for door in doors if door.choices is None]
        self._by_head = {
            head: [door for door in doors if door.choices is None or head in door.heads]
            for head in heads
        }

    async def answer(self, event: TelegramObject, turn: Turn) -> Answer | None:
        """What the first handler says that lets the turn in and does not skip it."""
        for door in self._by_head.get(_head(turn.choice or ""), self._anything):
            if await door.opens(event, turn):
                try:
                    answer: Answer = await door.handler.call(event, turn=turn)
                except SkipHandler:
                    continue
                return answer
        return None


def _head(choice: str) -> str:
    """What a choice is about: consent of consent:yes."""
    return choice.partition(":")[0]


def _choices(handler: HandlerObject) -> frozenset[str] | None:
    chosen: list[Any] = [f.callback for f in handler.filters or () if isinstance(f.callback, Chose)]
    return frozenset(chosen[0].choices) if chosen else None


@cache
def open_switchboard() -> Switchboard:
    """Over the whole house: one in a process, and without state."""
    return Switchboard(house())
