"""Routes: which handler answers what was chosen, by whole paths such as review:{id}:approve.

A path is the choice of a button or a command. `{id}` and `{page}` stand for numbers, `{rest}` for
all that follows, any other name for one word. Routes are tried in the order of the house.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from dialogue.core.reply import Reply
from handlers.core.turn import Turn
from models.core.vocabulary import RoleName

# What stands for a choice where a message was changed afterwards.
EDITED = "edited"
# What the store can count to.
LONGEST_NUMBER = 18
# What a parameter is where no such number was given: no record has 0.
NUMBERS = {"id": 0, "page": 1}

Handler: TypeAlias = Callable[..., Awaitable[Reply]]
Guard: TypeAlias = Callable[[Turn], Awaitable[bool]]
Load: TypeAlias = Callable[[Turn, int], Awaitable[Any]]
H = TypeVar("H", bound=Handler)


class PassOn(Exception):
    """A handler leaves the turn to the routes after its own."""


def parse_number(text: str) -> int:
    """The number of a record; 0, which no record has, for anything else."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def record(choice: str | None, prefix: str = "") -> tuple[int, str]:
    """The number of a record and the step that a choice bears."""
    given, _, step = (choice or "").removeprefix(prefix).partition(":")
    return parse_number(given), step


def page_of(step: str) -> int:
    """The page that a choice bears at its end; the first one where it bears none."""
    return record(step)[0] or 1


@dataclass(frozen=True)
class Redirect(Reply):
    """The answer is that of another path, as if it had been chosen: one domain opens another's."""

    path: str = ""


@dataclass(frozen=True)
class Route:
    """A handler and what leads to it; without a path, anything said does."""

    handler: Handler
    path: str | None
    roles: tuple[RoleName, ...]
    guards: tuple[Guard, ...]
    load: Load | None
    pattern: re.Pattern[str]

    @property
    def head(self) -> str | None:
        """The first word of its path."""
        return self.path and self.path.partition(":")[0]

    @property
    def name(self) -> str:
        """Its handler, for the log: notices.manage.publish."""
        return f"{self.handler.__module__.removeprefix('handlers.')}.{self.handler.__name__}"

    async def fits(self, turn: Turn) -> dict[str, Any] | None:
        """The parameters of the path where this turn may take it."""
        found = self.pattern.fullmatch(turn.choice or "")
        if found is None or (self.roles and not any(role in turn.roles for role in self.roles)):
            return None
        for guard in self.guards:
            if not await guard(turn):
                return None
        return {
            key: parse_number(text) or NUMBERS[key] if key in NUMBERS else text
            for key, text in found.groupdict().items()
        }

    async def answer(self, turn: Turn, given: dict[str, Any]) -> Reply:
        """What the handler says, or the loader where the record is not to be had."""
        turn.handler = self.name
        if self.load is None:
            return await self.handler(turn, **given)
        record = await self.load(turn, given.pop("id"))
        return record if isinstance(record, Reply) else await self.handler(turn, record, **given)


def _pattern(path: str | None) -> re.Pattern[str]:
    """What the choices of a path look like; one that ends in a colon is only the beginning."""
    if path is None or path.endswith(":"):
        return re.compile(re.escape(path or "") + ".*", re.DOTALL)
    parts = re.split(r"\{(\w+)\}", path)
    named = [f"(?P<{name}>{'.*' if name == 'rest' else '[^:]*'})" for name in parts[1::2]]
    fixed = [re.escape(part) for part in parts[::2]]
    return re.compile("".join(map("".join, zip(fixed, [*named, ""], strict=True))), re.DOTALL)


class Router:
    """The routes of one conversation: for these roles only, and where every guard lets in."""

    def __init__(self, *roles: RoleName, guards: tuple[Guard, ...] = ()) -> None:
        self.routes: list[Route] = []
        self._roles, self._guards = roles, guards

    def route(self, *paths: str) -> Callable[[H], H]:
        """The handler answers these choices, whether tapped, typed by number, or a command."""
        return self._add(paths)

    def anything(self, *guards: Guard) -> Callable[[H], H]:
        """The handler answers whatever is said or chosen, where these guards let in too."""
        return self._add([None], guards=guards)

    def about(self, record: str, load: Load) -> Callable[..., Callable[[H], H]]:
        """Routes about one record, review:{id}, whose handlers are given what `load` finds.

        `load` is given the turn and the number; where it gives an Answer, that is the answer.
        """

        def steps(*paths: str) -> Callable[[H], H]:
            return self._add([f"{record}:{path}" if path else record for path in paths], load)

        return steps

    def _add(
        self, paths: Iterable[str | None], load: Load | None = None, guards: tuple[Guard, ...] = ()
    ) -> Callable[[H], H]:
        def register(handler: H) -> H:
            self.routes += [
                Route(handler, path, self._roles, (*self._guards, *guards), load, _pattern(path))
                for path in paths
            ]
            return handler

        return register


class RouteTable:
    """All routes, in order; looked up by the first word of a choice."""

    def __init__(self, routers: Iterable[Router]) -> None:
        self.routes = [route for router in routers for route in router.routes]
        self._any = [route for route in self.routes if route.path is None]
        self._by_head = {
            head: [route for route in self.routes if route.path is None or route.head == head]
            for head in {route.head for route in self.routes}
        }

    async def answer(self, turn: Turn) -> Reply | None:
        """What the first handler says that the turn may reach and that does not leave it."""
        head = (turn.choice or "").partition(":")[0]
        for route in self._by_head.get(head, self._any):
            given = await route.fits(turn)
            if given is None:
                continue
            try:
                reply = await route.answer(turn, given)
            except PassOn:
                continue
            if not isinstance(reply, Redirect):
                return reply
            turn.choice = reply.path
            return await self.answer(turn)
        return None
