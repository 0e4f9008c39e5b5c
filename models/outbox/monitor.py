"""Lateness: when what is to go out stands still, the office is told, and again when it flows.

What is held on purpose has a due time to come, or waits for the morning: neither is late.
"""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterable
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from models.core import once
from models.core.quiet_hours import is_quiet, last_opened
from models.core.session import Session
from models.outbox import outbox
from models.outbox.message_type import MessageType
from models.outbox.messages import DELIVERY_LATE, DELIVERY_RESUMED, get_open_alarm
from models.outbox.row import OutboxRow, RowState

LATE_AFTER, WELL_BELOW = dt.timedelta(minutes=10), dt.timedelta(minutes=1)
# Told only if it is so a minute later still: after a restart the first look finds much that is due.
CONFIRMED_AFTER = dt.timedelta(minutes=1)
ALARMS = (DELIVERY_LATE, DELIVERY_RESUMED)
# How many rows planned beside the oldest are looked at for whether any went out lately.
BESIDE = 1000
NOTHING = dt.timedelta()

ListStaff = Callable[[Session], Awaitable[Iterable[int]]]


async def get_longest_wait(session: Session, now: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    """How long the row has been due that has waited longest; at night nothing waits."""
    since = [_since(row, now, zone) for row in await _waiting(session, now, zone)]
    return now - min(since) if since else NOTHING


async def get_ages_by_state(
    session: Session, now: dt.datetime, zone: ZoneInfo
) -> dict[RowState, dt.timedelta]:
    """By state of what has not ended, how long the oldest is so; nothing where there is none."""
    leased, parked = await outbox.get_oldest_leased_and_parked(session)
    return {
        RowState.WAITING: await get_longest_wait(session, now, zone),
        RowState.LEASED: now - leased if leased else NOTHING,
        RowState.PARKED: now - parked if parked else NOTHING,
    }


async def raise_or_end_alarm(
    session: Session, now: dt.datetime, zone: ZoneInfo, list_staff: ListStaff
) -> dict[str, int]:
    """Tell all staff that it stands, or who was told that it flows; gives how many are told."""
    rows = [
        row for row in await _waiting(session, now, zone) if not await _moves(session, row, now)
    ]
    longest = max((now - _since(row, now, zone) for row in rows), default=NOTHING)
    alarm = await get_open_alarm(session)
    if alarm is None and longest > LATE_AFTER:
        return {"late": await _raise(session, now, await list_staff(session)), "flows": 0}
    if alarm is not None and longest < WELL_BELOW and not is_quiet(now, zone):
        return {"late": 0, "flows": await _end(session, alarm, now)}
    return {"late": 0, "flows": 0}


async def _waiting(session: Session, now: dt.datetime, zone: ZoneInfo) -> list[OutboxRow]:
    return [] if is_quiet(now, zone) else await outbox.list_oldest_due(session, now, ALARMS)


def _since(row: OutboxRow, now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Since when it could go: not before the morning."""
    return max(row.due_at, last_opened(now, zone))


async def _moves(session: Session, row: OutboxRow, now: dt.datetime) -> bool:
    """Whether what was planned beside it goes out: a large publication takes its time."""
    beside = col(OutboxRow.id).between(row.key() - BESIDE, row.key())
    # What bears a later moment was sent before the clock was set back.
    lately = col(OutboxRow.sent_at).between(now - LATE_AFTER, now)
    return (
        await session.exec(select(OutboxRow.id).where(beside, lately).limit(1))
    ).first() is not None


async def _raise(session: Session, now: dt.datetime, staff: Iterable[int]) -> int:
    """At most one alarm in so many minutes as make one late."""
    number = int(now.timestamp() // LATE_AFTER.total_seconds())
    if not await once.is_first_time(session, DELIVERY_LATE.name, number):
        return 0
    return await _tell(session, DELIVERY_LATE, number, staff, now + CONFIRMED_AFTER)


async def _end(session: Session, number: int, now: dt.datetime) -> int:
    await once.is_first_time(session, DELIVERY_RESUMED.name, number)
    told = select(col(OutboxRow.account_id)).where(
        OutboxRow.topic == DELIVERY_LATE.name,
        OutboxRow.about == number,
        col(OutboxRow.labourer_id).is_(None),
        col(OutboxRow.state).in_((RowState.SENT, RowState.LEASED)),
    )
    return await _tell(session, DELIVERY_RESUMED, number, (await session.exec(told)).all(), now)


async def _tell(
    session: Session,
    message_type: MessageType,
    number: int,
    whom: Iterable[int | None],
    due: dt.datetime,
) -> int:
    accounts = sorted(account for account in whom if account is not None)
    for account in accounts:
        await outbox.plan_row(session, outbox.new_row(message_type, number, due, account=account))
    return len(accounts)
