"""What a person is given of what is kept about them, as JSON values."""

from datetime import date, datetime


def iso_text(at: datetime | date | None) -> str | None:
    """A day or a moment as ISO text."""
    return at.isoformat() if at else None
