"""Following up 回访: after 30, 90 and 180 days the worker is asked, far away every month."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import literal, update
from sqlalchemy.orm import aliased
from sqlmodel import col, exists, select

from models.accounts import account as accounts
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Destination, Leaving, WorkStatus
from models.labourers.labourer import Labourer
from models.notices.notice import local_moment
from models.outbox import outbox
from models.outbox.message_type import Topic
from models.outbox.outbox import get_insert_class
from models.placements import four_eyes, present_work
from models.placements.moves import notify_broker, notify_labourer, record_act
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.placements.states import HOLDING

DAYS = (30, 90, 180)
MONTH = 30
HOUR = dt.time(10)
MOST_TRIES = 3
ASKS_AGAIN = dt.timedelta(days=3)
ASKED_NOW = dt.timedelta(days=7)
EACH_TICK = 500
EMPLOYED = tuple(WorkStatus(destination) for destination in Destination)


@dataclass(frozen=True)
class CheckInAnswer:
    """What somebody says of their work; `left_on` and `why` where they are there no more."""

    still_there: bool
    paid: bool | None = None
    wage: int | None = None
    left_on: dt.date | None = None
    why: Leaving | None = None


def next_check_in_day(destination: Destination, days: int) -> int | None:
    """The day of the question after that many days; None where there is none."""
    if destination is Destination.OUTSIDE:
        return days - days % MONTH + MONTH
    return next((day for day in DAYS if day > days), None)


def _at(starts_on: dt.date, days: int | None, zone: ZoneInfo) -> dt.datetime | None:
    return None if days is None else local_moment(starts_on + dt.timedelta(days=days), HOUR, zone)


def first_due_at(
    destination: Destination, starts_on: dt.date, today: dt.date, zone: ZoneInfo
) -> dt.datetime | None:
    """When the first question falls due; before that the first day itself, where it is to come."""
    return _at(starts_on, 0 if starts_on > today else next_check_in_day(destination, 0), zone)


async def open_due_check_ins(session: Session, now: dt.datetime, zone: ZoneInfo) -> int:
    """Ask everybody whose day has come; of several days missed only the last. Gives how many.

    On the first day itself nobody is asked: it is the present work from then on.
    """
    due = select(Placement).where(
        col(Placement.next_check_at) <= now,
        col(Placement.state).in_(HOLDING),
        col(Placement.ended_on).is_(None),
        col(Placement.labourer_id).is_not(None),
    )
    in_order = due.order_by(col(Placement.next_check_at), col(Placement.id)).limit(EACH_TICK)
    found = (await session.exec(in_order.with_for_update(skip_locked=True))).all()
    for placement in found:
        days = _last_due(placement, now, zone)
        following = next_check_in_day(placement.destination, days)
        placement.next_check_at = _at(placement.starts_on, following, zone)
        if days:
            await _open(session, placement, days, now)
        else:
            await present_work.set_present_work(session, placement, now, placement.said_by)
    return len(found)


def _last_due(placement: Placement, now: dt.datetime, zone: ZoneInfo) -> int:
    """The latest of the days whose hour has come."""
    days, following = 0, next_check_in_day(placement.destination, 0)
    while following is not None:
        at = _at(placement.starts_on, following, zone)
        if at is None or at > now:
            break
        days, following = following, next_check_in_day(placement.destination, following)
    return days


async def _open(session: Session, placement: Placement, days: int, now: dt.datetime) -> None:
    row = get_insert_class(session)(CheckIn).values(
        placement_id=placement.id, days=days, asked_at=now, tries=1
    )
    await session.exec(row.on_conflict_do_nothing())
    same = select(CheckIn).where(CheckIn.placement_id == placement.id, CheckIn.days == days)
    await _ask(session, placement, (await session.exec(same)).one(), now)


async def _ask(session: Session, placement: Placement, check_in: CheckIn, now: dt.datetime) -> None:
    """A person without an account is called: see models.review."""
    account = await accounts.get_account_id_of_labourer(session, placement.labourer_id)
    if account is None:
        return
    row = outbox.new_row(
        Topic.CHECK_IN,
        check_in.key(),
        now,
        account=literal(account),
        labourer=literal(placement.labourer_id),
        round_=check_in.tries,
    )
    await outbox.plan_row(session, row)


def is_awaiting_answer() -> tuple[Any, ...]:
    """Questions of which an answer is of use: the last of a placement that goes on."""
    later = aliased(CheckIn)
    newer = exists().where(
        col(later.placement_id) == CheckIn.placement_id, col(later.days) > CheckIn.days
    )
    return (
        col(CheckIn.answered_at).is_(None),
        col(Placement.state).in_(HOLDING),
        col(Placement.ended_on).is_(None),
        col(Placement.labourer_id).is_not(None),
        ~newer,
    )


async def open_check_in_now(
    session: Session, placement: Placement, now: dt.datetime, zone: ZoneInfo
) -> None:
    """Somebody else says that it has changed: the person is asked, once in ASKED_NOW."""
    lately = select(CheckIn.id).where(
        CheckIn.placement_id == placement.id, col(CheckIn.asked_at) > now - ASKED_NOW
    )
    if (await session.exec(lately)).first() is None:
        days = (now.astimezone(zone).date() - placement.starts_on).days
        await _open(session, placement, max(days, 1), now)


def next_due_at(placement: Placement, today: dt.date, zone: ZoneInfo) -> dt.datetime | None:
    """When the question after today falls due."""
    following = next_check_in_day(placement.destination, (today - placement.starts_on).days)
    return _at(placement.starts_on, following, zone)


async def remind_unanswered(session: Session, now: dt.datetime) -> int:
    """Who has not answered is asked twice more; gives how many."""
    silent = (
        select(CheckIn, Placement)
        .join(Placement, col(Placement.id) == CheckIn.placement_id)
        .where(
            col(CheckIn.tries) < MOST_TRIES,
            col(CheckIn.asked_at) <= now - ASKS_AGAIN,
            *is_awaiting_answer(),
        )
    )
    found = (await session.exec(silent.order_by(col(CheckIn.id)).limit(EACH_TICK))).all()
    for check_in, placement in found:
        check_in.tries, check_in.asked_at = check_in.tries + 1, now
        await session.flush()
        await _ask(session, placement, check_in, now)
    return len(found)


async def answer_check_in(
    session: Session,
    check_in: CheckIn,
    said: CheckInAnswer,
    how: StatementChannel,
    now: dt.datetime,
    zone: ZoneInfo,
    by: int,
) -> Refusal | None:
    """Still there counts; who is gone closes the placement.

    Refusals: check_in_answered, placement_moved, left_before_start {day}; of a call no_phone, and
    own_placement where who calls reported it or is the person.
    """
    unanswered = (col(CheckIn.id) == check_in.id, col(CheckIn.answered_at).is_(None))
    columns = {"still_there": said.still_there, "paid": said.paid, "wage": said.wage, "how": how}
    done = update(CheckIn).where(*unanswered).values(answered_at=now, answered_by=by, **columns)
    placement = await session.get_one(Placement, check_in.placement_id)
    if placement.state not in HOLDING:
        return Refusal("placement_moved")
    if how is not StatementChannel.SELF and (refused := await _called(session, placement, by)):
        return refused
    if said.left_on is not None and (refused := refuse_end_before_start(placement, said.left_on)):
        return refused
    if (await session.exec(done)).rowcount != 1:
        return Refusal("check_in_answered")
    await session.refresh(check_in)
    if said.still_there:
        placement.seen_on = now.astimezone(zone).date()
        record_act(session, placement, Act.CHECKED_IN, now, by)
        await present_work.set_present_work(session, placement, now, by)
        return None
    return await end_placement(session, placement, said.left_on, said.why, now, zone, by)


async def _called(session: Session, placement: Placement, by: int) -> Refusal | None:
    """Whether somebody may tell for the person what they said on the phone."""
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    if labourer is None or not labourer.phone:
        return Refusal("no_phone")
    return await four_eyes.refuse_own_placement(session, placement, by)


async def end_placement(
    session: Session,
    placement: Placement,
    left_on: dt.date | None,
    why: Leaving | None,
    now: dt.datetime,
    zone: ZoneInfo,
    by: int,
) -> Refusal | None:
    """Somebody is there no more. Refusals: placement_moved, left_already, left_before_start."""
    today = now.astimezone(zone).date()
    left_on = left_on or today
    if placement.state not in HOLDING:
        return Refusal("placement_moved")
    if placement.ended_on is not None:
        return Refusal("left_already")
    if refused := refuse_end_before_start(placement, left_on):
        return refused
    await _close(session, placement, left_on, why, now, by)
    await present_work.clear_present_work(session, placement, left_on, now, by)
    return None


def refuse_end_before_start(placement: Placement, left_on: dt.date) -> Refusal | None:
    """Nobody leaves before they began: left_before_start {day}."""
    if left_on >= placement.starts_on:
        return None
    return Refusal("left_before_start", {"day": placement.starts_on.isoformat()})


async def list_current_placements(
    session: Session, labourer: Labourer, today: dt.date
) -> list[Placement]:
    """The placements of a person that have begun and go on."""
    query = select(Placement).where(
        Placement.labourer_id == labourer.id,
        col(Placement.state).in_(HOLDING),
        col(Placement.ended_on).is_(None),
        col(Placement.starts_on) <= today,
    )
    return list((await session.exec(query.order_by(col(Placement.id)))).all())


async def end_on_status_change(
    session: Session, labourer: Labourer, now: dt.datetime, zone: ZoneInfo, by: int
) -> None:
    """Who is said to be employed no more has left where they were placed.

    Who may say so of whom: models/placements/statement_on_work.py.
    """
    if labourer.status in EMPLOYED:
        return
    today = now.astimezone(zone).date()
    for placement in await list_current_placements(session, labourer, today):
        left_on = max(labourer.out_of_work_since or today, placement.starts_on)
        await _close(session, placement, left_on, None, now, by)


async def _close(
    session: Session,
    placement: Placement,
    left_on: dt.date,
    why: Leaving | None,
    now: dt.datetime,
    by: int,
) -> None:
    placement.ended_on, placement.end_why, placement.next_check_at = left_on, why, None
    placement.ended_by = by
    placement.version += 1
    await session.flush()
    record_act(session, placement, Act.ENDED, now, by)
    if placement.broker_id != by:
        await notify_broker(session, placement, now)
    await notify_labourer(session, placement, now, by)
