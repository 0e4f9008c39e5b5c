"""Pages of what is too much for one screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from models.core.session import Session

SIZE = 20
# Beyond it no list of ours goes; an old or forged button asks for more at most.
LAST = 10_000

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Page(Generic[T]):
    """What is on a page, which page it is, and whether there is another after it."""

    items: Sequence[T]
    number: int = 1
    more: bool = False

    def of(self, make: Callable[[T], U]) -> "Page[U]":
        """The same page of something else."""
        return Page([make(item) for item in self.items], self.number, self.more)


def within(wanted: int) -> int:
    """A page that can be asked for."""
    return min(max(wanted, 1), LAST)


async def rows(session: Session, query: Any, wanted: int = 1, size: int = SIZE) -> Page[Any]:
    """One page of a query that is in order; beyond the last page the first one."""
    page = within(wanted)
    found = (await session.exec(query.offset((page - 1) * size).limit(size + 1))).all()
    if not found and page > 1:
        return await rows(session, query, 1, size)
    return Page(found[:size], page, len(found) > size)


def cut(everything: Sequence[T], wanted: int = 1, size: int = SIZE) -> Page[T]:
    """The nearest page of what is there already."""
    page = min(within(wanted), max(1, -(-len(everything) // size)))
    return Page(everything[(page - 1) * size : page * size], page, len(everything) > page * size)
