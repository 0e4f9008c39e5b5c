"""Whether what a message was planned for still stands."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import literal

from models.accounts.account import Account
from models.accounts.roles import Roles
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import lifecycle, sign_ups
from models.notices.notice import Notice, NoticeState
from models.notices.sign_ups import Help
from models.outbox import outbox
from models.outbox.message_type import HoldReason, Topic
from models.outbox.outbox import OutboxRow
from models.outbox.relevance import REASONS, gone
from models.privacy import consent
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import ZONE, publish_notice, write_notice
from tests.support.outbox import mark_delivered, office_account, outbox_rows, row_for
from tests.support.store import NOON, broker_account
from tests.support.stored_actors import clerk

MOMENT = timedelta(seconds=1)
Step = Callable[[Session, Notice, Labourer], Awaitable[object]]


async def fair_and_ana(session: Session) -> tuple[Notice, Labourer, Account]:
    ana, account = await reachable_labourer(session, 1, village_code="222424101001")
    notice = await publish_notice(session, await office_account(session), capacity=1)
    await mark_delivered(session, ana)
    return notice, ana, account


async def planned(session: Session, topic: Topic, notice: Notice, ana: Labourer) -> OutboxRow:
    """A row of this topic, for the notice as it is now."""
    number, key, round_ = literal(notice.key()), literal(ana.key()), notice.version
    row = outbox.new_row(topic, number, NOON, account=literal(1), labourer=key, round_=round_)
    await outbox.plan_row(session, row)
    return await row_for(session, topic, ana)


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


async def take_down(session: Session, notice: Notice, ana: Labourer) -> None:
    notice.state = NoticeState.CANCELLED


async def correct(session: Session, notice: Notice, ana: Labourer) -> None:
    notice.version += 1


async def move(session: Session, notice: Notice, ana: Labourer) -> None:
    await correct(session, notice, ana)
    notice.dated = notice.version


async def nothing(session: Session, notice: Notice, ana: Labourer) -> None:
    pass


T = Topic


@pytest.mark.parametrize(
    ("topic", "before", "after", "why"),
    [
        (T.NOTICE, nothing, correct, None),
        (T.NOTICE, nothing, cancel, HoldReason.CANCELLED),
        (T.NOTICE, nothing, sign, HoldReason.GONE),
        (T.NOTICE, nothing, leave, HoldReason.GONE),
        (T.CORRECTION, correct, leave, None),
        (T.CORRECTION, correct, correct, HoldReason.GONE),
        (T.CORRECTION, correct, take_down, HoldReason.GONE),
        (T.CANCELLATION, cancel, nothing, None),
        (T.CANCELLATION, nothing, nothing, HoldReason.GONE),
        (T.SEAT, sign, move, None),
        (T.SEAT, sign, leave, HoldReason.GONE),
        (T.SEAT, sign, cancel, HoldReason.GONE),
        (T.EVE, sign, correct, None),
        (T.EVE, sign, move, HoldReason.GONE),
        (T.EVE, sign, leave, HoldReason.GONE),
        (T.EVE, sign, cancel, HoldReason.GONE),
        (T.MORNING, sign, correct, None),
        (T.MORNING, sign, move, HoldReason.GONE),
        (T.MORNING, sign, leave, HoldReason.GONE),
        (T.MORNING, sign, cancel, HoldReason.GONE),
        (T.HELPED, come, nothing, None),
        (T.HELPED, sign, nothing, HoldReason.GONE),
        (T.HELPED, come, say_it_helped, HoldReason.GONE),
        (T.REPORT, nothing, cancel, None),
    ],
)
async def test_a_reason_stands_until_something_takes_it_away(
    embedded: Session, topic: Topic, before: Step, after: Step, why: HoldReason | None
) -> None:
    notice, ana, _ = await fair_and_ana(embedded)
    await before(embedded, notice, ana)
    row = await planned(embedded, topic, notice, ana)
    await after(embedded, notice, ana)
    assert await gone(embedded, row, NOON) is why


def test_every_topic_has_a_reason() -> None:
    assert set(REASONS) == set(Topic)


@pytest.mark.parametrize("topic", list(Topic))
async def test_nothing_is_sent_that_is_of_no_use_any_more(embedded: Session, topic: Topic) -> None:
    notice, ana, _ = await fair_and_ana(embedded)
    row = await planned(embedded, topic, notice, ana)
    row.expires_at = NOON
    assert await gone(embedded, row, NOON) is HoldReason.OVER


async def test_a_notice_that_is_over_is_sent_to_nobody(session: Session) -> None:
    notice, ana, _ = await fair_and_ana(session)
    row = await row_for(session, Topic.NOTICE, ana)
    row.expires_at = None
    assert await gone(session, row, notice.over_at - MOMENT) is None
    assert await gone(session, row, notice.over_at) is HoldReason.OVER


async def test_an_erased_entry_was_taken_over_by_nobody(session: Session) -> None:
    _, ana, account = await fair_and_ana(session)
    chen = await broker_account(session, 2103, ana.village_code)
    await outbox.plan_row(
        session, outbox.new_row(Topic.CLAIMED, ana.key(), NOON, account=chen.key())
    )
    (row,) = await outbox_rows(session, Topic.CLAIMED)
    assert await gone(session, row, NOON) is None
    await consent.erase_account_data(session, account, Roles(), NOON, ZONE)
    assert await gone(session, row, NOON) is HoldReason.GONE


async def test_what_is_out_before_its_progress_was_told_needs_no_word_of_it(
    session: Session,
) -> None:
    notice, _, _ = await fair_and_ana(session)
    by = notice.writer_id
    await outbox.plan_row(session, outbox.new_row(Topic.PROGRESS, notice.key(), NOON, account=by))
    (row,) = await outbox_rows(session, Topic.PROGRESS)
    assert await gone(session, row, NOON) is None
    notice.state = NoticeState.PUBLISHED
    assert await gone(session, row, NOON) is HoldReason.GONE
    row.message_id = 1
    assert await gone(session, row, NOON) is None


@pytest.mark.parametrize("topic", [Topic.PROGRESS, Topic.REPORT])
async def test_a_writer_hears_nothing_of_a_draft_thrown_away(
    embedded: Session, topic: Topic
) -> None:
    by = await office_account(embedded)
    notice = await write_notice(embedded, by)
    await outbox.plan_row(embedded, outbox.new_row(topic, notice.key(), NOON, account=by))
    (row,) = await outbox_rows(embedded, topic)
    assert await gone(embedded, row, NOON) is None
    await lifecycle.discard_notice(embedded, clerk(1), notice)
    assert await gone(embedded, row, NOON) is HoldReason.GONE
