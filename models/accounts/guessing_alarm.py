"""The alarm: when many known ID numbers or wrong codes are entered, the office hears of it.

Nobody is refused for it, and nothing is void by it: the people who are right notice nothing.
"""

import datetime as dt
from enum import IntEnum

from models.accounts import attempts, roles
from models.accounts.attempts import (
    KNOWN_NUMBERS,
    KNOWN_NUMBERS_OF_ALL,
    REFUSED_NUMBERS_OF_ALL,
    WRONG_CODES_OF_ALL,
)
from models.core import audit, once
from models.core.audit import Act
from models.core.session import Session
from models.outbox import outbox
from models.outbox.message_type import Topic

RUNG_EVERY = dt.timedelta(hours=1)
# After that it is no news any more.
OVER_AFTER = dt.timedelta(hours=12)


class GuessedThing(IntEnum):
    """What somebody seems to guess; the round of the outbox's row."""

    NUMBERS = 0
    CODES = 1


async def ring_guessing_alarm(session: Session, now: dt.datetime) -> int:
    """Tell all staff, at most once an hour for each of the two; gives how many are told."""
    hour = int(now.timestamp() // RUNG_EVERY.total_seconds())
    told = 0
    for what in await _much(session, now):
        if await once.is_first_time(session, f"guess {what.name}".lower(), hour):
            audit.record(session, now, Act.ALARMED, by=None)
            told += await _tell(session, what, hour, now)
    return told


async def _much(session: Session, now: dt.datetime) -> list[GuessedThing]:
    """What was tried more than people do who are right."""
    of_one = await attempts.get_highest_count(session, KNOWN_NUMBERS, now)
    of_all = await attempts.count_attempts(session, KNOWN_NUMBERS_OF_ALL, now)
    refused = await attempts.count_attempts(session, REFUSED_NUMBERS_OF_ALL, now)
    codes = await attempts.count_attempts(session, WRONG_CODES_OF_ALL, now)
    much = {
        GuessedThing.NUMBERS: of_one >= KNOWN_NUMBERS.most
        or of_all >= KNOWN_NUMBERS_OF_ALL.most
        or refused >= REFUSED_NUMBERS_OF_ALL.most,
        GuessedThing.CODES: codes >= WRONG_CODES_OF_ALL.most,
    }
    return [what for what, is_so in much.items() if is_so]


async def _tell(session: Session, what: GuessedThing, hour: int, now: dt.datetime) -> int:
    staff = await roles.list_staff(session)
    for account in staff:
        row = outbox.new_row(
            Topic.GUESSES, hour, now, account=account, round_=what, expires=now + OVER_AFTER
        )
        await outbox.plan_row(session, row)
    return len(staff)
