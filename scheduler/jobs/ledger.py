"""The ledger by the clock: the month's snapshot, and the checks of each night, in pieces."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from models.core import once
from models.core.session import Session
from models.labourers import snapshots
from models.labourers.ledger_checks.running import check_piece
from models.labourers.working_age import WorkingAge

# In the county's zone. What was off then is made up for once, in the same small pieces.
CHECKED_FROM = time(1)
CHECKED = "checks"


async def begin_snapshot(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """What the pieces add up to."""
    return {"months": 0}


async def take_snapshot(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """The next people of the month; nothing once all are there."""
    taken = await snapshots.take_snapshot_piece(session, now, zone)
    return {"months": taken} if taken else {}


class NightlyChecks:
    """The checks of one night. How far they came is not kept: begun anew they change nothing."""

    def __init__(self, rules: Sequence[WorkingAge]) -> None:
        self._rules, self._reached, self._night = rules, 0, 0

    async def begin(self, session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG002
        """What the pieces add up to."""
        return {"found": 0, "settled": 0}

    async def check(self, session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
        """The next people of this day; nothing before its hour, or once all were looked at."""
        local = now.astimezone(zone)
        night = int(f"{local:%Y%m%d}")
        if local.time() < CHECKED_FROM or await once.is_done(session, CHECKED, night):
            return {}
        if night != self._night:
            self._night, self._reached = night, 0
        piece = await check_piece(session, self._rules, now, zone, self._reached)
        if piece.reached is None:
            await once.is_first_time(session, CHECKED, night)
            return {}
        self._reached = piece.reached
        return {"found": piece.opened, "settled": piece.closed}
