"""The routes of the console, by domain: what reads, and what acts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum, auto

from console.core.office import Work


class Way(StrEnum):
    """By the reading engine; in one transaction that writes; or in transactions of its own."""

    LOOKS = auto()
    ACTS = auto()
    DRIVES = auto()


@dataclass(frozen=True)
class Route:
    """A page: its method and address, such as /people/{id}, and how it uses the store."""

    method: str
    path: str
    work: Work
    way: Way


@dataclass(frozen=True)
class Link:
    """A line of the navigation; `label` is a message id."""

    order: int
    path: str
    label: str


@dataclass
class Pages:
    """The pages of one domain."""

    links: tuple[Link, ...] = ()
    routes: list[Route] = field(default_factory=list)

    def look(self, path: str) -> Callable[[Work], Work]:
        """A page that only reads; it is given a session of the reading engine."""
        return self._add("GET", path, Way.LOOKS)

    def act(self, path: str) -> Callable[[Work], Work]:
        """What is sent by a form of a page; it is given a writing transaction."""
        return self._add("POST", path, Way.ACTS)

    def drive(self, path: str) -> Callable[[Work], Work]:
        """What a form sends that takes long: it makes its own transactions, a piece each.

        The session of its view has ended.
        """
        return self._add("POST", path, Way.DRIVES)

    def _add(self, method: str, path: str, way: Way) -> Callable[[Work], Work]:
        def register(work: Work) -> Work:
            self.routes.append(Route(method, path, work, way))
            return work

        return register
