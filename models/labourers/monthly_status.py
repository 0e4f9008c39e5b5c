"""The monthly question whether the present work is still so: asked, answered, called about."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, case, exists, literal
from sqlmodel import col, func, select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.address import AccountAddress
from models.core import audit, once
from models.core.audit import Act
from models.core.counting import CountQuery
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import calls, ledger, legal_ground
from models.labourers.labourer import Labourer
from models.labourers.legal_ground import Purpose
from models.labourers.messages import MONTHLY_STATUS
from models.labourers.number_pieces import get_next_numbers, is_within
from models.labourers.own_entry import get_own_entry
from models.outbox import outbox
from models.outbox.row import HoldReason, OutboxRow, RowState

STATUS_HOUR = dt.time(9)
STATUS_WAITS = dt.timedelta(days=10)
# Whoever told it so short a while ago is not asked again.
STATUS_HOLDS = dt.timedelta(days=7)
# Whether the question of a month was sent to somebody who has not told it since.
COUNT_WAITING = select(func.count()).where(
    col(Labourer.id) == bindparam("labourer"),
    col(Labourer.status_told_at) < bindparam("told"),
    exists().where(
        col(OutboxRow.topic) == MONTHLY_STATUS.name,
        col(OutboxRow.about) == bindparam("month"),
        col(OutboxRow.labourer_id) == bindparam("labourer"),
        col(OutboxRow.state) == RowState.SENT,
        col(OutboxRow.expires_at) > bindparam("now"),
    ),
)


def status_month(now: dt.datetime, zone: ZoneInfo) -> tuple[int, dt.datetime]:
    """The month whose status is asked for, such as 202612, and when: its 1st at nine."""
    day = now.astimezone(zone).date().replace(day=1)
    return day.year * 100 + day.month, dt.datetime.combine(day, STATUS_HOUR, zone)


async def get_asked_entry(session: Session, actor: Actor, month: str) -> Labourer | None:
    """The actor's own entry, where a question of this month lies before them.

    An older question asks about what is long past.
    """
    present, _ = status_month(actor.now, actor.zone)
    return await get_own_entry(session, actor.account) if month == str(present) else None


async def record_own_change(session: Session, actor: Actor, month: str) -> Labourer | None:
    """The present work is not what it was: noted at once, whether or not it is said how.

    None where no question of this month lies before them.
    """
    labourer = await get_asked_entry(session, actor, month)
    if labourer is not None:
        labourer.change_told_at = actor.now
        audit.record(session, actor.now, Act.NOTED, by=actor.id, labourer=labourer.id)
        await session.flush()
    return labourer


async def confirm_own_status(session: Session, actor: Actor, month: str) -> Refusal | None:
    """The present work is still what it was. Refusal: button_stale."""
    labourer = await get_asked_entry(session, actor, month)
    if labourer is None:
        return Refusal("button_stale")
    await ledger.confirm_status(session, labourer, actor.now, actor.id)
    return None


def waiting_status_count(labourer_id: int, now: dt.datetime, zone: ZoneInfo) -> CountQuery:
    """The query of whether somebody was asked this month and has not answered: 1 or 0."""
    month, due = status_month(now, zone)
    params = {"labourer": labourer_id, "now": now, "month": month, "told": due - STATUS_HOLDS}
    return CountQuery(COUNT_WAITING, params)


async def ask_piece(session: Session, now: dt.datetime, zone: ZoneInfo) -> int | None:
    """From the 1st at nine everybody is asked, once, whether their present work is still so.

    Whom the office may not write to is on its call list only. Asks the next people, and gives how
    many; None where there is nobody left to look at.
    """
    month, due = status_month(now, zone)
    ends = due + STATUS_WAITS
    if not due <= now < ends:
        return None
    reached = await once.get_reached(session, MONTHLY_STATUS.name, month)
    if reached is None:
        return None
    numbers, then = await get_next_numbers(session, reached)
    why = case(
        (col(Account.id).is_(None), HoldReason.NO_ACCOUNT.value),
        (col(AccountAddress.blocked_at).is_not(None), HoldReason.BLOCKED.value),
    )
    columns = outbox.new_row(
        MONTHLY_STATUS,
        literal(month),
        due,
        labourer=col(Labourer.id),
        account=col(Account.id),
        expires=ends,
        why=why,
    )

    def everybody(rows: Any) -> Any:
        rows = rows.select_from(Labourer)
        rows = rows.outerjoin(Account, col(Account.labourer_id) == Labourer.id)
        rows = rows.outerjoin(AccountAddress, col(AccountAddress.account_id) == Account.id)
        # Who registers meanwhile has told it just now.
        silent = col(Labourer.status_told_at) < due - STATUS_HOLDS
        may_be_asked = legal_ground.is_allowed(Purpose.MESSAGES)
        return rows.where(is_within(Labourer.id, numbers), silent, may_be_asked)

    asked = await outbox.plan_rows(session, columns, everybody)
    await once.note_reached(session, MONTHLY_STATUS.name, month, then)
    return asked


async def open_calls_piece(session: Session, now: dt.datetime, zone: ZoneInfo) -> int | None:
    """After ten days without an answer, somebody is to call: the next people, in the same way."""
    month, due = status_month(now, zone)
    if now < due + STATUS_WAITS:
        return None
    reached = await once.get_reached(session, "calls", month)
    if reached is None:
        return None
    numbers, then = await get_next_numbers(session, reached)
    told_before = due - STATUS_HOLDS
    opened = await calls.open_calls_of_month(session, month, now, numbers, told_before)
    await once.note_reached(session, "calls", month, then)
    return opened
