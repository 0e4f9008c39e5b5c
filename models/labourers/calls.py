"""Call lists: people whom chat did not reach, for the village's broker or the office to call.

A broker calls only whom models/labourers/visibility.py lets them see; all others are the
office's to call.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import Index, UniqueConstraint, and_, delete, false, literal, text
from sqlmodel import Field, SQLModel, col, or_, select

from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core import audit, paging
from models.core.audit import Act
from models.core.bulk_writes import get_insert_class
from models.core.column_types import BIG_ID, UTCDateTime, moment, reference, row_id, word
from models.core.counting import CountQuery, count, count_rows
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.labourers import legal_ground, visibility
from models.labourers.labourer import Labourer
from models.labourers.legal_ground import Purpose
from models.labourers.messages import MONTHLY_STATUS
from models.labourers.number_pieces import is_within
from models.outbox.row import OutboxRow

IS_OPEN = "closed_at IS NULL"


class CallOutcome(StrEnum):
    """How a call ended."""

    STILL_SO = auto()
    CHANGED = auto()
    NOT_REACHED = auto()


class Call(SQLModel, table=True):
    """One person to be called about the status of one month, such as 202612.

    `told_by` is the broker's account that says it has changed where only the office may ask.
    """

    __tablename__ = "phone_call"
    __table_args__ = (
        UniqueConstraint("month", "labourer_id"),
        Index(
            "phone_call_open",
            *("tries", "id", "labourer_id", "opened_at", "told_by"),
            sqlite_where=text(IS_OPEN),
            postgresql_where=text(IS_OPEN),
        ),
    )

    id: int | None = row_id()
    month: int
    labourer_id: int = reference("labourer", optional=False)
    opened_at: dt.datetime = moment()
    tries: int = 0
    closed_at: dt.datetime | None = moment(optional=True)
    closed_by: int | None = Field(default=None, sa_type=BIG_ID)
    outcome: CallOutcome | None = word(CallOutcome, optional=True)
    told_by: int | None = Field(default=None, sa_type=BIG_ID)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


async def open_calls_of_month(
    session: Session, month: int, now: dt.datetime, numbers: range, told_before: dt.datetime
) -> int:
    """Who of these was to be asked for this month and has not answered; gives how many.

    So is everybody who may be called and not written to, and last told before `told_before`. What
    is still open of earlier months is asked with it, once.
    """
    earlier = delete(Call).where(
        is_within(Call.labourer_id, numbers),
        *(col(Call.closed_at).is_(None), col(Call.month) < month, col(Call.told_by).is_(None)),
    )
    await session.exec(earlier)
    who = select(literal(month), col(Labourer.id), literal(now, UTCDateTime()), literal(0))
    silent = who.join(OutboxRow, col(OutboxRow.labourer_id) == Labourer.id).where(
        col(OutboxRow.topic) == MONTHLY_STATUS.name,
        col(OutboxRow.about) == month,
        is_within(OutboxRow.labourer_id, numbers),
        col(Labourer.status_told_at) < col(OutboxRow.planned_at),
    )
    columns = ["month", "labourer_id", "opened_at", "tries"]
    only_called = who.where(
        is_within(Labourer.id, numbers),
        legal_ground.is_allowed(Purpose.OFFICE_CALLS),
        ~legal_ground.is_allowed(Purpose.MESSAGES),
        col(Labourer.status_told_at) < told_before,
    )
    opened = 0
    for whom in (silent, only_called):
        planned = get_insert_class(session)(Call).from_select(columns, whom)
        opened += (await session.exec(planned.on_conflict_do_nothing())).rowcount
    return opened


def _mine(account_id: int, roles: Roles) -> Any:
    """Whom a broker may call in the villages covered; for staff, everybody else of the county."""
    lives = col(Labourer.village_code)
    villages = [
        visibility.is_callable_in_village(account_id, inside(lives, area))
        for area in roles.villages()
    ]
    is_the_offices = or_(col(Call.told_by).is_not(None), ~visibility.some_broker_sees())
    return or_(
        false(),
        and_(col(Call.told_by).is_(None), or_(false(), *villages)),
        *(inside(lives, area) & is_the_offices for area in roles.counties()),
    )


def _open(account_id: int, roles: Roles, *wanted: Any) -> Any:
    """Calls still to be made: who has told the present work since is called no more."""
    query = select(*wanted).select_from(Call)
    query = query.join(Labourer, col(Labourer.id) == Call.labourer_id)
    told = col(Labourer.status_told_at)
    silent = or_(told.is_(None), told < col(Call.opened_at))
    return query.where(col(Call.closed_at).is_(None), silent, _mine(account_id, roles))


async def count_waiting_calls(session: Session, account_id: int, roles: Roles) -> int:
    """How many calls wait for these roles; no more than COUNTED are counted."""
    return await count(session, waiting_calls_count(account_id, roles)) if roles else 0


def waiting_calls_count(account_id: int, roles: Roles) -> CountQuery:
    """The query of how many calls wait for these roles."""
    return count_rows(_open(account_id, roles, Call.id))


async def list_waiting_calls(
    session: Session, account_id: int, roles: Roles, page: int = 1
) -> Page[tuple[Call, Labourer]]:
    """The calls that wait for these roles, those tried least first."""
    if not roles:
        return Page([])
    query = _open(account_id, roles, Call, Labourer).order_by(col(Call.tries), col(Call.id))
    return (await paging.rows(session, query, page)).of(lambda row: (row[0], row[1]))


async def get_waiting_call(
    session: Session, account_id: int, roles: Roles, call_id: int
) -> tuple[Call, Labourer] | None:
    """One of these calls, open still."""
    if not roles:
        return None
    query = _open(account_id, roles, Call, Labourer).where(Call.id == call_id)
    found = (await session.exec(query)).first()
    return (found[0], found[1]) if found else None


async def record_view_of_call(session: Session, actor: Actor, call_id: int) -> Refusal | None:
    """The number of somebody to be called was seen. Refusal: not_yours."""
    found = await get_waiting_call(session, actor.id, actor.roles, call_id)
    if found is None:
        return Refusal("not_yours")
    audit.record(session, actor.now, Act.VIEWED, by=actor.id, labourer=found[1].id)
    await session.flush()
    return None


async def note_listed(session: Session, actor: Actor, labourers: Sequence[int]) -> None:
    """The trail keeps that the actor saw the numbers of these people of the list."""
    await audit.record_many(session, actor.now, Act.LISTED, by=actor.id, labourers=labourers)


async def record_call(
    session: Session, actor: Actor, call_id: int, outcome: CallOutcome
) -> Refusal | None:
    """How a call went that changed nothing of the entry. Refusal: not_yours."""
    found = await get_waiting_call(session, actor.id, actor.roles, call_id)
    if found is None:
        return Refusal("not_yours")
    await end_call(session, *found, outcome, actor.now, actor.id)
    return None


async def end_call(
    session: Session,
    call: Call,
    labourer: Labourer,
    outcome: CallOutcome,
    now: dt.datetime,
    account_id: int,
) -> None:
    """How the call went; a person not reached stays on the list, behind the others."""
    call.tries += 1
    if outcome is not CallOutcome.NOT_REACHED:
        call.closed_at, call.closed_by = now, account_id
        labourer.status_told_at, labourer.change_told_at = now, None
    call.outcome = outcome
    audit.record(session, now, Act.CALLED, by=account_id, labourer=labourer.id)
    await session.flush()


async def pass_to_office(
    session: Session, call: Call, labourer: Labourer, now: dt.datetime, account_id: int
) -> None:
    """A broker says that it has changed, and may not say so for the person: the office calls."""
    call.tries, call.told_by = call.tries + 1, account_id
    audit.record(session, now, Act.CALLED, by=account_id, labourer=labourer.id)
    await session.flush()
