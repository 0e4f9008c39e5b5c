"""Publishing by the clock: what is due goes out, and what is out is reported."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.notices import cancellation, publication


async def publish_notices(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """Begin to publish what is due, and to take back what is cancelled; end what is out."""
    return {
        "planned": await publication.publish_due(session, now),
        "out": await publication.finish_publications(session, now),
        "told": await cancellation.withhold_piece(session, now) or 0,
    }


async def do_piece(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """The next piece of what is cancelled, or else of an audience; no counts where none is left."""
    told = await cancellation.withhold_piece(session, now)
    if told is not None:
        return {"told": told}
    planned = await publication.freeze_piece(session, now)
    return {} if planned is None else {"planned": planned}
