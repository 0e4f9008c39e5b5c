"""Routes: which handler answers a choice, by whole paths such as review:{id}:approve.

A path is the choice of a button or a command. `{id}` and `{page}` stand for numbers, `{rest}` for
all that follows, any other name for one word. Routes are tried in the order of the table.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

from dialogue.core.reply import Reply
from handlers.core.turn import Turn
from models.core.vocabulary import RoleName

PARAMETER = re.compile(r"\{(\w+)\}")
# The store counts to eighteen digits.
PATTERNS = {"id": "[0-9]{1,18}", "page": "[^:]*", "rest": ".*"}

Handler: TypeAlias = Callable[..., Awaitable[Reply]]
Guard: TypeAlias = Callable[[Turn], Awaitable[bool]]
Load: TypeAlias = Callable[[Turn, int], Awaitable[Any]]
H = TypeVar("H", bound=Handler)


class PassOn(Exception):
    """A handler leaves the turn to the routes after its own."""


@dataclass(frozen=True)
class Redirect(Reply):
    """The answer is that of another path, as if it had been chosen: one domain opens another's."""

    path: str = ""


@dataclass(frozen=True)
class Route:
    """A handler and the path that leads to it; without a path, any input does.

    The handler is given what `load` finds for the number of the record, or the number itself.
    """

    handler: Handler
    path: str | None = None
    roles: tuple[RoleName, ...] = ()
    guards: tuple[Guard, ...] = ()
    load: Load | None = None

    @cached_property
    def name(self) -> str:
        """Its handler, for the log: notices.manage.publish."""
        return f"{self.handler.__module__.removeprefix('handlers.')}.{self.handler.__name__}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _compile(self.path or "{rest}")

    async def match(self, turn: Turn) -> dict[str, Any] | None:
        """The parameters of the path; None where this turn may not take it."""
        found = self.pattern.fullmatch(turn.choice or "") if self.path is not None else None
        if self.path is not None and found is None:
            return None
        if self.roles and not any(role in turn.roles for role in self.roles):
            return None
        for guard in self.guards:
            if not await guard(turn):
                return None
        return {key: _parse(key, text) for key, text in found.groupdict().items()} if found else {}

    async def answer(self, turn: Turn, given: dict[str, Any]) -> Reply:
        """The handler's reply, or the loader's where the record is not to be had."""
        turn.handler = self.name
        if self.load is None:
            return await self.handler(turn, **given)
        record = await self.load(turn, given.pop("id"))
        return record if isinstance(record, Reply) else await self.handler(turn, record, **given)


def _compile(path: str) -> re.Pattern[str]:
    """The choices of a path."""
    parts = PARAMETER.split(path)
    parts[::2] = map(re.escape, parts[::2])
    parts[1::2] = [f"(?P<{name}>{PATTERNS.get(name, '[^:]*')})" for name in parts[1::2]]
    return re.compile("".join(parts), re.DOTALL)


class Router:
    """The routes of one conversation: for these roles only, and where every guard lets in."""

    def __init__(self, *roles: RoleName, guards: tuple[Guard, ...] = ()) -> None:
        self.routes: list[Route] = []
        self._roles, self._guards = roles, guards

    def route(self, *paths: str | None, load: Load | None = None) -> Callable[[H], H]:
        """The handler answers these choices, whether tapped, typed by number, or a command."""
        return self._add(paths, self._guards, load)

    def anything(self, *guards: Guard) -> Callable[[H], H]:
        """The handler answers whatever is said or chosen, where these guards let in too."""
        return self._add([None], (*self._guards, *guards))

    def about(self, record: str, load: Load) -> Callable[..., Callable[[H], H]]:
        """Routes about one record, such as review:{id}, whose handlers are given the record.

        `load` is given the turn and the number; a Reply that it gives is the answer.
        """
        return lambda *paths: self.route(
            *(f"{record}:{path}" if path else record for path in paths), load=load
        )

    def _add(
        self, paths: Iterable[str | None], guards: tuple[Guard, ...], load: Load | None = None
    ) -> Callable[[H], H]:
        def register(handler: H) -> H:
            self.routes += [Route(handler, path, self._roles, guards, load) for path in paths]
            return handler

        return register


class RouteTable:
    """All routes, in order; looked up by the first word of a choice."""

    def __init__(self, routers: Iterable[Router]) -> None:
        self.routes = [route for router in routers for route in router.routes]
        self._any = [route for route in self.routes if route.path is None]
        heads = {route.path.partition(":")[0] for route in self.routes if route.path}
        self._by_head = {head: [r for r in self.routes if _begins(r, head)] for head in heads}

    async def answer(self, turn: Turn) -> Reply | None:
        """The reply of the first handler that the turn may reach and that does not pass it on."""
        head = (turn.choice or "").partition(":")[0]
        for route in self._by_head.get(head, self._any):
            given = await route.match(turn)
            if given is None:
                continue
            try:
                reply = await route.answer(turn, given)
            except PassOn:
                continue
            if not isinstance(reply, Redirect):
                return reply
            turn.choice = reply.path
            return _after(reply, await self.answer(turn))
        return None


def _after(redirect: Redirect, reply: Reply | None) -> Reply | None:
    """What was to be said on the way comes first."""
    if reply is None:
        return None
    return replace(
        reply,
        messages=(*redirect.messages, *reply.messages),
        toast=reply.toast or redirect.toast,
        marks=(*reply.marks, *redirect.marks),
    )


def _parse(key: str, text: str) -> int | str:
    """The first page is 1, whatever an old button asks for."""
    if key == "page":
        return max(parse_number(text), 1)
    return int(text) if key == "id" else text


def _begins(route: Route, head: str) -> bool:
    """Whether a route's path begins with this word, or with any."""
    return route.path is None or route.path.partition(":")[0] == head


def parse_number(text: str) -> int:
    """The number of a record; 0, which no record has, for anything else."""
    return int(text) if re.fullmatch(PATTERNS["id"], text) else 0
