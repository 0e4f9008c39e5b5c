"""The monthly question about the present work, and who is to be called about it."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.core.session import Session
from models.labourers import ledger, monthly_status
from models.labourers.calls import Call
from models.labourers.messages import MONTHLY_STATUS
from models.labourers.monthly_status import status_month
from models.labourers.number_pieces import PIECE
from models.outbox.row import HoldReason, RowState
from tests.support.labourers.factory import add_crowd, any_labourer, reachable_labourer
from tests.support.notices.factory import ZONE, county_time, days
from tests.support.outbox import drop_reason, labourers_told, outbox_rows, row_for
from tests.support.pieces import in_pieces
from tests.support.store import NOON, Store

MOMENT = timedelta(seconds=1)
FIRST = county_time(date(2026, 12, 1), 9)
ENDS = FIRST + days(10)


async def ask(session: Session, now: datetime) -> int:
    return await in_pieces(monthly_status.ask_piece, session, now, ZONE)


async def open_calls(session: Session, now: datetime) -> int:
    return await in_pieces(monthly_status.open_calls_piece, session, now, ZONE)


async def called(session: Session) -> list[tuple[int, int]]:
    return [(call.month, call.labourer_id) for call in await session.exec(select(Call))]


@pytest.mark.parametrize(
    ("now", "month"),
    [
        (county_time(date(2026, 11, 30), 23, 59), 202611),
        (county_time(date(2026, 12, 1), 0), 202612),
        (county_time(date(2027, 1, 31), 12), 202701),
    ],
)
def test_the_month_is_that_of_the_county(now: datetime, month: int) -> None:
    assert status_month(now.astimezone(UTC), ZONE)[0] == month


async def test_from_the_first_at_nine_everybody_is_asked_once(session: Session) -> None:
    people = await add_crowd(session, 30)
    assert await ask(session, FIRST - MOMENT) == 0
    assert await ask(session, FIRST) == 30
    assert await ask(session, FIRST + MOMENT) == 0
    assert await labourers_told(session, MONTHLY_STATUS) == {one.id for one in people}


async def test_missed_until_the_fourth_it_is_asked_once_all_the_same(
    session: Session,
) -> None:
    await reachable_labourer(session, 1)
    assert await ask(session, FIRST + days(3)) == 1
    assert await ask(session, FIRST + days(4)) == 0
    (row,) = await outbox_rows(session, MONTHLY_STATUS)
    assert (row.about, row.planned_at, row.expires_at) == (202612, FIRST, ENDS)


async def test_two_ticks_at_once_ask_once(store: Store) -> None:
    await store.turn(lambda s: add_crowd(s, 5))
    given = await store.at_once(lambda s: ask(s, FIRST), lambda s: ask(s, FIRST))
    assert sorted(given) == [0, 5]


async def test_in_pieces_everybody_is_asked_once_and_called_once(store: Store) -> None:
    """Each piece is committed by itself; who is stopped in between goes on from there."""
    people = PIECE + 30
    await store.turn(lambda s: add_crowd(s, people))

    def piece(work: Any, now: datetime) -> Any:
        return store.turn(lambda s: work(s, now, ZONE))

    assert await piece(monthly_status.ask_piece, FIRST) == PIECE
    # Who registers meanwhile has told it; a second process is as far at the same moment.
    await store.turn(lambda s: reachable_labourer(s, 1, status_told_at=FIRST))
    late = FIRST + days(1)
    given = await store.at_once(
        *(lambda s: monthly_status.ask_piece(s, late, ZONE) for _ in range(2))
    )
    assert sum(one or 0 for one in given) == 30
    assert await piece(monthly_status.ask_piece, late) is None
    rows = await store.turn(lambda s: outbox_rows(s, MONTHLY_STATUS))
    assert sorted(row.labourer_id or 0 for row in rows) == list(range(1, people + 1))
    assert await piece(monthly_status.open_calls_piece, ENDS) == PIECE
    assert await piece(monthly_status.open_calls_piece, ENDS + days(1)) == 30
    assert await piece(monthly_status.open_calls_piece, ENDS + days(1)) is None
    assert len(await store.turn(called)) == people


async def test_every_month_is_asked_anew(session: Session) -> None:
    await reachable_labourer(session, 1)
    assert await ask(session, FIRST) == 1
    assert await ask(session, county_time(date(2027, 1, 1), 9)) == 1


async def test_after_ten_days_it_is_not_asked_any_more(session: Session) -> None:
    await reachable_labourer(session, 1)
    assert await ask(session, ENDS) == 0
    assert await outbox_rows(session) == []


@pytest.mark.parametrize(
    ("told_at", "asked"), [(FIRST - days(7) - MOMENT, 1), (FIRST - days(7), 0), (FIRST, 0)]
)
async def test_who_told_it_within_the_week_before_is_not_asked(
    session: Session, told_at: datetime, asked: int
) -> None:
    await reachable_labourer(session, 1, status_told_at=told_at)
    assert await ask(session, FIRST + days(1)) == asked


async def test_who_comes_into_the_ledger_afterwards_is_not_asked(session: Session) -> None:
    await ask(session, FIRST)
    await reachable_labourer(session, 1)
    assert await ask(session, FIRST + days(1)) == 0


async def test_who_cannot_be_asked_by_chat_is_a_row_that_says_why(session: Session) -> None:
    session.add(any_labourer(random.Random(0)))
    _, blocked = await reachable_labourer(session, 1)
    blocked.address.blocked_at = NOON
    await session.flush()
    await ask(session, FIRST)
    states = {(row.state, row.why) for row in await outbox_rows(session, MONTHLY_STATUS)}
    assert states == {
        (RowState.UNREACHABLE, HoldReason.NO_ACCOUNT),
        (RowState.UNREACHABLE, HoldReason.BLOCKED),
    }


async def test_it_is_asked_until_it_is_answered(session: Session) -> None:
    ana, account = await reachable_labourer(session, 1)
    await ask(session, FIRST)
    row = await row_for(session, MONTHLY_STATUS, ana)
    assert await drop_reason(session, row, FIRST) is None
    await ledger.confirm_status(session, ana, FIRST, account.key())
    assert await drop_reason(session, row, FIRST) is HoldReason.GONE


async def test_after_ten_days_who_did_not_answer_is_to_be_called_once(
    session: Session,
) -> None:
    ana, account = await reachable_labourer(session, 1)
    ben, _ = await reachable_labourer(session, 2)
    await ask(session, FIRST)
    await ledger.confirm_status(session, ana, FIRST + days(2), account.key())
    assert await open_calls(session, ENDS - MOMENT) == 0
    assert await open_calls(session, ENDS) == 1
    assert await open_calls(session, ENDS + days(1)) == 0
    assert await called(session) == [(202612, ben.id)]


async def test_who_registered_since_is_not_called(session: Session) -> None:
    await ask(session, FIRST)
    await reachable_labourer(session, 1, status_told_at=FIRST + days(1))
    assert await open_calls(session, ENDS) == 0


@pytest.mark.parametrize("fact", [{"status": "farming"}, {"work_place": "宁波"}, {"wage": 4000}])
async def test_who_changed_the_present_work_has_told_it(
    session: Session, fact: dict[str, object]
) -> None:
    ana, account = await reachable_labourer(session, 1)
    facts = {**await ledger.get_facts(session, ana), **fact}
    await ledger.change_entry(session, ana, facts, FIRST, account.key())
    assert ana.status_told_at == FIRST


async def test_what_is_no_work_is_no_answer(session: Session) -> None:
    ana, account = await reachable_labourer(session, 1)
    before = ana.status_told_at
    facts = {**await ledger.get_facts(session, ana), "wanted_wage": 1}
    await ledger.change_entry(session, ana, facts, FIRST, account.key())
    assert ana.status_told_at == before
