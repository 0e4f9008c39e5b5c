"""The broker's week: told on Mondays, once, to who has placements."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from dialogue.core.i18n import Speech
from dialogue.placements.subsidy import moved_lines
from models.core.session import Session
from models.core.vocabulary import Destination, Language
from models.placements import reporting
from models.placements.messages import WEEKLY_SUMMARY
from models.placements.placement import Placement
from models.placements.states import HOLDING, PlacementState
from models.subsidies import weekly_summary
from models.subsidies.rule import save_rule
from models.subsidies.subsidy_cases import BrokerTotals, total_for_broker
from models.subsidies.told_forecast import get_told, list_moved
from tests.support.notices.factory import WANGQING, ZONE, county_time
from tests.support.outbox import outbox_rows
from tests.support.pieces import in_pieces
from tests.support.placements.actors import broker_of
from tests.support.placements.factory import TODAY, XU, confirmed_placement, reported_placement
from tests.support.store import Store, broker_account
from tests.support.subsidy_rules import example_rule

MONDAY = county_time(date(2026, 11, 30), 9)
WEEK = timedelta(days=7)


async def tell(session: Session, now: datetime) -> int:
    """How many brokers are told now."""
    return await in_pieces(weekly_summary.sum_up_piece, session, now, ZONE)


async def test_who_has_placements_is_told_on_monday_at_nine(session: Session) -> None:
    placement = await reported_placement(session)
    await broker_account(session, XU)
    assert await tell(session, MONDAY - timedelta(minutes=1)) == 0
    assert await tell(session, MONDAY) == 1
    (row,) = await outbox_rows(session, WEEKLY_SUMMARY)
    assert (row.account_id, row.about) == (placement.broker_id, 202649)


async def test_each_broker_is_a_piece_and_what_was_stopped_goes_on(store: Store) -> None:
    async def two(session: Session) -> set[int | None]:
        placement = await reported_placement(session)
        other = await broker_account(session, XU)
        more = {**placement.model_dump(exclude={"id"}), "broker_id": other.key()}
        session.add(Placement(**more))
        return {placement.broker_id, other.key()}

    brokers = await store.turn(two)

    async def one(session: Session) -> int | None:
        return await weekly_summary.sum_up_piece(session, MONDAY, ZONE)

    assert await store.turn(one) == 1
    given = await store.at_once(one, one)
    while (more := await store.turn(one)) is not None:
        given.append(more)
    assert sum(told for told in given if isinstance(told, int)) == 1
    rows = await store.turn(lambda s: outbox_rows(s, WEEKLY_SUMMARY))
    assert (len(rows), {row.account_id for row in rows}) == (2, brokers)


async def test_it_is_told_once_while_nothing_changes(session: Session) -> None:
    await reported_placement(session)
    for days in range(9):
        await tell(session, MONDAY + timedelta(days=days))
    assert [row.about for row in await outbox_rows(session, WEEKLY_SUMMARY)] == [202649]


async def test_a_clock_that_comes_late_in_the_week_tells_all_the_same(
    session: Session,
) -> None:
    await reported_placement(session)
    assert await tell(session, MONDAY + timedelta(days=3)) == 1


async def test_who_took_everything_back_is_told_nothing(session: Session) -> None:
    placement = await reported_placement(session)
    await reporting.withdraw_report(session, await broker_of(session, placement), placement)
    assert await tell(session, MONDAY) == 0


RULE = {"filed_before_start": False, "group_size": 1, "evidence": frozenset()}


async def foreseen(session: Session) -> Placement:
    """Ana's placement, confirmed, in a county that pays after three months."""
    everywhere = {"county": WANGQING, "destinations": frozenset(Destination)}
    rule = replace(example_rule("tongxin_2025"), **everywhere, **RULE)  # type: ignore[arg-type]
    await save_rule(session, rule, MONDAY)
    return await confirmed_placement(session)


async def is_told(session: Session, weeks: int) -> bool:
    return await tell(session, MONDAY + weeks * WEEK) == 1


async def totals(session: Session, placement: Placement, weeks: int) -> BrokerTotals:
    today = (MONDAY + weeks * WEEK).date()
    return await total_for_broker(session, WANGQING, placement.broker_id or 0, ZONE, today)


async def test_week_after_week_nothing_slides_and_nothing_is_told_twice(
    session: Session,
) -> None:
    placement = await foreseen(session)
    told = {weeks for weeks in range(30) if await is_told(session, weeks)}
    # At first, and when the day has come without an approval.
    assert told == {0, 13}
    february = date(2027, 2, 1)
    for weeks in (0, 5, 12):
        (month,) = (await totals(session, placement, weeks)).coming
        assert month.month == february
    for weeks in (13, 20, 29):
        later = await totals(session, placement, weeks)
        assert (later.coming, [one.month for one in later.waiting]) == ((), [february])


async def test_only_what_is_confirmed_is_foreseen(session: Session) -> None:
    placement = await foreseen(session)
    for state in PlacementState:
        placement.state = state
        await session.flush()
        there = (await totals(session, placement, 0)).coming
        assert bool(there) is (state in HOLDING), state


async def test_a_month_that_moved_is_told_with_its_reason(session: Session) -> None:
    placement = await foreseen(session)
    assert await is_told(session, 0)
    placement.starts_on = date(2026, 12, 20)
    await session.flush()
    assert await is_told(session, 1)
    moved = list_moved(await get_told(session, placement.broker_id or 0))
    assert [(one.was.month, one.now and one.now.month) for one in moved] == [(2, 3)]
    (line,) = moved_lines(moved, {placement.key(): "安娜"}, Speech(Language.ZH), TODAY)
    assert "原来是 2027年2月，现在是 2027年3月，因为上班第一天是" in line
    assert not await is_told(session, 2)


async def test_a_denial_is_told_like_silence(session: Session) -> None:
    placement = await foreseen(session)
    placement.state = PlacementState.UNANSWERED
    await session.flush()
    assert await is_told(session, 0)
    placement.state = PlacementState.DISPUTED
    await session.flush()
    assert not await is_told(session, 1)


async def test_what_was_foreseen_for_who_denies_it_since_is_told_of_by_no_amount(
    session: Session,
) -> None:
    placement = await foreseen(session)
    assert await is_told(session, 0)
    placement.state = PlacementState.DISPUTED
    await session.flush()
    assert await is_told(session, 1)
    assert list_moved(await get_told(session, placement.broker_id or 0)) == []
    # What the office sent back is no secret, and neither is what it would have brought.
    placement.state = PlacementState.CONFIRMED
    await session.flush()
    assert await is_told(session, 2)
    placement.state = PlacementState.RETURNED
    await session.flush()
    assert await is_told(session, 3)
    (moved,) = list_moved(await get_told(session, placement.broker_id or 0))
    assert (moved.placement, moved.now) == (placement.key(), None)
