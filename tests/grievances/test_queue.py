"""Which grievances wait, for whom, and who is told every day of those that wait too long."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models.accounts.account import Account
from models.accounts.roles import Role
from models.core.audit import Act, Subject, trail
from models.core.session import Session
from models.grievances import messages, queue
from models.grievances.grievance import Grievance
from models.grievances.messages import GRIEVANCE_OPENED, GRIEVANCE_STEP, GRIEVANCES_OVERDUE
from models.labourers.labourer import Labourer
from models.outbox.message_type import MessageType
from models.outbox.row import HoldReason, OutboxRow
from tests.support.grievances.factory import (
    EVA,
    close_grievance,
    labourer_with_account,
    open_grievance,
    staff_account,
    take_grievance,
    work_at,
)
from tests.support.notices.factory import WANGQING, ZONE, county_time, days
from tests.support.outbox import drop_reason, outbox_rows, row_for
from tests.support.placements.actors import CLERK, county_clerk
from tests.support.store import NOON

TONGYU = "220822"
# The account of the office that every store of the tests begins with.
FURNISHED = 1
OVER = county_time(date(2026, 12, 9), 9)


async def numbers(session: Session, *counties: str, most: int = 20) -> list[int]:
    found = await queue.list_open_by_person(session, counties, size=most)
    return [one.first.key() for one in found.items]


async def in_tongyu(session: Session) -> Grievance:
    return await open_grievance(
        session, await labourer_with_account(session, "220822101001", chat=2)
    )


async def plan(session: Session, now: datetime = OVER) -> int:
    return await messages.plan_overdue(session, now, ZONE)


async def test_what_is_due_first_stands_first(session: Session) -> None:
    one, two, three = [await labourer_with_account(session, chat=chat) for chat in (1, 2, 3)]
    late = await open_grievance(session, one, NOON - days(20))
    usual = await open_grievance(session, two)
    urgent = await open_grievance(session, three, kind="danger")
    assert await numbers(session, WANGQING) == [late.id, urgent.id, usual.id]
    assert await queue.count_open(session, (WANGQING,)) == 3
    assert await queue.count_overdue(session, (WANGQING,), NOON) == 1


async def test_what_is_taken_waits_and_what_is_closed_does_not(session: Session) -> None:
    one = await labourer_with_account(session)
    first, second = await open_grievance(session, one), await open_grievance(session, one)
    await take_grievance(session, first)
    await close_grievance(session, second)
    assert await numbers(session, WANGQING) == [first.id]


async def test_each_county_has_its_own_and_the_empty_one_all(session: Session) -> None:
    here, there = (
        await open_grievance(session, await labourer_with_account(session)),
        await in_tongyu(session),
    )
    assert await numbers(session, WANGQING) == [here.id]
    assert await numbers(session, TONGYU) == [there.id]
    assert await numbers(session, TONGYU, WANGQING) == await numbers(session, "")
    assert await queue.get_grievance_of_county(session, here.key(), (TONGYU,)) is None
    assert await queue.get_grievance_of_county(session, here.key(), ()) is None
    assert await queue.get_grievance_of_county(session, here.key(), ("",)) is here


async def test_no_more_are_listed_than_are_shown(session: Session) -> None:
    for chat in range(1, 5):
        await open_grievance(session, await labourer_with_account(session, chat=chat))
    assert len(await numbers(session, WANGQING, most=3)) == 3


async def account_of(session: Session, one: Labourer) -> Account:
    return (await session.exec(select(Account).where(Account.labourer_id == one.id))).one()


async def test_people_find_their_own_and_no_others(session: Session) -> None:
    one, other = await labourer_with_account(session), await labourer_with_account(session, chat=2)
    mine, _ = await open_grievance(session, one), await open_grievance(session, other)
    hers, his = await account_of(session, one), await account_of(session, other)
    assert (await queue.list_own_grievances(session, hers)).items == [mine]
    assert await queue.get_own_grievance(session, mine.key(), hers) is mine
    assert await queue.get_own_grievance(session, mine.key(), his) is None


async def test_people_find_their_own_workplaces_the_latest_first(session: Session) -> None:
    one, other = await labourer_with_account(session), await labourer_with_account(session, chat=2)
    for name in ("甲", "乙", "丙", "丁"):
        last = await work_at(session, one, name)
    names = [employer.name for _, employer in await queue.list_workplaces(session, one)]
    assert names == ["丁", "丙", "乙"]
    assert await queue.list_workplaces(session, other) == []
    assert await queue.get_workplace(session, last.key(), other) is None


async def test_who_looked_goes_into_the_trail(session: Session) -> None:
    one = await labourer_with_account(session)
    grievance = await open_grievance(session, one)
    assert await queue.view_person(session, county_clerk(), grievance) is one
    *_, seen = await trail(session, Subject.GRIEVANCE, grievance.key())
    assert (seen.act, seen.account_id, seen.labourer_id) == (Act.VIEWED, CLERK, one.id)


async def test_every_day_at_nine_the_staff_are_told_once(session: Session) -> None:
    office, everywhere = await staff_account(session), await staff_account(session, "", EVA)
    await staff_account(session, TONGYU, 23)
    await open_grievance(session, await labourer_with_account(session))
    assert await plan(session, county_time(date(2026, 12, 9), 8, 59)) == 0
    assert await plan(session) == 3
    assert await plan(session) == 0
    assert await plan(session, OVER + days(1)) == 3
    told = [(row.about, row.account_id) for row in await outbox_rows(session, GRIEVANCES_OVERDUE)]
    accounts = (FURNISHED, office.id, everywhere.id)
    assert told == [(day, one) for day in (20261209, 20261210) for one in accounts]


async def test_as_long_as_there_is_time_nobody_is_told(session: Session) -> None:
    await staff_account(session)
    await open_grievance(session, await labourer_with_account(session))
    assert await plan(session, OVER - days(1)) == 0


async def grieved(session: Session) -> tuple[Grievance, Account, OutboxRow]:
    office = await staff_account(session)
    grievance = await open_grievance(session, await labourer_with_account(session))
    return grievance, office, await row_for(session, GRIEVANCE_OPENED, office)


async def test_what_somebody_has_taken_needs_no_other(session: Session) -> None:
    grievance, _, row = await grieved(session)
    assert await drop_reason(session, row, NOON) is None
    await take_grievance(session, grievance)
    assert await drop_reason(session, row, NOON) is HoldReason.GONE


@pytest.mark.parametrize("topic", [GRIEVANCE_OPENED, GRIEVANCES_OVERDUE])
async def test_who_is_not_of_the_office_any_more_hears_nothing(
    session: Session, topic: MessageType
) -> None:
    _, office, _ = await grieved(session)
    await plan(session)
    row = await row_for(session, topic, office)
    assert await drop_reason(session, row, OVER) is None
    for one in (await session.exec(select(Role).where(Role.account_id == office.id))).all():
        await session.delete(one)
    await session.flush()
    assert await drop_reason(session, row, OVER) is HoldReason.GONE


async def test_nothing_overdue_is_nothing_to_tell(session: Session) -> None:
    grievance, office, _ = await grieved(session)
    await plan(session)
    row = await row_for(session, GRIEVANCES_OVERDUE, office)
    await close_grievance(session, grievance)
    assert await drop_reason(session, row, OVER) is HoldReason.GONE


async def test_every_step_is_told_however_many_came_since(session: Session) -> None:
    grievance, *_ = await grieved(session)
    await close_grievance(session, grievance)
    steps = await outbox_rows(session, GRIEVANCE_STEP)
    assert [await drop_reason(session, row, NOON) for row in steps] == [None, None]
