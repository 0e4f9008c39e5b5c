"""Publishing by the clock: what is due goes out, and what is out is reported."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.notices import publication


async def publish_notices(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:  # noqa: ARG001
    """Freeze the audience of every notice whose time has come; end those that are out."""
    return {
        "planned": await publication.publish_due(session, now),
        "out": await publication.finish_publications(session, now),
    }
