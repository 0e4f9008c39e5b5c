"""Imports that their driver left, as when its process ended: the clock goes on with them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.labourers.imports import progress


async def look_for_left_imports(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """The first piece of one that was left."""
    done = await progress.step_left_import(session, now)
    return {"pieces": int(done is not None)}


async def go_on_with_import(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """The next piece; no counts where no import is left."""
    done = await progress.step_left_import(session, now)
    return {} if done is None else {"pieces": 1}
