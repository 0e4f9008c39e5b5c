"""Cancelling a notice, and taking back what has not gone out yet."""

from datetime import date
from typing import Any

import pytest

from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.notices import cancellation, lifecycle, publication, sign_ups, writing
from models.notices.lifecycle import PROGRESS_AFTER
from models.notices.messages import CANCELLATION, CORRECTION, NOTICE, PUBLICATION_PROGRESS
from models.notices.notice import Notice, NoticeState
from models.outbox import outbox
from models.outbox.message_type import MessageType
from models.outbox.row import HoldReason, RowState
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import WANGQING, county_time, days, notice_told, write_notice
from tests.support.notices.seats import sign_up_in_turn
from tests.support.outbox import (
    drop_reason,
    fair_for_two,
    labourers_told,
    office_account,
    outbox_rows,
    row_for,
)
from tests.support.pieces import in_pieces
from tests.support.store import NOON, audit_trail
from tests.support.stored_actors import clerk

TOMORROW: dict[str, Any] = {"publish_day": "2026-11-24", "publish_time": "08:00"}
AFTER: dict[str, Any] = {"publish_day": "2026-11-25", "publish_time": "08:00"}


async def cancel(session: Session, notice: Notice) -> None:
    await lifecycle.cancel_notice(session, clerk(7), notice)
    await in_pieces(cancellation.withhold_piece, session, NOON)


async def rewrite(session: Session, notice: Notice, **given: Any) -> Refusal | None:
    told = notice_told(**{"who": ["leavers"], **given})
    return await writing.rewrite_notice(session, clerk(), notice, told)


async def retitle(session: Session, notice: Notice) -> Refusal | None:
    return await rewrite(session, notice, title="大兴沟大招聘会")


async def to_go_out(session: Session) -> Notice:
    """A notice that goes out tomorrow."""
    await reachable_labourer(session, 1, village_code="222424101001")
    by = await office_account(session)
    notice = await write_notice(session, by, **TOMORROW)
    assert await lifecycle.publish_notice(session, clerk(by), notice) is None
    return notice


async def test_nobody_else_gets_what_is_cancelled_and_who_had_it_is_told(
    session: Session,
) -> None:
    notice, ana, ben = await fair_for_two(session)
    await cancel(session, notice)
    row = await row_for(session, NOTICE, ben)
    assert (row.state, row.why) == (RowState.DROPPED, HoldReason.CANCELLED)
    assert await labourers_told(session, CANCELLATION) == {ana.id}
    assert (await outbox_rows(session, CANCELLATION))[0].due_at == NOON
    assert await audit_trail(session) == [(Act.CANCELLED, 7)]


async def test_it_is_cancelled_once(session: Session) -> None:
    notice, *_ = await fair_for_two(session)
    await cancel(session, notice)
    await cancel(session, notice)
    assert len(await outbox_rows(session, CANCELLATION)) == 1
    assert await audit_trail(session) == [(Act.CANCELLED, 7)]


async def test_to_whom_it_was_on_its_way_is_told_too(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session)
    row = await row_for(session, NOTICE, ben)
    outbox.lease_row(row, NOON)
    await session.flush()
    await cancel(session, notice)
    outbox.mark_sent(row, NOON, 1)
    await session.flush()
    assert await labourers_told(session, CANCELLATION) == {ana.id, ben.id}


async def test_to_whom_it_was_on_its_way_is_told_of_a_correction(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session)
    row = await row_for(session, NOTICE, ben)
    outbox.lease_row(row, NOON)
    await session.flush()
    await retitle(session, notice)
    outbox.mark_sent(row, NOON, 1)
    await session.flush()
    assert await labourers_told(session, CORRECTION) == {ana.id, ben.id}


@pytest.mark.parametrize(("change", "topic"), [(cancel, CANCELLATION), (retitle, CORRECTION)])
async def test_who_signed_up_without_getting_it_is_told_too(
    session: Session, change: Any, topic: MessageType
) -> None:
    notice, ana, ben = await fair_for_two(session)
    await sign_up_in_turn(session, notice, [ana, ben])
    await change(session, notice)
    planned = await outbox_rows(session, topic)
    assert [row.labourer_id for row in planned] == [ana.id, ben.id]
    assert [await drop_reason(session, row, NOON) for row in planned] == [None, None]


async def test_who_left_before_without_getting_it_is_not_told(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session)
    await sign_up_in_turn(session, notice, [ben])
    await sign_ups.decline_notice(session, notice, ben, NOON)
    await cancel(session, notice)
    assert await labourers_told(session, CANCELLATION) == {ana.id}


async def test_who_did_not_get_it_after_all_is_not_told(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session)
    row = await row_for(session, NOTICE, ben)
    outbox.lease_row(row, NOON)
    await session.flush()
    await cancel(session, notice)
    outbox.end_row(row, HoldReason.BLOCKED)
    await session.flush()
    planned = await outbox_rows(session, CANCELLATION)
    assert [row.labourer_id for row in planned if not await drop_reason(session, row, NOON)] == [
        ana.id
    ]


async def test_what_is_cancelled_stays_so(session: Session) -> None:
    notice, *_ = await fair_for_two(session)
    await cancel(session, notice)
    assert await rewrite(session, notice) == Refusal("notice_cancelled")
    assert await lifecycle.publish_notice(session, clerk(7), notice) == Refusal("notice_out")
    assert notice.state is NoticeState.CANCELLED


async def test_what_was_not_out_is_cancelled_in_silence(session: Session) -> None:
    notice = await to_go_out(session)
    await cancel(session, notice)
    assert await publication.publish_due(session, NOON + days(1)) == 0
    assert await outbox_rows(session, NOTICE, CANCELLATION) == []


async def test_rewritten_before_it_is_out_it_is_a_draft_again(session: Session) -> None:
    notice = await to_go_out(session)
    assert await rewrite(session, notice, title="大招聘会", kind="vacancy") is None
    assert (notice.state, notice.titles["zh"], notice.kind) == (
        NoticeState.DRAFT,
        "大招聘会",
        "vacancy",
    )
    assert notice.audience == {"area": WANGQING, "leavers": True}
    assert await publication.publish_due(session, NOON + days(1)) == 0
    assert await outbox_rows(session, CORRECTION) == []


@pytest.mark.parametrize("taken_back", [rewrite, cancel])
async def test_the_writer_hears_no_more_of_what_was_taken_back(
    session: Session, taken_back: Any
) -> None:
    notice = await to_go_out(session)
    (row,) = await outbox_rows(session, PUBLICATION_PROGRESS)
    assert await drop_reason(session, row, NOON + days(1)) is None
    await taken_back(session, notice)
    waiting = [
        row
        for row in await outbox_rows(session, PUBLICATION_PROGRESS)
        if row.state is RowState.WAITING
    ]
    assert [row for row in waiting if not await drop_reason(session, row, NOON + days(1))] == []


async def test_published_anew_for_another_day_the_writer_follows_it_then(
    session: Session,
) -> None:
    notice = await to_go_out(session)
    await writing.rewrite_notice(session, clerk(), notice, notice_told(**AFTER))
    assert await lifecycle.publish_notice(session, clerk(7), notice) is None
    waiting = [
        row
        for row in await outbox_rows(session, PUBLICATION_PROGRESS)
        if row.state is RowState.WAITING
    ]
    assert [row.due_at for row in waiting] == [county_time(date(2026, 11, 25), 8) + PROGRESS_AFTER]
