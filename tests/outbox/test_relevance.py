"""Whether what a message was planned for still stands."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import literal

from models.accounts.account import Account
from models.accounts.roles import Roles
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.labourers.messages import ENTRY_CLAIMED
from models.notices import cancellation, lifecycle, sign_ups
from models.notices.messages import (
    CANCELLATION,
    CORRECTION,
    DID_IT_HELP,
    EVE_REMINDER,
    MORNING_REMINDER,
    NOTICE,
    PUBLICATION_PROGRESS,
    PUBLICATION_REPORT,
    SEAT_GIVEN,
)
from models.notices.notice import Notice, NoticeState
from models.notices.sign_ups import Help
from models.outbox import outbox
from models.outbox.message_type import MessageType
from models.outbox.row import HoldReason, OutboxRow
from models.privacy import consent
from scheduler.messages.render import RENDERERS
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import ZONE, publish_notice, write_notice
from tests.support.outbox import drop_reason, mark_delivered, office_account, outbox_rows, row_for
from tests.support.pieces import in_pieces
from tests.support.store import NOON, broker_account
from tests.support.stored_actors import clerk

MOMENT = timedelta(seconds=1)
Step = Callable[[Session, Notice, Labourer], Awaitable[object]]


async def fair_and_ana(session: Session) -> tuple[Notice, Labourer, Account]:
    ana, account = await reachable_labourer(session, 1, village_code="222424101001")
    notice = await publish_notice(session, await office_account(session), capacity=1)
    await mark_delivered(session, ana)
    return notice, ana, account


async def planned(
    session: Session, message_type: MessageType, notice: Notice, ana: Labourer
) -> OutboxRow:
    number, key, round_ = literal(notice.key()), literal(ana.key()), notice.version
    row = outbox.new_row(
        message_type, number, NOON, account=literal(1), labourer=key, round_=round_
    )
    await outbox.plan_row(session, row)
    return await row_for(session, message_type, ana)


async def sign(session: Session, notice: Notice, ana: Labourer) -> None:
    await sign_ups.sign_up(session, notice, ana, NOON)


async def leave(session: Session, notice: Notice, ana: Labourer) -> None:
    await sign_ups.decline_notice(session, notice, ana, NOON)


async def come(session: Session, notice: Notice, ana: Labourer) -> None:
    await sign_ups.mark_attended(session, notice, ana, NOON)


async def say_it_helped(session: Session, notice: Notice, ana: Labourer) -> None:
    mine = await sign_ups.get_sign_up(session, notice.key(), ana.key())
    assert mine is not None
    mine.helped = Help.MUCH


async def cancel(session: Session, notice: Notice, ana: Labourer) -> None:
    await lifecycle.cancel_notice(session, clerk(1), notice)
    await in_pieces(cancellation.withhold_piece, session, NOON)


async def take_down(session: Session, notice: Notice, ana: Labourer) -> None:
    notice.state = NoticeState.CANCELLED


async def correct(session: Session, notice: Notice, ana: Labourer) -> None:
    notice.version += 1


async def move(session: Session, notice: Notice, ana: Labourer) -> None:
    await correct(session, notice, ana)
    notice.dated = notice.version


async def nothing(session: Session, notice: Notice, ana: Labourer) -> None:
    pass


@pytest.mark.parametrize(
    ("message_type", "before", "after", "why"),
    [
        (NOTICE, nothing, correct, None),
        (NOTICE, nothing, cancel, HoldReason.CANCELLED),
        (NOTICE, nothing, sign, HoldReason.GONE),
        (NOTICE, nothing, leave, HoldReason.GONE),
        (CORRECTION, correct, leave, None),
        (CORRECTION, correct, correct, HoldReason.GONE),
        (CORRECTION, correct, take_down, HoldReason.GONE),
        (CANCELLATION, cancel, nothing, None),
        (CANCELLATION, nothing, nothing, HoldReason.GONE),
        (SEAT_GIVEN, sign, move, None),
        (SEAT_GIVEN, sign, leave, HoldReason.GONE),
        (SEAT_GIVEN, sign, cancel, HoldReason.GONE),
        (EVE_REMINDER, sign, correct, None),
        (EVE_REMINDER, sign, move, HoldReason.GONE),
        (EVE_REMINDER, sign, leave, HoldReason.GONE),
        (EVE_REMINDER, sign, cancel, HoldReason.GONE),
        (MORNING_REMINDER, sign, correct, None),
        (MORNING_REMINDER, sign, move, HoldReason.GONE),
        (MORNING_REMINDER, sign, leave, HoldReason.GONE),
        (MORNING_REMINDER, sign, cancel, HoldReason.GONE),
        (DID_IT_HELP, come, nothing, None),
        (DID_IT_HELP, sign, nothing, HoldReason.GONE),
        (DID_IT_HELP, come, say_it_helped, HoldReason.GONE),
        (PUBLICATION_PROGRESS, nothing, cancel, HoldReason.GONE),
        (PUBLICATION_REPORT, nothing, cancel, None),
    ],
)
async def test_a_reason_stands_until_something_takes_it_away(
    embedded: Session, message_type: MessageType, before: Step, after: Step, why: HoldReason | None
) -> None:
    notice, ana, _ = await fair_and_ana(embedded)
    await before(embedded, notice, ana)
    await embedded.flush()
    row = await planned(embedded, message_type, notice, ana)
    await after(embedded, notice, ana)
    await embedded.flush()
    assert await drop_reason(embedded, row, NOON) is why


@pytest.mark.parametrize("message_type", RENDERERS, ids=lambda one: one.name)
async def test_nothing_is_sent_that_is_of_no_use_any_more(
    embedded: Session, message_type: MessageType
) -> None:
    notice, ana, _ = await fair_and_ana(embedded)
    row = await planned(embedded, message_type, notice, ana)
    row.expires_at = NOON
    assert await drop_reason(embedded, row, NOON) is HoldReason.OVER


async def test_a_notice_that_is_over_is_sent_to_nobody(session: Session) -> None:
    notice, ana, _ = await fair_and_ana(session)
    row = await row_for(session, NOTICE, ana)
    row.expires_at = None
    assert await drop_reason(session, row, notice.over_at - MOMENT) is None
    assert await drop_reason(session, row, notice.over_at) is HoldReason.OVER


async def test_an_erased_entry_was_taken_over_by_nobody(session: Session) -> None:
    _, ana, account = await fair_and_ana(session)
    chen = await broker_account(session, 2103, ana.village_code)
    await outbox.plan_row(
        session, outbox.new_row(ENTRY_CLAIMED, ana.key(), NOON, account=chen.key())
    )
    (row,) = await outbox_rows(session, ENTRY_CLAIMED)
    assert await drop_reason(session, row, NOON) is None
    await consent.erase_account_data(session, account, Roles(), NOON, ZONE)
    assert await drop_reason(session, row, NOON) is HoldReason.GONE


async def test_what_is_out_before_its_progress_was_told_needs_no_word_of_it(
    session: Session,
) -> None:
    notice, _, _ = await fair_and_ana(session)
    by = notice.writer_id
    await outbox.plan_row(
        session, outbox.new_row(PUBLICATION_PROGRESS, notice.key(), NOON, account=by)
    )
    (row,) = await outbox_rows(session, PUBLICATION_PROGRESS)
    assert await drop_reason(session, row, NOON) is None
    notice.state = NoticeState.PUBLISHED
    assert await drop_reason(session, row, NOON) is HoldReason.GONE
    row.message_id = 1
    assert await drop_reason(session, row, NOON) is None


@pytest.mark.parametrize(
    "message_type", [PUBLICATION_PROGRESS, PUBLICATION_REPORT], ids=lambda one: one.name
)
async def test_a_writer_hears_nothing_of_a_draft_thrown_away(
    embedded: Session, message_type: MessageType
) -> None:
    by = await office_account(embedded)
    notice = await write_notice(embedded, by)
    await outbox.plan_row(embedded, outbox.new_row(message_type, notice.key(), NOON, account=by))
    (row,) = await outbox_rows(embedded, message_type)
    assert await drop_reason(embedded, row, NOON) is None
    await lifecycle.discard_notice(embedded, clerk(1), notice)
    assert await drop_reason(embedded, row, NOON) is HoldReason.GONE
