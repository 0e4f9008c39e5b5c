"""The routes of the console, by domain: what reads, and what acts."""

from collections.abc import Callable
from dataclasses import dataclass, field

from console.core.office import Work


@dataclass(frozen=True)
class Route:
    """A page: its method and address, such as /people/{id}; one that `acts` may write."""

    method: str
    path: str
    work: Work
    acts: bool = False


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
        return self._add("GET", path, acts=False)

    def act(self, path: str) -> Callable[[Work], Work]:
        """What is sent by a form of a page; it is given a writing transaction."""
        return self._add("POST", path, acts=True)

    def _add(self, method: str, path: str, *, acts: bool) -> Callable[[Work], Work]:
        def register(work: Work) -> Work:
            self.routes.append(Route(method, path, work, acts))
            return work

        return register
