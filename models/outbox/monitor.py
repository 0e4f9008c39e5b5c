"""Lateness: when what is to go out stands still, the office is told, and again when it flows.

What is held on purpose has a due time to come, or waits for the morning: neither is late.
"""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from models.accounts import roles
from models.core import once
from models.core.calendar import local_moment
from models.core.once import DoneOnce
from models.core.quiet_hours import UNTIL, is_quiet
from models.core.session import Session
from models.outbox import outbox
from models.outbox.message_type import RowState, Topic
from models.outbox.outbox import OutboxRow

LATE_AFTER, WELL_BELOW = dt.timedelta(minutes=10), dt.timedelta(minutes=1)
# Told only if it is so a minute later still: after a restart the first look finds much that is due.
CONFIRMED_AFTER = dt.timedelta(minutes=1)
ALARMS = (Topic.LATE, Topic.FLOWS)
# How many rows planned beside the oldest are looked at for whether any went out lately.
BESIDE = 1000
NOTHING = dt.timedelta()


async def get_longest_wait(session: Session, now: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    """How long the row has been due that has waited longest; at night nothing waits."""
    since = [_since(row, now, zone) for row in await _waiting(session, now, zone)]
    return now - min(since) if since else NOTHING


async def get_ages_by_state(
    session: Session, now: dt.datetime, zone: ZoneInfo
) -> dict[RowState, dt.timedelta]:
    """By state of what has not ended, how long the oldest is so; nothing where there is none."""
    claimed, parked = await outbox.get_oldest_leased_and_parked(session)
    return {
        RowState.WAITING: await get_longest_wait(session, now, zone),
        RowState.CLAIMED: now - claimed if claimed else NOTHING,
        RowState.PARKED: now - parked if parked else NOTHING,
    }


async def raise_or_end_alarm(session: Session, now: dt.datetime, zone: ZoneInfo) -> dict[str, int]:
    """Tell all staff that it stands, or who was told that it flows; gives how many are told."""
    rows = [
        row for row in await _waiting(session, now, zone) if not await _moves(session, row, now)
    ]
    longest = max((now - _since(row, now, zone) for row in rows), default=NOTHING)
    alarm = await get_open_alarm(session)
    if alarm is None and longest > LATE_AFTER:
        return {"late": await _raise(session, now), "flows": 0}
    if alarm is not None and longest < WELL_BELOW and not is_quiet(now, zone):
        return {"late": 0, "flows": await _end(session, alarm, now)}
    return {"late": 0, "flows": 0}


async def get_open_alarm(session: Session) -> int | None:
    """The number of the alarm that has not ended; None where all is well."""
    latest = select(func.max(DoneOnce.about)).where(DoneOnce.name == Topic.LATE.value)
    number = (await session.exec(latest)).one()
    if number is None:
        return None
    ended = await session.get(DoneOnce, (Topic.FLOWS.value, number))
    return None if ended else number


async def _waiting(session: Session, now: dt.datetime, zone: ZoneInfo) -> list[OutboxRow]:
    return [] if is_quiet(now, zone) else await outbox.list_oldest_due(session, now, ALARMS)


def _since(row: OutboxRow, now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Since when it could go: not before the morning."""
    return max(row.due_at, local_moment(now.astimezone(zone).date(), UNTIL, zone))


async def _moves(session: Session, row: OutboxRow, now: dt.datetime) -> bool:
    """Whether what was planned beside it goes out: a large publication takes its time."""
    beside = col(OutboxRow.id).between(row.key() - BESIDE, row.key())
    lately = col(OutboxRow.sent_at) > now - LATE_AFTER
    return (
        await session.exec(select(OutboxRow.id).where(beside, lately).limit(1))
    ).first() is not None


async def _raise(session: Session, now: dt.datetime) -> int:
    """At most one alarm in so many minutes as make one late."""
    number = int(now.timestamp() // LATE_AFTER.total_seconds())
    if not await once.is_first_time(session, Topic.LATE, number):
        return 0
    staff = await roles.list_staff(session)
    return await _tell(session, Topic.LATE, number, staff, now + CONFIRMED_AFTER)


async def _end(session: Session, number: int, now: dt.datetime) -> int:
    await once.is_first_time(session, Topic.FLOWS, number)
    told = select(col(OutboxRow.account_id)).where(
        OutboxRow.topic == Topic.LATE,
        OutboxRow.about == number,
        col(OutboxRow.labourer_id).is_(None),
        col(OutboxRow.state).in_((RowState.SENT, RowState.CLAIMED)),
    )
    return await _tell(session, Topic.FLOWS, number, (await session.exec(told)).all(), now)


async def _tell(
    session: Session, topic: Topic, number: int, whom: Iterable[int | None], due: dt.datetime
) -> int:
    accounts = sorted(account for account in whom if account is not None)
    for account in accounts:
        await outbox.plan_row(session, outbox.new_row(topic, number, due, account=account))
    return len(accounts)
