"""What is forgotten in time: updates that cannot come again, who never decided, old attempts.

And all that has a period of its own, once that is over: see models/core/keeping.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from models.accounts import attempts, processed_updates, roles
from models.core.keeping import Keeping
from models.core.session import Session
from models.privacy.ended import KINDS, Kind
from models.privacy.sweeping import sweep

Work = Callable[[Session, datetime, ZoneInfo], Awaitable[dict[str, int]]]


async def tidy(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """Forget them; gives how many of each."""
    return {
        "updates": await processed_updates.forget_old(session, now),
        "undecided": await roles.forget_undecided(session, now),
        "attempts": await attempts.forget_old(session, now),
    }


def sweeping_of(keeping: Keeping) -> list[Work]:
    """The work of the sweep: a piece of one kind each, to be committed by itself."""
    return [_piece_of(kind, keeping) for kind in KINDS]


def _piece_of(kind: Kind, keeping: Keeping) -> Work:
    async def piece(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
        return {kind.name: await sweep(session, kind, keeping, now)}

    return piece
