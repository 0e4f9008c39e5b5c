"""What waits for the office: each queue, whom it is for, and who may not decide."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from models.accounts import roles
from models.accounts.account import Account
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.placements import check_ins, follow_up, reporting, review
from models.placements.follow_up import CheckInAnswer
from models.placements.placement import Placement, StatementChannel
from models.placements.review import Queue, Reason
from models.placements.statement import Verdict
from models.placements.states import PlacementState
from tests.support.employers.factory import TONGYU
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.placements.actors import broker_of, county_clerk, labourer_of
from tests.support.placements.factory import (
    confirm_placement,
    confirmed_placement,
    reported_placement,
)
from tests.support.store import NOON
from tests.support.stored_actors import load_actor

Decide = Callable[..., Awaitable[Refusal | None]]
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
    await review.approve_placement(session, county_clerk(), placement)
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
    assert await review.approve_placement(session, county_clerk(), placement) is None
    assert await where(session) == []


async def test_what_is_disputed_waits_in_a_queue_of_its_own(session: Session) -> None:
    await confirm_placement(
        session, await reported_placement(session), right=Verdict.NO, why="never"
    )
    assert await where(session) == [Queue.DISPUTED]


async def test_what_was_sent_back_and_not_put_right_stays_in_sight(
    session: Session,
) -> None:
    placement = await confirmed_placement(session)
    await review.return_placement(session, county_clerk(), placement, Reason("请补合同"))
    assert await where(session, day=300) == [Queue.RETURNED]
    assert Queue.RETURNED not in review.PRESSING
    reason, clerk = Reason("没有这回事"), county_clerk()
    assert await review.reject_placement(session, clerk, placement, reason) is None
    assert await where(session, day=300) == []


async def test_who_is_silent_is_called(session: Session) -> None:
    await silent(session)
    assert await where(session, day=40) == [Queue.CHECK]


async def test_nobody_is_called_about_what_was_taken_back(session: Session) -> None:
    placement = await confirmed_placement(session)
    await follow_up.open_due_check_ins(session, NOON + 30 * DAYS, ZONE)
    await reporting.withdraw_report(session, await broker_of(session, placement), placement)
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
    ana = await labourer_of(session, placement, NOON + 91 * DAYS)
    await follow_up.answer_check_in(session, ana, newest, there, StatementChannel.SELF)
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
    ana = await labourer_of(session, placement, NOON + 40 * DAYS)
    refused = await follow_up.answer_check_in(
        session, ana, asked, CheckInAnswer(True), StatementChannel.SELF
    )
    assert refused == Refusal("placement_moved")


DECISIONS: tuple[Decide, ...] = (
    review.approve_placement,
    lambda session, actor, one: review.return_placement(session, actor, one, Reason("请补合同")),
    lambda session, actor, one: review.reject_placement(session, actor, one, Reason("没有")),
)


@pytest.mark.parametrize("decide", DECISIONS)
async def test_nobody_decides_about_their_own_report(session: Session, decide: Decide) -> None:
    placement = await confirmed_placement(session)
    chen = await session.get_one(Account, placement.broker_id)
    await roles.grant_role(session, chen, RoleName.STAFF, WANGQING, NOON)
    assert await decide(session, await load_actor(session, chen), placement) == Refusal(
        "own_placement"
    )


@pytest.mark.parametrize("decide", DECISIONS)
async def test_only_the_office_of_the_county_decides(session: Session, decide: Decide) -> None:
    placement = await confirmed_placement(session)
    for actor in (
        await broker_of(session, placement),
        await labourer_of(session, placement),
        county_clerk(TONGYU),
    ):
        assert await decide(session, actor, placement) == Refusal("not_yours")
    assert placement.state is PlacementState.CONFIRMED


async def test_another_county_sees_none_of_it(session: Session) -> None:
    placement = await confirmed_placement(session)
    assert await where(session, county="220822") == []
    assert await review.get_reviewed_placement(session, placement.key(), ("220822",)) is None
