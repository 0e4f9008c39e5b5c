"""What waits for the office: each queue, whom it is for, and who may not decide."""

from datetime import timedelta

import pytest

from models.core.refusal import Refusal
from models.core.session import Session
from models.placements import check_ins, follow_up, reporting, review
from models.placements.follow_up import CheckInAnswer
from models.placements.placement import Placement, StatementChannel
from models.placements.review import Queue
from models.placements.states import PlacementState
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.placements.factory import (
    confirm_placement,
    confirmed_placement,
    reported_placement,
)
from tests.support.store import NOON

DAYS = timedelta(days=1)


async def where(session: Session, day: int = 0, county: str = WANGQING) -> list[Queue]:
    """The queues in which something waits."""
    counts = await review.count_queues(session, (county,), NOON + day * DAYS)
    for queue, count in counts.items():
        found = (await review.list_queue(session, queue, (county,), NOON + day * DAYS)).items
        assert len(found) == count
    return [queue for queue, count in counts.items() if count]


async def silent(session: Session) -> Placement:
    """Asked on the thirtieth day, three times, in vain."""
    placement = await confirmed_placement(session)
    await review.approve_placement(session, placement, NOON, by=99)
    await follow_up.open_due_check_ins(session, NOON + 30 * DAYS, ZONE)
    for day in (33, 36, 39):
        await follow_up.remind_unanswered(session, NOON + day * DAYS)
    return placement


async def test_what_is_reported_waits_for_its_person(session: Session) -> None:
    await reported_placement(session)
    assert await where(session) == []


async def test_what_is_confirmed_waits_to_be_approved(session: Session) -> None:
    placement = await confirmed_placement(session)
    assert await where(session) == [Queue.APPROVE]
    assert await review.approve_placement(session, placement, NOON, by=99) is None
    assert await where(session) == []


async def test_what_is_disputed_waits_in_a_queue_of_its_own(session: Session) -> None:
    await confirm_placement(session, await reported_placement(session), started=False, why="never")
    assert await where(session) == [Queue.DISPUTED]


async def test_what_was_sent_back_and_not_put_right_stays_in_sight(
    session: Session,
) -> None:
    placement = await confirmed_placement(session)
    await review.return_placement(session, placement, "请补合同", NOON, by=99)
    assert await where(session, day=300) == [Queue.RETURNED]
    assert Queue.RETURNED not in review.PRESSING
    assert await review.reject_placement(session, placement, "没有这回事", NOON, by=99) is None
    assert await where(session, day=300) == []


async def test_who_is_silent_is_called(session: Session) -> None:
    await silent(session)
    assert await where(session, day=40) == [Queue.CHECK]


async def test_nobody_is_called_about_what_was_taken_back(session: Session) -> None:
    placement = await confirmed_placement(session)
    await follow_up.open_due_check_ins(session, NOON + 30 * DAYS, ZONE)
    await reporting.withdraw_report(session, placement, NOON + 31 * DAYS, placement.broker_id or 0)
    for day in (33, 36, 39):
        assert await follow_up.remind_unanswered(session, NOON + day * DAYS) == 0
    assert await where(session, day=50) == []


async def test_a_newer_question_takes_the_place_of_an_older_one(session: Session) -> None:
    placement = await silent(session)
    await follow_up.open_due_check_ins(session, NOON + 90 * DAYS, ZONE)
    assert await where(session, day=91) == []
    newest = await check_ins.get_open_check_in(session, placement.key())
    assert newest is not None
    there = CheckInAnswer(True, paid=True)
    now = NOON + 91 * DAYS
    await follow_up.answer_check_in(session, newest, there, StatementChannel.SELF, now, ZONE, by=1)
    assert await where(session, day=120) == []
    found = await review.get_reviewed_placement(session, placement.key(), ("222424",))
    assert found is not None
    assert found.check_in is None


async def test_an_answer_about_what_is_void_changes_nothing(session: Session) -> None:
    placement = await silent(session)
    asked = await check_ins.get_open_check_in(session, placement.key())
    assert asked is not None
    placement.state = PlacementState.REJECTED
    await session.flush()
    there, now = CheckInAnswer(True), NOON + 40 * DAYS
    refused = await follow_up.answer_check_in(
        session, asked, there, StatementChannel.SELF, now, ZONE, by=1
    )
    assert refused == Refusal("placement_moved")


@pytest.mark.parametrize("decide", ["approve", "give_back", "reject"])
async def test_nobody_decides_about_their_own_report(session: Session, decide: str) -> None:
    placement = await confirmed_placement(session)
    by = placement.broker_id or 0
    words = () if decide == "approve" else ("why",)
    refused = await getattr(review, decide)(session, placement, *words, NOON, by)
    assert refused == Refusal("own_placement")


async def test_another_county_sees_none_of_it(session: Session) -> None:
    placement = await confirmed_placement(session)
    assert await where(session, county="220822") == []
    assert await review.get_reviewed_placement(session, placement.key(), ("220822",)) is None
