"""The outbox: everything that goes to somebody else, one row for each reason and recipient."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, literal, literal_column, null, true, update
from sqlmodel import col, func, select

from models.core.bulk_writes import get_insert_class, padded
from models.core.column_types import UTCDateTime
from models.core.quiet_hours import is_quiet
from models.core.session import Session
from models.outbox.message_type import (
    MESSAGE_TYPES,
    PRIORITIES,
    MessageType,
    list_asking_names,
    list_gathered_names,
    list_night_names,
)
from models.outbox.row import ENDS, HoldReason, OutboxRow, RowState

# A row leased by a process that died is anybody's again after this.
LEASE = dt.timedelta(minutes=1)
# More are not counted: on SQLite everybody waits while they are.
COUNTED = 50_000
# What is tried again is held no longer than this, and so is what waits for the end of a form.
LONGEST_PAUSE = dt.timedelta(minutes=10)
MOST_GATHERED = 30
WAITING, LEASED, PARKED = GOING = (RowState.WAITING, RowState.LEASED, RowState.PARKED)


def new_row(
    message_type: MessageType,
    about: Any,
    due: dt.datetime,
    *,
    account: Any,
    labourer: Any = None,
    round_: int = 0,
    expires: dt.datetime | None = None,
    why: Any = None,
) -> dict[str, Any]:
    """The columns of new rows: values, or what they are selected from; a `why` ends a row."""
    why = null() if why is None else why
    return {
        "topic": literal(message_type.name),
        "about": about,
        "round": literal(round_),
        "labourer_id": null() if labourer is None else labourer,
        "account_id": null() if account is None else account,
        "state": case((why.is_(None), RowState.WAITING.value), else_=RowState.UNREACHABLE.value),
        "why": why,
        "priority": literal(message_type.priority),
        "planned_at": literal(due, UTCDateTime()),
        "due_at": literal(due, UTCDateTime()),
        "expires_at": literal(expires, UTCDateTime()),
        "attempts": literal(0),
    }


def build_insert(session: Session, columns: dict[str, Any], whom: Callable[[Any], Any]) -> Any:
    """The one statement that plans rows for all whom `whom` narrows the selection to.

    Nothing is planned where a recipient has a row for this reason already.
    """
    rows = whom(select(*columns.values()))
    return (
        get_insert_class(session)(OutboxRow)
        .from_select(list(columns), rows)
        .on_conflict_do_nothing()
    )


async def plan_rows(session: Session, columns: dict[str, Any], whom: Callable[[Any], Any]) -> int:
    """Plan them; gives how many."""
    return int((await session.exec(build_insert(session, columns, whom))).rowcount)


async def plan_row(session: Session, columns: dict[str, Any]) -> None:
    """Plan one row; nothing where this recipient has one for this reason already."""
    await session.exec(
        get_insert_class(session)(OutboxRow).values(columns).on_conflict_do_nothing()
    )


async def list_due(
    session: Session,
    now: dt.datetime,
    zone: ZoneInfo,
    most: int,
    *,
    busy: Collection[int] = (),
) -> list[OutboxRow]:
    """The next rows to try, at most one for each account, and none for a busy one."""
    found: dict[int, OutboxRow] = {}
    for priority in PRIORITIES:
        query = select(OutboxRow).where(
            has_state(WAITING),
            OutboxRow.priority == priority,
            col(OutboxRow.due_at) <= now,
            # Nobody has that number: of none there is no such condition.
            col(OutboxRow.account_id).not_in(padded([*busy, *found, -1])),
            _hour_allows(now, zone),
        )
        first = query.order_by(col(OutboxRow.due_at), col(OutboxRow.id)).limit(most - len(found))
        for row in await session.exec(first.with_for_update(skip_locked=True)):
            assert row.account_id is not None
            found.setdefault(row.account_id, row)
    return list(found.values())


async def list_gathered_with(session: Session, row: OutboxRow, now: dt.datetime) -> list[OutboxRow]:
    """What else of the same account is due and comes in one message with this, the oldest first."""
    query = select(OutboxRow).where(
        OutboxRow.account_id == row.account_id,
        col(OutboxRow.labourer_id).is_(None),
        has_state(WAITING),
        col(OutboxRow.topic).in_(list_gathered_names()),
        col(OutboxRow.due_at) <= now,
        OutboxRow.id != row.id,
    )
    in_turn = query.order_by(col(OutboxRow.due_at), col(OutboxRow.id)).limit(MOST_GATHERED)
    return list(await session.exec(in_turn.with_for_update(skip_locked=True)))


async def list_last_told(
    session: Session, accounts: Collection[int], since: dt.datetime
) -> dict[int, dt.datetime]:
    """When these accounts were last sent news that are gathered, where it was after `since`."""
    query = (
        select(OutboxRow.account_id, func.max(OutboxRow.sent_at))
        .where(
            col(OutboxRow.account_id).in_(padded(accounts)),
            col(OutboxRow.labourer_id).is_(None),
            col(OutboxRow.topic).in_(list_gathered_names()),
            col(OutboxRow.sent_at) > since,
        )
        .group_by(col(OutboxRow.account_id))
    )
    found = await session.exec(query) if accounts else ()
    return {account: at for account, at in found if account is not None and at is not None}


async def list_asked(
    session: Session, labourers: Collection[int], since: dt.datetime
) -> dict[int, set[str]]:
    """Of which questions that are like others these people were asked one after `since`."""
    query = select(OutboxRow.labourer_id, OutboxRow.topic).where(
        col(OutboxRow.labourer_id).in_(padded(labourers)),
        col(OutboxRow.topic).in_(list_asking_names()),
        col(OutboxRow.sent_at) > since,
    )
    found: dict[int, set[str]] = {}
    for labourer, topic in await session.exec(query) if labourers else ():
        found.setdefault(labourer or 0, set()).add(MESSAGE_TYPES[topic].asks_about)
    return found


async def free_expired_leases(
    session: Session, now: dt.datetime, *, but: Collection[int] = ()
) -> int:
    """Take back what a process leased that died since; gives how many.

    A lease that has longer to run than any is of a clock that was set back.
    """
    until = col(OutboxRow.lease_until)
    over = (until <= now) | (until > now + 2 * LEASE)
    lost = (has_state(LEASED), over)
    found = set(await session.exec(select(OutboxRow.id).where(*lost))) - set(but)
    if not found:
        return 0
    taken = update(OutboxRow).where(*lost, col(OutboxRow.id).in_(padded(found)))
    return (await session.exec(taken.values(state=RowState.WAITING, lease_until=None))).rowcount


async def follow_clock_back(session: Session, was: dt.datetime, now: dt.datetime) -> None:
    """The clock showed `was` and was set back: what was due by it, or soon, is due now.

    Each is judged anew before it is sent.
    """
    until = was + LONGEST_PAUSE
    waits = (has_state(WAITING), col(OutboxRow.due_at) > now, col(OutboxRow.due_at) <= until)
    await session.exec(update(OutboxRow).where(*waits).values(due_at=now))


def _hour_allows(now: dt.datetime, zone: ZoneInfo) -> ColumnElement[bool]:
    """At night only what may come at night."""
    return col(OutboxRow.topic).in_(list_night_names()) if is_quiet(now, zone) else true()


async def is_any_unfinished(session: Session, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether anything is on its way, or could be sent now."""
    goes = (col(OutboxRow.due_at) <= now) & _hour_allows(now, zone)
    could = has_state(WAITING) & goes
    on_its_way = has_state(LEASED)
    return (
        await session.exec(select(OutboxRow.id).where(could | on_its_way).limit(1))
    ).first() is not None


