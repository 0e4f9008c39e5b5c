"""Following up 回访: after 30, 90 and 180 days the worker is asked, far away every month."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import literal, update
from sqlalchemy.orm import aliased
from sqlmodel import col, exists, select

from models.accounts import account as accounts
from models.accounts.actor import Actor
from models.core.audit import Act
from models.core.bulk_writes import get_insert_class
from models.core.calendar import local_moment
from models.core.pay import Yuan
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Destination, Leaving, Trouble
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.placements import ending, four_eyes, permission, present_work
from models.placements.messages import CHECK_IN
from models.placements.moves import record_act
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.placements.states import HOLDING

DAYS = (30, 90, 180)
MONTH = 30
HOUR = dt.time(10)
MOST_TRIES = 3
ASKS_AGAIN = dt.timedelta(days=3)
ASKED_NOW = dt.timedelta(days=7)
EACH_TICK = 500


class NothingWrong(StrEnum):
    """The answer that nothing is wrong at work."""

    NOTHING = auto()


@dataclass(frozen=True)
class CheckInAnswer:
    """What somebody says of their work; `left_on` and `why` where they are there no more.

    `wage` is in yuan a month.
    """

    still: bool
    paid: bool | None = None
    wage: Yuan | None = None
    trouble: Trouble | NothingWrong | None = None
    left_on: dt.date | None = None
    why: Leaving | None = None

    @property
    def told_trouble(self) -> Trouble | None:
        """What is wrong, as far as it was said: wages owed are unpaid wages."""
        if isinstance(self.trouble, Trouble):
            return self.trouble
        return Trouble.UNPAID if self.paid is False else None


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
    await session.flush()
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
    """A person without an account is called: see models.placements.review."""
    account = await accounts.get_account_id_of_labourer(session, placement.labourer_id)
    if account is None:
        return
    row = outbox.new_row(
        CHECK_IN,
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
    actor: Actor,
    check_in: CheckIn,
    answer: CheckInAnswer,
    channel: StatementChannel,
) -> Refusal | None:
    """Still there counts; who is gone ends the placement.

    Refusals: not_yours, check_in_answered, placement_moved, left_before_start {day}; of a call
    no_phone, and own_placement where who calls reported it or is the person.
    """
    placement = await session.get_one(Placement, check_in.placement_id)
    if refused := await _refuse_answer(session, actor, placement, channel):
        return refused
    if answer.left_on is not None and (
        refused := ending.refuse_end_before_start(placement, answer.left_on)
    ):
        return refused
    unanswered = (col(CheckIn.id) == check_in.id, col(CheckIn.answered_at).is_(None))
    done = (
        update(CheckIn)
        .where(*unanswered)
        .values(
            answered_at=actor.now,
            answered_by=actor.id,
            still_there=answer.still,
            paid=answer.paid,
            wage=answer.wage,
            how=channel,
        )
    )
    if (await session.exec(done)).rowcount != 1:
        return Refusal("check_in_answered")
    await session.refresh(check_in)
    if not answer.still:
        return await ending.close_placement(
            session, actor, placement, ending.Leave(answer.left_on, answer.why)
        )
    placement.seen_on = actor.today
    await session.flush()
    record_act(session, placement, Act.CHECKED_IN, actor.now, actor.id)
    await present_work.set_present_work(session, placement, actor.now, actor.id)
    return None


async def _refuse_answer(
    session: Session, actor: Actor, placement: Placement, channel: StatementChannel
) -> Refusal | None:
    """Whether this actor may tell what the person says, and whether it is still asked."""
    if refused := permission.refuse_unless_speaks_for_labourer(placement, actor, channel):
        return refused
    if placement.state not in HOLDING:
        return Refusal("placement_moved")
    if channel is StatementChannel.SELF:
        return None
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    if labourer is None or not labourer.phone:
        return Refusal("no_phone")
    return await four_eyes.refuse_own_placement(session, placement, actor.id)
