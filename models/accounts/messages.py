"""What staff are told of accounts, and of their own sessions at the console."""

import datetime as dt

from models.accounts.message_recipients import is_staff
from models.outbox.message_type import SOON, DueRow, MessageType, declare

# Told later it would be of a session that has ended by itself.
TOLD_WITHIN = dt.timedelta(hours=12)


async def _is_recent(due: DueRow) -> bool:
    """Whether it was opened lately: an old one has ended by itself."""
    return due.now - due.row.planned_at < TOLD_WITHIN


SIGNED_IN = declare(MessageType("console", SOON, _is_recent, at_night=True, interrupts=True))
GUESSING = declare(MessageType("guesses", SOON, is_staff))
