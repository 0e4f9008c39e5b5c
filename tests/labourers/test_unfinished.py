"""An intake left unfinished: remembered after a day, and after three, once each."""

from datetime import datetime, timedelta

import pytest

from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.session import Session
from models.labourers.messages import UNFINISHED_INTAKE
from models.notices import reminders
from models.outbox.row import HoldReason
from tests.support.notices.factory import days
from tests.support.outbox import drop_reason, outbox_rows, row_for
from tests.support.store import NOON, Store, consenting_account

MOMENT = timedelta(seconds=1)
plan = reminders.plan_intake_reminders


async def begun(session: Session, form: str = "intake") -> Draft:
    return await drafts.begin_draft(session, await consenting_account(session, 1), form, NOON)


def go_on(left: Draft, now: datetime) -> None:
    drafts.save_draft(left, now, answers={"name": "安"}, revisiting=None, partial=None)


async def rounds(session: Session) -> list[int]:
    return [row.round for row in await outbox_rows(session, UNFINISHED_INTAKE)]


async def test_after_a_day_and_after_three_it_is_remembered_once_each(
    session: Session,
) -> None:
    await begun(session)
    planned = [await plan(session, NOON + days(half / 2)) for half in range(20)]
    assert [half / 2 for half, number in enumerate(planned) if number] == [1, 3]
    assert await rounds(session) == [1, 2]


async def test_not_before_a_day_is_over(session: Session) -> None:
    await begun(session)
    assert await plan(session, NOON + days(1) - MOMENT) == 0
    assert await plan(session, NOON + days(1)) == 1
    assert await plan(session, NOON + days(1)) == 0


async def test_a_tick_that_comes_after_five_days_remembers_it_once(session: Session) -> None:
    await begun(session)
    assert await plan(session, NOON + days(5)) == 1
    assert await plan(session, NOON + days(5)) == 0
    assert await rounds(session) == [2]


async def test_two_ticks_at_once_remember_it_once(store: Store) -> None:
    await store.turn(begun)
    late = NOON + days(1)
    given = await store.at_once(lambda s: plan(s, late), lambda s: plan(s, late))
    assert sorted(given) == [0, 1]


async def test_it_counts_from_the_last_answer(session: Session) -> None:
    left = await begun(session)
    go_on(left, NOON + days(2))
    await session.flush()
    assert await plan(session, NOON + days(3) - MOMENT) == 0
    assert await plan(session, NOON + days(3)) == 1
    assert await rounds(session) == [1]


async def test_other_forms_are_not_remembered(session: Session) -> None:
    await begun(session, "change")
    assert await plan(session, NOON + days(5)) == 0


async def test_a_reminder_is_of_use_for_a_day(session: Session) -> None:
    left = await begun(session)
    await plan(session, NOON + days(1))
    (row,) = await outbox_rows(session)
    assert (row.account_id, row.about, row.due_at) == (left.account_id, left.id, NOON + days(1))
    assert row.expires_at == NOON + days(2)


@pytest.mark.parametrize("after", [1, 3, 5])
async def test_what_is_gone_on_with_is_remembered_no_more(session: Session, after: int) -> None:
    left, now = await begun(session), NOON + days(after)
    await plan(session, now)
    (row,) = await outbox_rows(session)
    assert await drop_reason(session, row, now) is None
    go_on(left, now)
    assert await drop_reason(session, row, now) is HoldReason.GONE


async def test_what_is_finished_is_remembered_no_more(session: Session) -> None:
    account = await consenting_account(session, 1)
    left = await drafts.begin_draft(session, account, "intake", NOON)
    await plan(session, NOON + days(1))
    await drafts.discard_draft(session, account, left)
    await session.flush()
    row = await row_for(session, UNFINISHED_INTAKE, account)
    assert await drop_reason(session, row, NOON + days(1)) is HoldReason.GONE
