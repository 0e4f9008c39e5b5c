"""When somebody who has a seat is reminded, told, or asked."""

import random
from datetime import date, datetime, timedelta

import pytest

from models.accounts import drafts
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import reminders, sign_ups
from models.notices.notice import Notice
from models.outbox.message_type import HoldReason, RowState, Topic
from models.outbox.relevance import gone
from scheduler.jobs.reminders import plan_reminders
from tests.support.labourers.factory import any_labourer
from tests.support.notices.factory import FAIR_DAY, ZONE, county_time, days
from tests.support.notices.seats import MINUTE, add_people, publish_fair, sign_up_in_turn
from tests.support.outbox import labourers_told, outbox_rows, row_for
from tests.support.refusals import granted
from tests.support.store import NOON, consenting_account

EVE, MORNING = county_time(FAIR_DAY - days(1), 18), county_time(FAIR_DAY, 7)
MOMENT = timedelta(seconds=1)


async def seated(session: Session, now: datetime = NOON) -> tuple[Notice, Labourer]:
    """A fair, and somebody who signs up now."""
    notice, (ana,) = await publish_fair(session), await add_people(session, 1)
    mine = granted(await sign_ups.sign_up(session, notice, ana, now))
    await reminders.plan_reminders(session, notice, mine, now, ZONE)
    return notice, ana


async def due(session: Session, *topics: Topic) -> list[datetime]:
    return [row.due_at for row in await outbox_rows(session, *topics)]


@pytest.mark.parametrize(
    ("now", "times"),
    [
        (NOON, [EVE, MORNING]),
        (EVE - MOMENT, [EVE, MORNING]),
        (EVE, [MORNING]),
        (MORNING, []),
    ],
)
async def test_the_evening_before_and_in_the_morning_where_these_lie_ahead(
    session: Session, now: datetime, times: list[datetime]
) -> None:
    await seated(session, now)
    assert await due(session, Topic.EVE, Topic.MORNING) == times


async def test_tomorrow_is_said_until_midnight_and_today_until_it_begins(
    session: Session,
) -> None:
    notice, ana = await seated(session)
    assert (await row_for(session, Topic.EVE, ana)).expires_at == county_time(FAIR_DAY, 0)
    assert (await row_for(session, Topic.MORNING, ana)).expires_at == notice.starts_at


async def test_what_has_no_day_is_not_reminded_of(session: Session) -> None:
    notice, _ = await seated(session, MORNING)
    notice.starts_at = None
    assert reminders.reminder_times(notice, ZONE) == {}


async def test_who_signs_up_twice_is_reminded_once(session: Session) -> None:
    notice, ana = await seated(session)
    await reminders.leave_seat(session, notice, ana, NOON, ZONE)
    mine = granted(await sign_ups.sign_up(session, notice, ana, NOON))
    await reminders.plan_reminders(session, notice, mine, NOON, ZONE)
    assert await due(session, Topic.EVE, Topic.MORNING) == [EVE, MORNING]
    assert await gone(session, await row_for(session, Topic.EVE, ana), EVE) is None


async def test_a_moved_day_is_reminded_of_and_the_old_one_no_more(session: Session) -> None:
    notice, ana = await seated(session)
    notice.starts_at, notice.version, notice.dated = county_time(FAIR_DAY + days(1), 9), 1, 1
    await reminders.replan_reminders(session, notice, NOON, ZONE)
    old, new = await outbox_rows(session, Topic.EVE)
    assert (new.labourer_id, new.due_at) == (ana.id, EVE + days(1))
    assert await gone(session, old, old.due_at) is HoldReason.GONE
    assert await gone(session, new, new.due_at) is None


async def test_who_waits_is_not_reminded_of_a_moved_day(session: Session) -> None:
    notice, (ana, ben) = await publish_fair(session, capacity=1), await add_people(session, 2)
    await sign_up_in_turn(session, notice, [ana, ben])
    await reminders.replan_reminders(session, notice, NOON, ZONE)
    assert await labourers_told(session, Topic.EVE) == {ana.id}


async def test_who_moves_up_is_told_and_reminded_like_the_others(session: Session) -> None:
    notice, people = await publish_fair(session, capacity=1), await add_people(session)
    await sign_up_in_turn(session, notice, people)
    await reminders.leave_seat(session, notice, people[0], NOON + days(1), ZONE)
    row = await row_for(session, Topic.SEAT, people[1])
    assert (row.due_at, row.expires_at) == (NOON + days(1), notice.over_at)
    assert (
        await labourers_told(session, Topic.EVE)
        == await labourers_told(session, Topic.MORNING)
        == {people[1].id}
    )
    assert await labourers_told(session, Topic.SEAT) == {people[1].id}


async def test_who_moves_up_a_second_time_is_told_again(session: Session) -> None:
    notice, (ana, ben) = await publish_fair(session, capacity=1), await add_people(session, 2)
    for turn in range(2):
        await sign_up_in_turn(session, notice, [ana, ben])
        await reminders.leave_seat(session, notice, ana, NOON, ZONE)
        await reminders.leave_seat(session, notice, ben, NOON, ZONE)
        assert len(await outbox_rows(session, Topic.SEAT)) == turn + 1


async def test_who_has_no_account_moves_up_and_cannot_be_told(session: Session) -> None:
    notice, (ana,) = await publish_fair(session, capacity=1), await add_people(session, 1)
    alone = any_labourer(random.Random(0))
    session.add(alone)
    await session.flush()
    await sign_up_in_turn(session, notice, [ana, alone])
    await reminders.leave_seat(session, notice, ana, NOON, ZONE)
    (row,) = await outbox_rows(session, Topic.SEAT)
    assert (row.state, row.why) == (RowState.UNREACHABLE, HoldReason.NO_ACCOUNT)
    assert await outbox_rows(session, Topic.EVE, Topic.MORNING) == []


@pytest.mark.parametrize(
    ("last", "due_at"),
    [
        (FAIR_DAY, county_time(FAIR_DAY + days(1), 10)),
        (date(2026, 11, 30), county_time(date(2026, 12, 1), 10)),
        (None, county_time(date(2026, 11, 24), 10)),
    ],
)
async def test_the_morning_after_the_last_day_who_came_is_asked_once(
    session: Session, last: date | None, due_at: datetime
) -> None:
    notice, (ana,) = await publish_fair(session), await add_people(session, 1)
    notice.last_day = last
    for _ in range(2):
        await reminders.plan_question_after(session, notice, ana.key(), NOON, ZONE)
    (row,) = await outbox_rows(session, Topic.HELPED)
    assert (row.labourer_id, row.due_at, row.expires_at) == (ana.id, due_at, due_at + days(7))


async def test_a_second_tick_plans_nothing(session: Session) -> None:
    await drafts.begin_draft(session, await consenting_account(session, 9), "intake", NOON)
    await add_people(session, 2)
    late = county_time(date(2026, 12, 11), 9)
    first = county_time(date(2026, 12, 1), 9)
    assert await planned(session, first) == {"intakes": 1, "statuses": 2}
    assert await planned(session, first) == {}
    assert await planned(session, late) == {"calls": 2}
    assert await planned(session, late + MINUTE) == {}


async def planned(session: Session, now: datetime) -> dict[str, int]:
    """What one tick planned, where it planned any."""
    return {
        what: count for what, count in (await plan_reminders(session, now, ZONE)).items() if count
    }
