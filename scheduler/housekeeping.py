"""What is forgotten in time: updates that cannot come again, who never decided, old attempts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from models import attempts, role, seen


async def tidy(session: AsyncSession, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """Forget them; gives how many of each."""
    return {
        "updates": await seen.forget_old(session, now),
        "undecided": await role.forget_undecided(session, now),
        "attempts": await attempts.forget_old(session, now),
    }
