"""The ledger in pieces by the labourers' numbers, which are never given twice."""

from typing import Any

from sqlmodel import and_, col, func, select

from models.core.session import Session
from models.labourers.labourer import Labourer

# So many numbers are looked at in one transaction; on either store that is some 10 ms.
PIECE = 250


async def get_number_bounds(session: Session) -> tuple[int, int]:
    """The first and the last number of a labourer; 0 where there is none."""
    # Each by the index: asked for together, SQLite would read all numbers.
    first, last = [
        (await session.exec(select(end(Labourer.id)))).one() or 0 for end in (func.min, func.max)
    ]
    return first, last


def numbers_after(reached: int, last: int) -> range:
    """The numbers of the next piece."""
    return range(reached + 1, min(reached + PIECE, last) + 1)


async def get_next_numbers(session: Session, reached: int) -> tuple[range, int | None]:
    """The same, up to the last number there is; and how far one has come then, None at the end."""
    first, last = await get_number_bounds(session)
    numbers = numbers_after(max(reached, first - 1), last)
    return numbers, numbers.stop - 1 if numbers.stop <= last else None


def is_within(number: Any, numbers: range) -> Any:
    """The condition that a column is one of these numbers."""
    return and_(col(number) >= numbers.start, col(number) < numbers.stop)
