"""What is forgotten in time: updates that cannot come again, who never decided, old attempts.

And all that has a period of its own, once that is over: see models/core/keeping.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from models.accounts import attempts, console_sessions, processed_updates, roles
from models.core.keeping import Keeping
from models.core.session import Session
from models.privacy.ended import KINDS, KeptKind
from models.privacy.sweeping import sweep_kind

Work = Callable[[Session, datetime, ZoneInfo], Awaitable[dict[str, int]]]


async def delete_expired(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """Forget them; gives how many of each."""
    return {
        "sessions": await console_sessions.delete_old_sessions(session, now),
        "updates": await processed_updates.delete_expired_updates(session, now),
        "undecided": await roles.forget_undecided(session, now),
        "attempts": await attempts.delete_expired_attempts(session, now),
    }


def build_sweeps(keeping: Keeping) -> list[Work]:
    """The work of the sweep: a piece of one kind each, to be committed by itself."""
    return [_piece_of(kind, keeping) for kind in KINDS]


def _piece_of(kind: KeptKind, keeping: Keeping) -> Work:
    async def piece(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
        return {kind.name: await sweep_kind(session, kind, keeping, now)}

    return piece
