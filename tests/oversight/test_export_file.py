"""Letting a notice go out."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.notices import lifecycle
from models.notices.audience import Audience
from models.notices.lifecycle import PROGRESS_AFTER
from models.notices.notice import STANDS_FOR, Notice, NoticeState
from models.outbox.message_type import Topic
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import FAIR_DAY, WANGQING, county_time, days, write_notice
from tests.support.outbox import outbox_rows
from tests.support.store import NOON, audit_trail, consenting_account
from tests.support.stored_actors import clerk

MOMENT = timedelta(seconds=1)
VILLAGE = "222424101001"
UNDATED: dict[str, Any] = {"kind": "vacancy", "day": None, "time": None}
LATER: dict[str, Any] = {"publish_day": "2026-11-25", "publish_time": "08:00"}


async def written(session: Session, who: Audience | None = None, **given: Any) -> Notice:
    """A draft of account 1, in a county where one person lives."""
    await reachable_labourer(session, 10, village_code=VILLAGE)
    return await write_notice(session, (await consenting_account(session, 1)).key(), who, **given)


async def publish(session: Session, notice: Notice, now: datetime = NOON) -> Refusal | None:
    return await lifecycle.publish_notice(session, clerk(notice.writer_id or 0, now=now), notice)


async def test_published_it_goes_out_now_and_the_writer_follows_it(session: Session) -> None:
    notice = await written(session)
    assert await publish(session, notice) is None
    assert (notice.state, notice.publish_at) == (NoticeState.SCHEDULED, NOON)
    (row,) = await outbox_rows(session)
    assert (row.topic, row.account_id) == (Topic.PROGRESS, notice.writer_id)
    assert row.due_at == NOON + PROGRESS_AFTER
    assert await audit_trail(session) == [(Act.PUBLISHED, notice.writer_id)]


async def test_it_goes_out_when_its_writer_said(session: Session) -> None:
    notice = await written(session, **LATER)
    assert await publish(session, notice) is None
    (row,) = await outbox_rows(session)
    assert notice.publish_at == county_time(date(2026, 11, 25), 8)
    assert row.due_at == notice.publish_at + PROGRESS_AFTER


async def test_a_time_that_passed_while_one_looked_at_it_is_now(session: Session) -> None:
    notice, late = await written(session, **LATER), county_time(date(2026, 11, 25), 8, 5)
    assert await publish(session, notice, late) is None
    assert notice.publish_at == late


async def test_it_is_published_once(session: Session) -> None:
    notice = await written(session)
    await publish(session, notice)
    assert await publish(session, notice) == Refusal("notice_out")


async def test_a_notice_for_nobody_is_not_published(session: Session) -> None:
    notice = await written(session, Audience("222424103"))
    assert await publish(session, notice) == Refusal("audience_empty")
    assert notice.state is NoticeState.DRAFT
    assert await outbox_rows(session) == []


async def test_a_notice_for_people_who_need_a_call_is_published(session: Session) -> None:
    _, account = await reachable_labourer(session, 2, village_code="222424103001")
    account.blocked_at = NOON
    assert await publish(session, await written(session, Audience("222424103"))) is None


@pytest.mark.parametrize(
    ("given", "now", "why"),
    [
        ({}, county_time(FAIR_DAY, 9), "day_past"),
        (UNDATED, NOON + STANDS_FOR + days(9), None),
        ({"deadline": "2026-11-24"}, county_time(date(2026, 11, 25), 0) - MOMENT, None),
        ({"deadline": "2026-11-24"}, county_time(date(2026, 11, 25), 0), "publish_late"),
    ],
)
async def test_a_draft_that_lay_too_long_is_not_published(
    session: Session, given: dict[str, Any], now: datetime, why: str | None
) -> None:
    refused = await publish(session, await written(session, **given), now)
    assert refused == (Refusal(why) if why else None)


async def test_without_a_day_it_stands_for_thirty_days_once_it_is_out(
    session: Session,
) -> None:
    notice = await written(session, **UNDATED)
    assert await publish(session, notice, NOON + days(20)) is None
    assert notice.over_at == NOON + days(20) + STANDS_FOR


async def test_named_people_of_another_county_do_not_get_it(session: Session) -> None:
    far, _ = await reachable_labourer(session, 2, village_code="220822101001")
    notice = await written(session, Audience(WANGQING, people=[far.key()]))
    assert await publish(session, notice) == Refusal("audience_empty")
