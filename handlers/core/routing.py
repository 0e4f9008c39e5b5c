"""How a handler says what it answers to, and who may enter its router."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import TelegramObject

from dialogue.core.reply import Answer
from handlers.core.turn import Turn
from models.core.vocabulary import RoleName

# What stands for a choice where a message was changed afterwards.
EDITED = "edited"
# What the store can count to.
LONGEST_NUMBER = 18

Handler: TypeAlias = Callable[[Turn], Coroutine[Any, Any, Answer]]


class Chose(Filter):
    """What was chosen is one of these, or begins with one that ends in a colon."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    async def __call__(self, event: TelegramObject, turn: Turn) -> bool:  # noqa: ARG002
        """Whether it is."""
        chosen = turn.choice
        return chosen is not None and any(
            chosen.startswith(c) if c.endswith(":") else chosen == c for c in self.choices
        )


class Holds(Filter):
    """The account has one of these roles."""

    def __init__(self, *roles: RoleName) -> None:
        self.roles = roles

    async def __call__(self, event: TelegramObject, turn: Turn) -> bool:  # noqa: ARG002
        """Whether it has."""
        return any(role in turn.roles for role in self.roles)


# The filters that a router's handlers have in common.
ENTRANCES: dict[Router, tuple[Filter, ...]] = {}


def open_to(router: Router, *filters: Filter) -> Router:
    """Let only those updates in; said before the router's handlers are, which take it over."""
    assert not router.message.handlers
    ENTRANCES[router] = filters
    return router


def answers(router: Router, *filters: Filter) -> Callable[[Handler], Handler]:
    """The handler answers messages and taps that pass the filters."""

    def register(handler: Handler) -> Handler:
        name = f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"

        async def answer(event: TelegramObject, turn: Turn) -> Answer:  # noqa: ARG001
            turn.handler = name
            return await handler(turn)

        passed = (*ENTRANCES.get(router, ()), *filters)
        # For taps too: bot.turns.switchboard reads one list of handlers, whatever kind of
        # update comes.
        router.message.register(answer, *passed)
        return handler

    return register


def record(choice: str | None, prefix: str = "") -> tuple[int, str]:
    """The number of a record and the step that a choice bears; 0, which none has, for no number."""
    number, _, step = (choice or "").removeprefix(prefix).partition(":")
    return (int(number) if number.isdecimal() and len(number) <= LONGEST_NUMBER else 0), step


def page_of(step: str) -> int:
    """The page that a choice bears at its end; the first one where it bears none."""
    return record(step)[0] or 1


def chosen(router: Router, *choices: str) -> Callable[[Handler], Handler]:
    """The handler answers these choices, whether tapped, typed by number, or sent as a command."""
    return answers(router, Chose(*choices))
