"""A notice goes out: frozen when its time has come, followed, and reported once."""

from datetime import datetime, timedelta

import pytest

from models.core.session import Session
from models.labourers.number_pieces import PIECE
from models.notices import publication, publication_progress
from models.notices.messages import CORRECTION, NOTICE, PUBLICATION_REPORT
from models.notices.notice import Notice, NoticeState
from models.notices.publication_progress import Progress
from models.outbox import outbox
from models.outbox.row import HoldReason, RowState
from scheduler.jobs.publishing import do_piece, publish_notices
from tests.support.labourers.factory import add_crowd, reachable_labourer
from tests.support.notices.factory import ZONE, days, write_notice
from tests.support.outbox import OFFICE, fair_for_two, labourers_told, outbox_rows, row_for
from tests.support.store import NOON, Store, consenting_account

MOMENT = timedelta(seconds=1)
NOTHING = {"planned": 0, "out": 0, "told": 0}


async def scheduled(
    session: Session, goes: datetime = NOON, state: NoticeState = NoticeState.SCHEDULED
) -> Notice:
    notice = await write_notice(session, (await consenting_account(session, OFFICE)).key())
    notice.state, notice.publish_at = state, goes
    await session.flush()
    return notice


async def tick(session: Session, now: datetime = NOON) -> dict[str, int]:
    return await publish_notices(session, now, ZONE)


async def test_a_notice_goes_out_when_its_time_has_come(session: Session) -> None:
    ana, _ = await reachable_labourer(session, 1, village_code="222424101001")
    notice = await scheduled(session)
    assert await tick(session, NOON - MOMENT) == NOTHING
    assert await tick(session, NOON) == NOTHING | {"planned": 1}
    assert (notice.state, notice.published_at) == (NoticeState.PUBLISHING, NOON)
    row = await row_for(session, NOTICE, ana)
    assert (row.due_at, row.expires_at) == (NOON, notice.over_at)


async def test_a_second_tick_plans_nothing(session: Session) -> None:
    await add_crowd(session, 20, village_code="222424101001")
    await scheduled(session)
    assert (await tick(session))["planned"] == 20
    assert await tick(session) == NOTHING


async def test_a_late_tick_catches_up_once(session: Session) -> None:
    await reachable_labourer(session, 1, village_code="222424101001")
    await scheduled(session)
    assert (await tick(session, NOON + days(1)))["planned"] == 1
    assert await tick(session, NOON + days(2)) == NOTHING


async def test_two_ticks_at_once_plan_it_once(store: Store) -> None:
    await store.turn(lambda s: add_crowd(s, 20, village_code="222424101001"))
    await store.turn(scheduled)
    given = await store.at_once(tick, tick)
    assert sorted(counts["planned"] for counts in given) == [0, 20]
    assert len(await store.turn(lambda s: outbox_rows(s, NOTICE))) == 20


async def test_in_pieces_it_is_for_who_was_registered_when_it_began(store: Store) -> None:
    await store.turn(lambda s: add_crowd(s, PIECE + 20, village_code="222424101001"))
    await store.turn(scheduled)
    assert await store.turn(tick) == NOTHING | {"planned": PIECE}
    await store.turn(everybody_has_it)
    await store.turn(lambda s: add_crowd(s, 1, 1, village_code="222424101001"))
    assert await store.turn(lambda s: publication.finish_publications(s, NOON)) == 0
    late = NOON + MOMENT
    given = await store.at_once(*(lambda s: do_piece(s, late, ZONE) for _ in range(2)))
    assert sorted(map(str, given)) == ["{'planned': 20}", "{}"]
    assert await store.turn(lambda s: do_piece(s, late, ZONE)) == {}
    rows = await store.turn(lambda s: outbox_rows(s, NOTICE))
    assert sorted(row.labourer_id or 0 for row in rows) == list(range(1, PIECE + 21))


async def everybody_has_it(session: Session) -> None:
    for row in await outbox_rows(session, NOTICE):
        outbox.mark_sent(row, NOON, 1)


@pytest.mark.parametrize("state", [NoticeState.DRAFT, NoticeState.CANCELLED])
async def test_what_is_no_longer_to_go_out_does_not(session: Session, state: NoticeState) -> None:
    await reachable_labourer(session, 1, village_code="222424101001")
    await scheduled(session, state=state)
    assert await tick(session) == NOTHING