def lease_row(row: OutboxRow, now: dt.datetime, lease: dt.timedelta = LEASE) -> None:
    """It is about to be sent, by this process alone."""
    row.state, row.lease_until = RowState.LEASED, now + lease


def hold_row(row: OutboxRow, until: dt.datetime, why: HoldReason | None) -> None:
    """Try again later; where it is of no use by then, that is its end."""
    row.state, row.why, row.due_at, row.lease_until = RowState.WAITING, why, until, None
    if row.expires_at is not None and until >= row.expires_at:
        row.state = RowState.EXPIRED


def goes_alone(row: OutboxRow) -> bool:
    """Whether it was refused in one message with others: one of them is at fault."""
    return row.why is HoldReason.REFUSED


def end_row(row: OutboxRow, why: HoldReason) -> None:
    """It is never sent, and this is why."""
    row.state, row.why, row.lease_until = ENDS[why], why, None


def mark_sent(row: OutboxRow, now: dt.datetime, message_id: int) -> None:
    row.state, row.lease_until = RowState.SENT, None
    row.sent_at, row.message_id = now, message_id


async def count_unfinished(session: Session) -> dict[RowState, int]:
    """How many rows wait, are on their way, and wait for staff; of each at most COUNTED."""
    return {state: await _up_to_counted(session, state) for state in GOING}


async def _up_to_counted(session: Session, state: RowState) -> int:
    rows = select(OutboxRow.id).where(has_state(state)).limit(COUNTED).subquery()
    return (await session.exec(select(func.count()).select_from(rows))).one()


async def get_oldest_leased_and_parked(
    session: Session,
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Since when the oldest has been on its way, and since when the first parked was due."""
    lease = (
        select(OutboxRow.lease_until).where(has_state(LEASED)).order_by(col(OutboxRow.lease_until))
    )
    parked = select(OutboxRow.due_at).where(has_state(PARKED)).order_by(col(OutboxRow.id))
    until = (await session.exec(lease.limit(1))).first()
    return until and until - LEASE, (await session.exec(parked.limit(1))).first()


def has_state(state: RowState) -> ColumnElement[bool]:
    """In this state, written out: a partial index serves no parameter of a prepared statement."""
    return col(OutboxRow.state) == literal_column(f"'{state.value}'")


async def list_oldest_due(
    session: Session, now: dt.datetime, but: Collection[MessageType]
) -> list[OutboxRow]:
    """Of each priority the row that has been due for longest, these types aside."""
    found = []
    for priority in PRIORITIES:
        query = select(OutboxRow).where(
            has_state(WAITING),
            OutboxRow.priority == priority,
            col(OutboxRow.due_at) <= now,
            col(OutboxRow.topic).not_in([message_type.name for message_type in but]),
        )
        first = query.order_by(col(OutboxRow.due_at), col(OutboxRow.id)).limit(1)
        found += list(await session.exec(first))
    return found
