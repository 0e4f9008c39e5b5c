"""Whom a notice reaches: those held by the cap, and those who need a phone call."""

from datetime import timedelta

import pytest
from sqlalchemy import literal

from models.core.session import Session
from models.core.vocabulary import NoticeKind
from models.labourers.labourer import Labourer
from models.notices import publication
from models.notices.audience import Audience
from models.notices.call_list import list_people_to_call
from models.notices.messages import NOTICE, SEAT_GIVEN
from models.outbox import outbox
from models.outbox.message_type import MessageType
from models.outbox.recipients import CAP
from models.outbox.row import HoldReason
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import WANGQING, days
from tests.support.outbox import fair_for_two, outbox_rows, row_for
from tests.support.store import NOON

MOMENT = timedelta(seconds=1)
VILLAGE = "222424101001"


async def had(
    session: Session, one: Labourer, *ago: float, message_type: MessageType = NOTICE
) -> None:
    """Somebody was sent something so many days before NOON, for each of these."""
    for round_, number in enumerate(ago):
        key = literal(one.key())
        row = outbox.new_row(
            message_type, literal(0), NOON, account=literal(1), labourer=key, round_=round_
        )
        await outbox.plan_row(session, row)
        newest = (await outbox_rows(session, message_type))[-1]
        outbox.mark_sent(newest, NOON - days(number), 1)
        await session.flush()


async def capped(session: Session) -> int:
    reach = await publication.count_reach(session, NoticeKind.JOB_FAIR, Audience(WANGQING), NOON)
    return reach.capped


async def test_who_had_five_within_the_week_is_counted_as_held(session: Session) -> None:
    for chat, number in enumerate((CAP - 1, CAP, CAP + 1)):
        ana, _ = await reachable_labourer(session, chat, village_code=VILLAGE)
        await had(session, ana, *range(number))
    assert await capped(session) == 2


@pytest.mark.parametrize(("oldest", "held"), [(7 - 1e-5, 1), (7, 0)])
async def test_what_is_a_week_old_counts_no_more(
    session: Session, oldest: float, held: int
) -> None:
    ana, _ = await reachable_labourer(session, 1, village_code=VILLAGE)
    await had(session, ana, oldest, 3, 2, 1, 0)
    assert await capped(session) == held
    known = await publication.list_recent_broadcasts(session, [ana.key()], NOON)
    assert len(known[ana.key()]) == CAP - 1 + held


async def test_what_is_no_broadcast_does_not_count(session: Session) -> None:
    ana, _ = await reachable_labourer(session, 1, village_code=VILLAGE)
    await had(session, ana, *range(6), message_type=SEAT_GIVEN)
    assert await capped(session) == 0


async def test_who_cannot_be_reached_is_not_held_as_well(session: Session) -> None:
    ana, account = await reachable_labourer(session, 1, village_code=VILLAGE)
    await had(session, ana, *range(6))
    account.address.blocked_at = NOON
    await session.flush()
    assert await capped(session) == 0


async def test_what_was_had_lately_is_told_by_person_the_oldest_first(
    session: Session,
) -> None:
    ana, _ = await reachable_labourer(session, 1, village_code=VILLAGE)
    ben, _ = await reachable_labourer(session, 2, village_code=VILLAGE)
    await had(session, ana, 1, 3, 2)
    await had(session, ben, 0)
    known = await publication.list_recent_broadcasts(session, [ana.key()], NOON)
    assert known == {ana.key(): (NOON - days(3), NOON - days(2), NOON - days(1))}


@pytest.mark.parametrize(
    "why",
    [
        HoldReason.BLOCKED,
        HoldReason.NO_ACCOUNT,
        HoldReason.REFUSED,
        HoldReason.AWAY,
        HoldReason.OVER,
    ],
)
async def test_whom_it_did_not_reach_needs_a_call(session: Session, why: HoldReason) -> None:
    notice, _, ben = await fair_for_two(session)
    outbox.end_row(await row_for(session, NOTICE, ben), why)
    await session.flush()
    assert await list_people_to_call(session, notice) == [(ben, why)]


async def test_who_was_held_until_it_was_over_needs_a_call(session: Session) -> None:
    notice, _, ben = await fair_for_two(session)
    outbox.hold_row(await row_for(session, NOTICE, ben), notice.over_at, HoldReason.CAP)
    await session.flush()
    assert await list_people_to_call(session, notice) == [(ben, HoldReason.CAP)]


async def test_who_had_paused_the_kind_until_it_was_over_needs_none(session: Session) -> None:
    notice, _, ben = await fair_for_two(session)
    outbox.hold_row(await row_for(session, NOTICE, ben), notice.over_at, HoldReason.PAUSED)
    await session.flush()
    assert await list_people_to_call(session, notice) == []


@pytest.mark.parametrize(
    "why", [HoldReason.STOPPED, HoldReason.NO_CONSENT, HoldReason.GONE, HoldReason.CANCELLED]
)
async def test_who_wants_no_such_news_or_answered_needs_none(
    session: Session, why: HoldReason
) -> None:
    notice, _, ben = await fair_for_two(session)
    outbox.end_row(await row_for(session, NOTICE, ben), why)
    await session.flush()
    assert await list_people_to_call(session, notice) == []


async def test_who_still_waits_needs_none(session: Session) -> None:
    notice, _, ben = await fair_for_two(session)
    outbox.hold_row(await row_for(session, NOTICE, ben), NOON + MOMENT, HoldReason.CAP)
    await session.flush()
    assert await list_people_to_call(session, notice) == []


async def test_those_to_call_are_listed_by_village_and_name(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session)
    for one in (ana, ben):
        outbox.end_row(await row_for(session, NOTICE, one), HoldReason.BLOCKED)
        await session.flush()
    ana.village_code, ben.village_code = ben.village_code, ana.village_code
    await session.flush()
    assert [one for one, _ in await list_people_to_call(session, notice)] == [ben, ana]
