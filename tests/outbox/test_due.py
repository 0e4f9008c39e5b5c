"""Which rows of the outbox are due, and whose they are while they are sent."""

import asyncio
from datetime import timedelta

import pytest

from models.accounts.messages import SIGNED_IN
from models.core.session import Session
from models.labourers.messages import ACCOUNT_MOVED, MOVE_STOPPED, MOVE_WARNING
from models.notices.messages import (
    EVE_REMINDER,
    MORNING_REMINDER,
    NOTICE,
    PUBLICATION_PROGRESS,
    PUBLICATION_REPORT,
    SEAT_GIVEN,
)
from models.outbox import outbox
from models.outbox.outbox import LEASE
from models.outbox.row import RowState
from models.placements.messages import FILE_REFUSED
from scheduler.messages.render import RENDERERS
from tests.support.notices.factory import FAIR_DAY, ZONE, county_time, days
from tests.support.outbox import due_accounts, only_row, outbox_rows, put_row
from tests.support.store import NOON, Store

MOMENT = timedelta(seconds=1)
NIGHT = county_time(FAIR_DAY, 23)
WAITING, CLAIMED = RowState.WAITING, RowState.LEASED

ASKED_FOR = {
    *(MORNING_REMINDER, PUBLICATION_PROGRESS, PUBLICATION_REPORT, FILE_REFUSED),
    # Somebody may be taking an entry over at this moment.
    *(MOVE_WARNING, MOVE_STOPPED, ACCOUNT_MOVED),
    # Somebody may just have signed in with a colleague's code.
    SIGNED_IN,
}


async def test_nothing_is_due_before_its_time(session: Session) -> None:
    await put_row(session, 1)
    assert await due_accounts(session, NOON - MOMENT) == []
    assert await due_accounts(session, NOON) == [1]


async def test_answers_to_an_act_go_first_then_reminders_then_broadcasts(
    session: Session,
) -> None:
    await put_row(session, 1, NOTICE, NOON - days(3))
    await put_row(session, 2, SEAT_GIVEN, NOON - days(1))
    await put_row(session, 3, EVE_REMINDER, NOON - days(2))
    await put_row(session, 4, PUBLICATION_PROGRESS, NOON)
    assert await due_accounts(session) == [4, 3, 2, 1]


async def test_of_one_account_one_row_is_due_at_a_time(session: Session) -> None:
    await put_row(session, 1, NOTICE)
    await put_row(session, 1, SEAT_GIVEN)
    (row,) = await outbox.list_due(session, NOON, ZONE, 30)
    assert row.topic == SEAT_GIVEN.name


async def test_a_busy_account_is_left_alone(session: Session) -> None:
    await put_row(session, 1)
    await put_row(session, 2)
    assert await due_accounts(session, busy=[1]) == [2]


async def test_no_more_are_taken_than_there_is_room_for(session: Session) -> None:
    for account in range(1, 6):
        await put_row(session, account, SEAT_GIVEN if account % 2 else NOTICE)
    assert [row.account_id for row in await outbox.list_due(session, NOON, ZONE, 4)] == [1, 3, 5, 2]


async def test_at_night_only_what_was_asked_for_is_due(session: Session) -> None:
    for account, message_type in enumerate(RENDERERS):
        await put_row(session, account, message_type)
    at_night = await outbox.list_due(session, NIGHT, ZONE, len(RENDERERS))
    assert {row.topic for row in at_night} == {message_type.name for message_type in ASKED_FOR}
    assert len(await outbox.list_due(session, NOON, ZONE, 99)) == len(RENDERERS)


async def fill(session: Session) -> None:
    for account in range(6):
        await put_row(session, account)


async def take_three(session: Session) -> set[int]:
    found = await outbox.list_due(session, NOON, ZONE, 3)
    for row in found:
        outbox.lease_row(row, NOON)
    await session.flush()
    return {row.key() for row in found}


async def test_two_processes_never_claim_the_same_row(store: Store) -> None:
    await store.turn(fill)
    first, second = await store.at_once(take_three, take_three)
    assert len(first | second) == 6
    assert [row.state for row in await store.turn(outbox_rows)] == [CLAIMED] * 6


# On SQLite a turn has the store to itself.
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_process_does_not_wait_for_what_another_is_claiming(store: Store) -> None:
    await store.turn(fill)

    async def take_first(session: Session) -> set[int]:
        mine = await take_three(session)
        async with asyncio.timeout(10):
            return mine | await store.turn(take_three)

    assert len(await store.turn(take_first)) == 6


async def test_a_claimed_row_is_not_due(session: Session) -> None:
    outbox.lease_row(await only_row(session), NOON)
    await session.flush()
    assert await due_accounts(session) == []


async def test_what_a_dead_process_claimed_is_freed_after_its_lease(session: Session) -> None:
    row = await only_row(session)
    outbox.lease_row(row, NOON)
    await session.flush()
    assert await outbox.free_expired_leases(session, NOON + LEASE - MOMENT) == 0
    assert row.state is CLAIMED
    assert await outbox.free_expired_leases(session, NOON + LEASE) == 1
    assert (row.state, row.lease_until) == (WAITING, None)
    assert await due_accounts(session) == [1]


async def test_what_this_process_still_has_is_not_freed(session: Session) -> None:
    row = await only_row(session)
    outbox.lease_row(row, NOON)
    await session.flush()
    assert await outbox.free_expired_leases(session, NOON + LEASE, but=[row.key()]) == 0
    assert row.state is CLAIMED


async def test_there_is_something_to_do_while_rows_are_due_or_on_their_way(
    session: Session,
) -> None:
    row = await only_row(session, due=NOON)
    assert not await outbox.is_any_unfinished(session, NOON - MOMENT, ZONE)
    assert await outbox.is_any_unfinished(session, NOON, ZONE)
    outbox.lease_row(row, NOON)
    await session.flush()
    assert await outbox.is_any_unfinished(session, NIGHT, ZONE)
    outbox.mark_sent(row, NOON, 1)
    await session.flush()
    assert not await outbox.is_any_unfinished(session, NOON, ZONE)


async def test_at_night_what_waits_for_the_morning_is_nothing_to_do(session: Session) -> None:
    await put_row(session, 1, NOTICE)
    assert not await outbox.is_any_unfinished(session, NIGHT, ZONE)
    await put_row(session, 2, PUBLICATION_REPORT)
    assert await outbox.is_any_unfinished(session, NIGHT, ZONE)
