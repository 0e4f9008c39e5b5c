"""The broker's week: told on Mondays, once, to who has placements."""

from datetime import date, timedelta

from models.core.session import Session
from models.outbox.message_type import Topic
from models.placements import reporting, weekly_summary
from tests.support.notices.factory import ZONE, county_time
from tests.support.outbox import outbox_rows
from tests.support.placements.actors import broker_of
from tests.support.placements.factory import XU, reported_placement
from tests.support.store import broker_account

MONDAY = county_time(date(2026, 11, 30), 9)
WEEK = timedelta(days=7)


async def test_who_has_placements_is_told_on_monday_at_nine(session: Session) -> None:
    placement = await reported_placement(session)
    await broker_account(session, XU)
    assert (
        await weekly_summary.plan_weekly_summary(session, MONDAY - timedelta(minutes=1), ZONE) == 0
    )
    assert await weekly_summary.plan_weekly_summary(session, MONDAY, ZONE) == 1
    (row,) = await outbox_rows(session, Topic.WEEK)
    assert (row.account_id, row.about) == (placement.broker_id, 202649)


async def test_it_is_told_once_a_week(session: Session) -> None:
    await reported_placement(session)
    for days in range(9):
        await weekly_summary.plan_weekly_summary(session, MONDAY + timedelta(days=days), ZONE)
    assert [row.about for row in await outbox_rows(session, Topic.WEEK)] == [202649, 202650]


async def test_a_clock_that_comes_late_in_the_week_tells_all_the_same(
    session: Session,
) -> None:
    await reported_placement(session)
    assert await weekly_summary.plan_weekly_summary(session, MONDAY + timedelta(days=3), ZONE) == 1


async def test_who_took_everything_back_is_told_nothing(session: Session) -> None:
    placement = await reported_placement(session)
    await reporting.withdraw_report(session, await broker_of(session, placement), placement)
    assert await weekly_summary.plan_weekly_summary(session, MONDAY, ZONE) == 0
