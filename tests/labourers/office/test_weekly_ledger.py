"""What staff are told on Mondays of the ledger, and when they are left in peace."""

from datetime import date, timedelta

from sqlalchemy import delete

from dialogue.core.i18n import Speech
from dialogue.labourers.weekly_ledger import ledger_week_message
from models.accounts import roles
from models.core.once import DoneOnce
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from models.labourers.ledger_checks.running import check_piece
from models.labourers.messages import LEDGER_WEEK
from models.labourers.weekly_ledger import LedgerWeek, count_ledger_week, plan_ledger_weeks
from models.labourers.working_age import read_shipped
from tests.support.labourers.county import TONGYU_VILLAGE, add_person
from tests.support.notices.factory import WANGQING, ZONE, county_time
from tests.support.outbox import outbox_rows
from tests.support.store import DAY, NOON, consenting_account

MONDAY = county_time(date(2026, 11, 30), 9)
WEEK = timedelta(days=7)


async def office(session: Session, chat_id: int = 9_100, area: str = WANGQING) -> int:
    """Somebody of it, who has had a week before."""
    await plan_ledger_weeks(session, MONDAY - WEEK, ZONE)
    account = await consenting_account(session, chat_id)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON)
    return account.key()


async def test_staff_are_told_on_monday_at_nine_and_once(session: Session) -> None:
    member = await office(session)
    await add_person(session, 1)
    assert await plan_ledger_weeks(session, MONDAY - timedelta(minutes=1), ZONE) == 0
    assert await plan_ledger_weeks(session, MONDAY, ZONE) >= 1
    assert await plan_ledger_weeks(session, MONDAY + 2 * DAY, ZONE) == 0
    mine = [row for row in await outbox_rows(session, LEDGER_WEEK) if row.account_id == member]
    assert [row.about for row in mine] == [202649]


async def test_a_new_store_has_no_week_to_tell_of(session: Session) -> None:
    await office(session)
    await add_person(session, 1)
    await session.exec(delete(DoneOnce))
    assert await plan_ledger_weeks(session, MONDAY, ZONE) == 0
    assert await outbox_rows(session, LEDGER_WEEK) == []


async def test_nobody_is_told_where_nothing_changed(session: Session) -> None:
    member = await office(session)
    far = await office(session, 9_101, "220822")
    one = await add_person(session, 1)
    await add_person(session, 2, village=TONGYU_VILLAGE)
    one.registered_at = NOON - 30 * DAY
    await session.flush()
    await plan_ledger_weeks(session, MONDAY, ZONE)
    told = {row.account_id for row in await outbox_rows(session, LEDGER_WEEK)}
    assert member not in told
    assert far in told


async def test_who_became_silent_within_the_week_is_news(session: Session) -> None:
    member = await office(session)
    one = await add_person(session, 1)
    one.registered_at, one.status_told_at = NOON - 90 * DAY, MONDAY - 33 * DAY
    await session.flush()
    await plan_ledger_weeks(session, MONDAY, ZONE)
    assert member in {row.account_id for row in await outbox_rows(session, LEDGER_WEEK)}
    await plan_ledger_weeks(session, MONDAY + WEEK, ZONE)
    rows = [row for row in await outbox_rows(session, LEDGER_WEEK) if row.account_id == member]
    assert [row.about for row in rows] == [202649]


async def test_the_figures_are_those_of_the_county(session: Session) -> None:
    poor = {"registered_poor": True, "household_head": "@self"}
    await add_person(session, 1, status="out_of_work", **poor)
    await add_person(session, 2, status="outside")
    await add_person(session, 3, village=TONGYU_VILLAGE, status="outside")
    silent = await add_person(session, 4)
    silent.status_told_at = silent.registered_at = NOON - 40 * DAY
    await session.flush()
    await check_piece(session, read_shipped(), NOON, ZONE)
    assert await count_ledger_week(session, (WANGQING,), NOON) == LedgerWeek(2, 1, 1, 1)
    assert await count_ledger_week(session, (), NOON) == LedgerWeek(0, 0, 0, 0)


def test_the_message_has_figures_and_no_line_for_nothing() -> None:
    said = str(ledger_week_message(LedgerWeek(3, 0, 100, 1), Speech(Language.EN)).text)
    assert said.splitlines()[1:] == [
        "🆕 New people: 3",
        "⚠️ Open checks of the ledger: 99+",
        "🏠 Poor households with nobody in work: 1",
    ]
