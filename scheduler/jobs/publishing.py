"""Publishing by the clock: what is due goes out, and what is out is reported."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.notices import publication


async def publish_notices(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """Begin to publish what is due; end what is out."""
    return {
        "planned": await publication.publish_due(session, now),
        "out": await publication.finish_publications(session, now),
    }


async def freeze_piece(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """Freeze the next piece of an audience; no counts where all are frozen."""
    planned = await publication.freeze_piece(session, now)
    return {} if planned is None else {"planned": planned}
