"""Whose conversation a turn is: aiogram's routers, walked once and looked up by the choice.

aiogram itself asks every handler of every router in turn, a thousand filters for an answer in a
form. Here only those are asked, in the same order, whose `Chose` could fit: see the decision 0017.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Filter
from aiogram.types import TelegramObject

from dialogue.core.reply import Answer
from handlers.core.house import house
from handlers.core.routing import Chose
from handlers.core.turn import Turn


def filters_of(handler: HandlerObject) -> tuple[Filter, ...]:
    """The filters that a handler was registered with.

    Raises:
        TypeError: one is of another sort than ours, and would not be asked.
    """
    asked = tuple(one.callback for one in handler.filters or ())
    if not all(isinstance(one, Filter) for one in asked):
        raise TypeError(asked)
    return cast("tuple[Filter, ...]", asked)


@dataclass(frozen=True)
class Door:
    """A handler, the filters that it asks, and the choices that it is for, where it is for some."""

    handler: Callable[[TelegramObject, Turn], Awaitable[Answer]]
    filters: tuple[Filter, ...]

    @property
    def choices(self) -> tuple[str, ...] | None:
        """None where it is for anything said."""
        chosen = [one.choices for one in self.filters if isinstance(one, Chose)]
        return chosen[0] if chosen else None

    @property
    def heads(self) -> set[str]:
        """What its choices are about: consent of consent:yes."""
        return set(map(_head, self.choices or ()))

    async def opens(self, event: TelegramObject, turn: Turn) -> bool:
        """Whether every filter lets this turn in."""
        for one in self.filters:
            if not await one(event, turn):
                return False
        return True


class Switchboard:
    """Finds the handler of a turn among the routers of a house, and has it answer.

    Handlers answer messages and taps alike, and are all in the routers' message observers
    (handlers.core.routing.answers).
    """

    def __init__(self, whole: Router) -> None:
        doors = [
            Door(handler.callback, filters_of(handler))
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
                    return await door.handler(event, turn)
                except SkipHandler:
                    continue
        return None


def _head(choice: str) -> str:
    """What a choice is about: consent of consent:yes."""
    return choice.partition(":")[0]


@cache
def open_switchboard() -> Switchboard:
    """Over the whole house: one in a process, and without state."""
    return Switchboard(house())