async def test_once_everybody_has_it_the_writer_is_told_once(session: Session) -> None:
    notice, _, ben = await fair_for_two(session)
    assert await publication.finish_publications(session, NOON) == 0
    outbox.mark_sent(await row_for(session, NOTICE, ben), NOON, 1)
    await session.flush()
    assert await publication.finish_publications(session, NOON) == 1
    assert notice.state is NoticeState.PUBLISHED
    assert await publication.finish_publications(session, NOON) == 0
    (report,) = await outbox_rows(session, PUBLICATION_REPORT)
    assert (report.account_id, report.about) == (notice.writer_id, notice.id)


@pytest.mark.parametrize("why", [HoldReason.CAP, HoldReason.PAUSED])
async def test_who_has_it_later_for_reasons_of_their_own_is_not_waited_for(
    session: Session, why: HoldReason
) -> None:
    _, _, ben = await fair_for_two(session)
    outbox.hold_row(await row_for(session, NOTICE, ben), NOON + days(1), why)
    await session.flush()
    assert await publication.finish_publications(session, NOON) == 1


@pytest.mark.parametrize("why", [HoldReason.FORM, HoldReason.AWAY, None])
async def test_who_has_it_soon_is_waited_for(session: Session, why: HoldReason | None) -> None:
    _, _, ben = await fair_for_two(session)
    outbox.hold_row(await row_for(session, NOTICE, ben), NOON + MOMENT, why)
    await session.flush()
    assert await publication.finish_publications(session, NOON) == 0


async def test_what_is_on_its_way_is_waited_for_whatever_it_waited_for_before(
    session: Session,
) -> None:
    _, _, ben = await fair_for_two(session)
    row = await row_for(session, NOTICE, ben)
    outbox.hold_row(row, NOON, HoldReason.CAP)
    outbox.lease_row(row, NOON)
    await session.flush()
    assert await publication.finish_publications(session, NOON) == 0


async def test_where_nobody_can_be_reached_it_is_out_at_once(session: Session) -> None:
    _, account = await reachable_labourer(session, 1, village_code="222424101001")
    account.address.blocked_at = NOON
    await scheduled(session)
    assert await tick(session) == NOTHING | {"planned": 1, "out": 1}


async def test_progress_is_counted_from_the_rows(session: Session) -> None:
    people = [
        (await reachable_labourer(session, n, village_code="222424101001"))[0] for n in range(1, 9)
    ]
    notice = await scheduled(session)
    await tick(session)
    planned = [await row_for(session, NOTICE, one) for one in people]
    outbox.hold_row(planned[0], NOON, HoldReason.CAP)
    outbox.mark_sent(planned[0], NOON, 1)
    outbox.lease_row(planned[1], NOON)
    outbox.hold_row(planned[2], NOON, HoldReason.CAP)
    outbox.hold_row(planned[3], NOON + days(30), HoldReason.PAUSED)
    await session.flush()
    for row, why in zip(
        planned[4:7], (HoldReason.BLOCKED, HoldReason.REFUSED, HoldReason.GONE), strict=True
    ):
        outbox.end_row(row, why)
        await session.flush()
    by_why = dict.fromkeys(
        (
            HoldReason.CAP,
            HoldReason.PAUSED,
            HoldReason.BLOCKED,
            HoldReason.REFUSED,
            HoldReason.GONE,
        ),
        1,
    )
    assert await publication_progress.count_progress(session, notice) == Progress(
        sent=1, waiting=3, later=1, unreachable=1, failed=1, ended=2, by_why=by_why
    )


async def test_it_is_over_when_only_those_wait_who_have_it_later(session: Session) -> None:
    notice, _, ben = await fair_for_two(session)
    assert not (await publication_progress.count_progress(session, notice)).is_over
    outbox.hold_row(await row_for(session, NOTICE, ben), NOON + MOMENT, HoldReason.CAP)
    await session.flush()
    assert (await publication_progress.count_progress(session, notice)).is_over


async def test_exactly_who_was_sent_it_is_told_of_a_change(session: Session) -> None:
    notice, ana, _ = await fair_for_two(session)
    assert await publication.tell_recipients(session, notice, CORRECTION, NOON) == 1
    assert await publication.tell_recipients(session, notice, CORRECTION, NOON) == 0
    assert await labourers_told(session, CORRECTION) == {ana.id}


async def test_a_withheld_notice_goes_to_nobody_else(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session)
    assert await publication.withhold_notice(session, notice, range(1000)) == 1
    states = [(await row_for(session, NOTICE, one)).state for one in (ana, ben)]
    assert states == [RowState.SENT, RowState.DROPPED]
