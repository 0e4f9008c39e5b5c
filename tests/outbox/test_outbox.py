"""The outbox: one row for each reason and recipient, and what becomes of it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import literal

from models.core.session import Session
from models.outbox import outbox
from models.outbox.message_type import ENDS, HoldReason, RowState, Topic
from tests.support.notices.factory import days
from tests.support.outbox import due_accounts, only_row, outbox_rows, put_row
from tests.support.store import NOON, Store

MOMENT = timedelta(seconds=1)
WAITING, SENT = RowState.WAITING, RowState.SENT


@pytest.mark.parametrize("labourer", [None, 5])
async def test_one_reason_and_recipient_is_one_row(session: Session, labourer: int | None) -> None:
    await put_row(session, 1, labourer=labourer)
    await put_row(session, 1, labourer=labourer, due=NOON + days(1))
    (row,) = await outbox_rows(session)
    assert row.planned_at == NOON


@pytest.mark.parametrize("other", [{"labourer": 5, "round_": 1}, {"labourer": 6}])
async def test_another_round_or_recipient_is_another_row(
    session: Session, other: dict[str, Any]
) -> None:
    await put_row(session, 1, labourer=5)
    await put_row(session, 1, **other)
    assert len(await outbox_rows(session)) == 2


async def test_planned_twice_at_once_it_is_one_row(store: Store) -> None:
    given = await store.at_once(
        lambda s: put_row(s, 1, labourer=5), lambda s: put_row(s, 1, labourer=5)
    )
    assert given == [None, None]
    assert len(await store.turn(outbox_rows)) == 1


async def test_who_cannot_be_reached_is_a_row_that_ended(session: Session) -> None:
    row = await only_row(session, labourer=5, why=literal(HoldReason.NO_ACCOUNT.value))
    assert (row.state, row.why) == (RowState.UNREACHABLE, HoldReason.NO_ACCOUNT)
    assert await due_accounts(session) == []


async def test_a_held_row_waits_and_says_why(session: Session) -> None:
    row = await only_row(session, expires=NOON + days(2))
    outbox.lease_row(row, NOON)
    outbox.hold_row(row, NOON + days(1), HoldReason.CAP)
    assert (row.state, row.why, row.lease_until) == (WAITING, HoldReason.CAP, None)
    assert await due_accounts(session, NOON + days(1) - MOMENT) == []
    assert await due_accounts(session, NOON + days(1)) == [1]


async def test_held_until_it_is_of_no_use_it_expires_and_the_reason_is_kept(
    session: Session,
) -> None:
    row = await only_row(session, expires=NOON + days(1))
    outbox.hold_row(row, NOON + days(1), HoldReason.PAUSED)
    assert (row.state, row.why) == (RowState.EXPIRED, HoldReason.PAUSED)
    assert await due_accounts(session, NOON + days(9)) == []


@pytest.mark.parametrize(("why", "state"), ENDS.items())
async def test_what_has_ended_is_tried_no_more(
    embedded: Session, why: HoldReason, state: RowState
) -> None:
    row = await only_row(embedded)
    outbox.lease_row(row, NOON)
    outbox.end_row(row, why)
    assert (row.state, row.why, row.lease_until) == (state, why, None)
    assert await outbox.free_expired_leases(embedded, NOON + days(9)) == 0
    assert await due_accounts(embedded, NOON + days(9)) == []


async def test_a_sent_row_knows_when_and_which_message(session: Session) -> None:
    row = await only_row(session)
    outbox.lease_row(row, NOON)
    outbox.mark_sent(row, NOON + MOMENT, 77)
    assert (row.state, row.sent_at, row.message_id) == (SENT, NOON + MOMENT, 77)
    assert await outbox.free_expired_leases(session, NOON + days(9)) == 0
    assert await due_accounts(session, NOON + days(9)) == []


async def test_rows_that_have_not_ended_are_counted(session: Session) -> None:
    await put_row(session, 1)
    await put_row(session, 2, due=NOON + days(9))
    await put_row(session, 3, Topic.SEAT)
    outbox.end_row((await outbox_rows(session))[2], HoldReason.REFUSED)
    assert await outbox.count_unfinished(session) == {
        WAITING: 2,
        RowState.CLAIMED: 0,
        RowState.PARKED: 1,
    }


async def test_of_very_many_rows_no_more_are_counted_than_need_be(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "COUNTED", 2)
    for number in range(4):
        await put_row(session, number)
    assert (await outbox.count_unfinished(session))[WAITING] == 2
