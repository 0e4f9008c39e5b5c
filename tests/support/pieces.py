"""What is done in pieces, done to its end."""

from collections.abc import Awaitable, Callable
from typing import Any

from models.core.session import Session


async def in_pieces(
    piece: Callable[..., Awaitable[int | None]], session: Session, *given: Any
) -> int:
    """All of them in this transaction; gives the sum of what each did."""
    total = 0
    while (done := await piece(session, *given)) is not None:
        total += done
    return total
