"""Reminders: when each falls due. When its reason is gone: models/reason."""

import datetime as dt
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import literal
from sqlmodel import col, func, select

from models.accounts import account as accounts
from models.accounts.drafts import Draft
from models.core.calendar import end_of_day, local_moment
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import sign_ups
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp, SignUpState
from models.outbox import outbox
from models.outbox.message_type import HoldReason, Topic

EVE, MORNING, NEXT_DAY = dt.time(18), dt.time(7), dt.time(10)
# An unfinished intake is remembered after so long, once each.
INTAKE_AFTER = (dt.timedelta(days=1), dt.timedelta(days=3))
INTAKE_RESTS = dt.timedelta(days=1)


def reminder_times(notice: Notice, zone: ZoneInfo) -> dict[Topic, tuple[dt.datetime, dt.datetime]]:
    """The evening before a notice's day, and its morning: due, and until when it is true.

    None where it has no day.
    """
    if notice.starts_at is None:
        return {}
    day = notice.starts_at.astimezone(zone).date()
    eve = local_moment(day - dt.timedelta(days=1), EVE, zone)
    midnight = local_moment(day, dt.time(), zone)
    return {
        Topic.EVE: (eve, midnight),
        Topic.MORNING: (local_moment(day, MORNING, zone), notice.starts_at),
    }


async def plan_reminders(
    session: Session, notice: Notice, mine: SignUp, now: dt.datetime, zone: ZoneInfo
) -> None:
    """The reminders of one sign-up that still lie ahead."""
    account = await accounts.get_account_id_of_labourer(session, mine.labourer_id)
    for topic, (due, until) in reminder_times(notice, zone).items():
        if due > now and account is not None:
            row = outbox.new_row(
                topic,
                literal(notice.key()),
                due,
                account=literal(account),
                labourer=literal(mine.labourer_id),
                round_=notice.dated,
                expires=until,
            )
            await outbox.plan_row(session, row)


async def replan_reminders(
    session: Session, notice: Notice, now: dt.datetime, zone: ZoneInfo
) -> None:
    """The day was moved: everybody who has a seat is reminded of the new one."""
    seated = select(SignUp).where(
        SignUp.notice_id == notice.id, col(SignUp.state) == SignUpState.SEATED
    )
    for mine in (await session.exec(seated)).all():
        await plan_reminders(session, notice, mine, now, zone)


async def leave_seat(
    session: Session, notice: Notice, labourer: Labourer, now: dt.datetime, zone: ZoneInfo
) -> bool:
    """Somebody leaves: their seat goes to the first of the queue, who is told.

    False where they had neither a seat nor a place in the queue.
    """
    left = await sign_ups.decline_notice(session, notice, labourer, now)
    for following in left.moved:
        await tell_of_seat(session, notice, following, now, zone)
    return left.held


async def tell_of_seat(
    session: Session, notice: Notice, mine: SignUp, now: dt.datetime, zone: ZoneInfo
) -> None:
    """Somebody of the queue got a seat: that is said, and they are reminded like the others."""
    account = await accounts.get_account_id_of_labourer(session, mine.labourer_id)
    row = outbox.new_row(
        Topic.SEAT,
        literal(notice.key()),
        now,
        account=literal(account),
        labourer=literal(mine.labourer_id),
        round_=mine.asked,
        expires=notice.over_at,
        why=None if account else literal(HoldReason.NO_ACCOUNT.value),
    )
    await outbox.plan_row(session, row)
    await plan_reminders(session, notice, mine, now, zone)


async def plan_question_after(
    session: Session, notice: Notice, labourer_id: int, now: dt.datetime, zone: ZoneInfo
) -> None:
    """The morning after a notice's last day, of who came."""
    last = notice.last_day or now.astimezone(zone).date()
    due = local_moment(end_of_day(last, zone).date(), NEXT_DAY, zone)
    account = await accounts.get_account_id_of_labourer(session, labourer_id)
    if account is not None:
        row = outbox.new_row(
            Topic.HELPED,
            literal(notice.key()),
            due,
            account=literal(account),
            labourer=literal(labourer_id),
            expires=due + dt.timedelta(days=7),
        )
        await outbox.plan_row(session, row)


async def plan_intake_reminders(session: Session, now: dt.datetime) -> int:
    """Intakes left for a day, and for three: each once, and never both at the same time."""
    planned = 0
    for place, after in enumerate(INTAKE_AFTER):
        left = func.coalesce(Draft.answered_at, Draft.started_at)
        following = INTAKE_AFTER[place + 1 : place + 2]
        window = [left <= now - after, *(left > now - later for later in following)]
        columns = outbox.new_row(
            Topic.INTAKE,
            col(Draft.id),
            now,
            account=col(Draft.account_id),
            round_=place + 1,
            expires=now + INTAKE_RESTS,
        )
        asked = (col(Draft.form) == "intake", *window)
        planned += await outbox.plan_rows(session, columns, partial(_where, asked))
    return planned


def _where(asked: tuple[Any, ...], rows: Any) -> Any:
    return rows.where(*asked)
