"""A cancellation holds at once, and is carried out piece by piece, whatever comes in between."""

from sqlmodel import col, select

from models.core.session import Session
from models.labourers.labourer import Labourer
from models.labourers.number_pieces import PIECE
from models.notices import lifecycle, publication_progress, sign_ups
from models.notices.messages import CANCELLATION, NOTICE
from models.notices.notice import Notice
from models.outbox import outbox
from models.outbox.row import HoldReason, OutboxRow, RowState
from models.privacy import merging
from scheduler.jobs.publishing import do_piece, publish_notices
from tests.labourers.test_doubles import office, pairs, somebody
from tests.support.labourers.factory import add_crowd
from tests.support.notices.factory import ZONE, publish_notice
from tests.support.outbox import drop_reason, labourers_told, office_account, outbox_rows
from tests.support.store import NOON, Store
from tests.support.stored_actors import clerk

VILLAGE = "222424101001"


async def published(store: Store, people: int) -> int:
    """A notice that is frozen for so many, and that every third of them has already."""

    async def publish(session: Session) -> int:
        await add_crowd(session, people, village_code=VILLAGE)
        return (await publish_notice(session, await office_account(session))).key()

    async def deliver(session: Session) -> None:
        for row in await waiting(session):
            if row.labourer_id and row.labourer_id % 3 == 0:
                outbox.mark_sent(row, NOON, 1)

    number = await store.turn(publish)
    while await store.turn(lambda s: do_piece(s, NOON, ZONE)):
        pass
    await store.turn(deliver)
    return number


async def waiting(session: Session) -> list[OutboxRow]:
    return [one for one in await outbox_rows(session, NOTICE) if one.state is RowState.WAITING]


async def cancel(store: Store, number: int) -> None:
    async def work(session: Session) -> None:
        await lifecycle.cancel_notice(session, clerk(7), await session.get_one(Notice, number))

    await store.turn(work)


async def who_has_it(session: Session) -> set[int | None]:
    sent = [one for one in await outbox_rows(session, NOTICE) if one.state is RowState.SENT]
    return {one.labourer_id for one in sent}


async def test_from_the_first_moment_nothing_of_it_is_sent_or_counted_as_waiting(
    store: Store,
) -> None:
    number = await published(store, PIECE + 60)
    await cancel(store, number)

    async def look(session: Session) -> None:
        left = await waiting(session)
        assert len(left) > PIECE // 3
        assert {await drop_reason(session, row, NOON) for row in left} == {HoldReason.CANCELLED}
        notice = await session.get_one(Notice, number)
        done = await publication_progress.count_progress(session, notice)
        assert (done.waiting, done.is_over) == (0, True)
        assert done.by_why[HoldReason.CANCELLED] == len(left)

    await store.turn(look)


async def test_stopped_half_way_it_goes_on_and_tells_everybody_once(store: Store) -> None:
    number = await published(store, PIECE + 60)
    has_it = await store.turn(who_has_it)
    await cancel(store, number)
    first = await store.turn(lambda s: publish_notices(s, NOON, ZONE))
    assert 0 < first["told"] < len(has_it)
    # Two processes at once, of which one was asleep: neither tells anybody again.
    given = await store.at_once(*(lambda s: do_piece(s, NOON, ZONE) for _ in range(2)))
    assert sum(one.get("told", 0) for one in given) + first["told"] == len(has_it)
    assert await store.turn(lambda s: do_piece(s, NOON, ZONE)) == {}
    assert await store.turn(lambda s: labourers_told(s, CANCELLATION)) == has_it
    assert len(await store.turn(lambda s: outbox_rows(s, CANCELLATION))) == len(has_it)
    assert await store.turn(waiting) == []


async def test_cancelled_while_it_is_still_frozen_it_goes_to_nobody_else(store: Store) -> None:
    await store.turn(lambda s: add_crowd(s, PIECE + 60, village_code=VILLAGE))

    async def publish(session: Session) -> int:
        return (await publish_notice(session, await office_account(session))).key()

    number = await store.turn(publish)
    planned = len(await store.turn(lambda s: outbox_rows(s, NOTICE)))
    await cancel(store, number)
    while await store.turn(lambda s: do_piece(s, NOON, ZONE)):
        pass
    assert len(await store.turn(lambda s: outbox_rows(s, NOTICE))) == planned
    assert await store.turn(waiting) == []


async def test_who_registers_meanwhile_stops_it_no_longer(store: Store) -> None:
    number = await published(store, PIECE + 60)
    await cancel(store, number)
    pieces = []
    while piece := await store.turn(lambda s: do_piece(s, NOON, ZONE)):
        pieces.append(piece)
        await store.turn(lambda s: add_crowd(s, PIECE, len(pieces), village_code=VILLAGE))
    assert len(pieces) == 2


async def test_an_entry_merged_into_one_that_was_passed_is_told_all_the_same(
    session: Session,
) -> None:
    """Its row would go to a number that the walk does not come to again."""
    dai = await office(session)
    first, second = await somebody(session, 1, id_number=None), await somebody(session, 2)
    notice = await publish_notice(session, dai.id)
    for row in await outbox_rows(session, NOTICE):
        if row.labourer_id == second.key():
            outbox.mark_sent(row, NOON, 1)
    await sign_ups.sign_up(session, notice, second, NOON)
    await lifecycle.cancel_notice(session, dai, notice)
    notice.frozen_to = first.key()
    await session.flush()
    (pair,) = await pairs(session, dai)
    assert await merging.merge_entries(session, pair, first, dai) is None
    while await do_piece(session, NOON, ZONE):
        pass
    assert await labourers_told(session, CANCELLATION) == {first.key()}
    left = select(Labourer.id).where(col(Labourer.id) == second.key())
    assert (await session.exec(left)).first() is None
