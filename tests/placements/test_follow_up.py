"""Following up: when somebody is asked, and what the answer changes."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from models.accounts.account import Account
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Destination, Leaving, WorkStatus
from models.labourers.labourer import Labourer
from models.outbox.message_type import Topic
from models.placements import ending, follow_up, review
from models.placements.ending import Leave
from models.placements.follow_up import CheckInAnswer
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.placements.review import Queue, Reason
from tests.support.employers import factory as employer_factory
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.outbox import outbox_rows
from tests.support.placements.actors import broker_of, county_clerk, labourer_of
from tests.support.placements.factory import TODAY, add_factory, confirmed_placement
from tests.support.store import NOON, audit_trail

DAYS = timedelta(days=1)
THERE = CheckInAnswer(True, paid=True, wage=3500)


async def asked(session: Session) -> list[int]:
    """After how many days somebody was asked, in order."""
    query = select(CheckIn.days).order_by(CheckIn.id)  # type: ignore[arg-type]
    return list(await session.exec(query))


async def goes_by(session: Session, days: int, step: int = 1) -> None:
    """The clock ticks through these days."""
    for day in range(0, days + 1, step):
        await follow_up.open_due_check_ins(session, NOON + day * DAYS, ZONE)


async def answers(
    session: Session, said: CheckInAnswer, now: datetime = NOON + 30 * DAYS
) -> Refusal | None:
    """The person answers the last question."""
    query = select(CheckIn).order_by(CheckIn.id.desc())  # type: ignore[union-attr]
    one = (await session.exec(query)).first()
    assert one is not None
    placement = await session.get_one(Placement, one.placement_id)
    actor = await labourer_of(session, placement, now)
    return await follow_up.answer_check_in(session, actor, one, said, StatementChannel.SELF)


async def test_somebody_in_the_county_is_asked_three_times(session: Session) -> None:
    await confirmed_placement(session)
    await goes_by(session, 400, step=10)
    assert await asked(session) == [30, 90, 180]


async def test_outside_the_province_every_month(session: Session) -> None:
    await confirmed_placement(session, destination=Destination.OUTSIDE)
    await goes_by(session, 190, step=10)
    assert await asked(session) == [30, 60, 90, 120, 150, 180]


async def test_a_clock_that_comes_late_asks_once(session: Session) -> None:
    await confirmed_placement(session)
    await goes_by(session, 100, step=100)
    assert await asked(session) == [90]
    await goes_by(session, 180, step=10)
    assert await asked(session) == [90, 180]


async def test_a_tick_that_comes_twice_asks_once(session: Session) -> None:
    await confirmed_placement(session)
    for _ in "twice":
        await follow_up.open_due_check_ins(session, NOON + 30 * DAYS, ZONE)
    assert len(await outbox_rows(session, Topic.CHECK_IN)) == 1


@given(
    destination=st.sampled_from(Destination),
    leaps=st.lists(st.integers(0, 60), min_size=1, max_size=12),
)
def test_the_days_asked_only_grow(destination: Destination, leaps: list[int]) -> None:
    days, seen = 0, []
    for _ in leaps:
        following = follow_up.next_check_in_day(destination, days)
        if following is None:
            break
        seen.append(following)
        days = following
    assert seen == sorted(set(seen))
    assert destination is Destination.OUTSIDE or set(seen) <= {30, 90, 180}


async def test_still_there_is_known_from_that_day(session: Session) -> None:
    placement = await confirmed_placement(session)
    await goes_by(session, 30, step=30)
    assert await answers(session, THERE) is None
    assert placement.seen_on == TODAY + 30 * DAYS
    ana = await session.get_one(Labourer, placement.labourer_id)
    assert (await audit_trail(session, ana))[-2][0] in (Act.CHECKED_IN, Act.CHANGED)


async def test_who_is_gone_closes_the_placement_with_day_and_reason(
    session: Session,
) -> None:
    placement = await confirmed_placement(session)
    await goes_by(session, 30, step=30)
    gone = CheckInAnswer(False, left_on=TODAY + 20 * DAYS, why=Leaving.PAY)
    assert await answers(session, gone) is None
    assert (placement.ended_on, placement.end_why) == (TODAY + 20 * DAYS, Leaving.PAY)
    assert not placement.is_going_on
    await goes_by(session, 400, step=10)
    assert await asked(session) == [30]


async def test_who_is_gone_is_out_of_work_in_the_ledger(session: Session) -> None:
    placement = await confirmed_placement(session)
    await goes_by(session, 30, step=30)
    await answers(session, CheckInAnswer(False, left_on=TODAY + 20 * DAYS, why=Leaving.PAY))
    ana = await session.get_one(Labourer, placement.labourer_id)
    assert (ana.status, ana.work_place) == (WorkStatus.OUT_OF_WORK, None)
    assert ana.out_of_work_since == TODAY + 20 * DAYS


async def test_nobody_left_before_they_began(session: Session) -> None:
    await confirmed_placement(session)
    await goes_by(session, 30, step=30)
    refused = await answers(session, CheckInAnswer(False, left_on=TODAY - DAYS, why=Leaving.PAY))
    assert refused == Refusal("left_before_start", {"day": TODAY.isoformat()})
    assert await answers(session, THERE) is None


async def test_a_question_is_answered_once(session: Session) -> None:
    await confirmed_placement(session)
    await goes_by(session, 30, step=30)
    await answers(session, THERE)
    assert await answers(session, THERE) == Refusal("check_in_answered")


async def test_silence_is_asked_twice_more_and_then_called(session: Session) -> None:
    await confirmed_placement(session)
    await goes_by(session, 30, step=30)
    for day in (33, 36, 39, 42):
        await follow_up.remind_unanswered(session, NOON + day * DAYS)
    assert [row.round for row in await outbox_rows(session, Topic.CHECK_IN)] == [1, 2, 3]
    counts = await review.count_queues(session, (WANGQING,), NOON + 40 * DAYS)
    assert counts[Queue.CHECK] == 1


async def test_who_has_no_phone_any_more_is_called_at_once(session: Session) -> None:
    placement = await confirmed_placement(session)
    own = select(Account).where(Account.labourer_id == placement.labourer_id)
    (await session.exec(own)).one().labourer_id = None
    await session.flush()
    await goes_by(session, 30, step=30)
    assert await outbox_rows(session, Topic.CHECK_IN) == []
    (waiting,) = (
        await review.list_queue(session, Queue.CHECK, (WANGQING,), NOON + 30 * DAYS)
    ).items
    assert waiting.placement.id == placement.id


@pytest.mark.parametrize("days", [29, 31])
async def test_the_first_question_comes_on_the_thirtieth_day(session: Session, days: int) -> None:
    await confirmed_placement(session)
    await follow_up.open_due_check_ins(session, NOON + days * DAYS, ZONE)
    assert bool(await asked(session)) is (days > 30)


async def test_what_is_not_confirmed_is_not_followed(session: Session) -> None:
    placement: Placement = await confirmed_placement(session)
    await review.return_placement(session, county_clerk(), placement, Reason("请补合同"))
    await goes_by(session, 400, step=50)
    assert await asked(session) == []


async def test_who_tells_that_they_are_out_of_work_has_left(session: Session) -> None:
    placement = await confirmed_placement(session)
    ana = await session.get_one(Labourer, placement.labourer_id)
    ana.status, ana.out_of_work_since = WorkStatus.OUT_OF_WORK, TODAY + 8 * DAYS
    await ending.end_on_status_change(session, ana, NOON + 20 * DAYS, ZONE, by=1)
    assert placement.ended_on == TODAY + 8 * DAYS
    assert ana.status is WorkStatus.OUT_OF_WORK


async def test_who_tells_of_other_employment_has_not_left_for_that(
    session: Session,
) -> None:
    placement = await confirmed_placement(session)
    ana = await session.get_one(Labourer, placement.labourer_id)
    await ending.end_on_status_change(session, ana, NOON, ZONE, by=1)
    assert placement.ended_on is None


async def test_who_left_one_place_and_works_on_at_another_is_not_out_of_work(
    session: Session,
) -> None:
    placement = await confirmed_placement(session)
    ana = await session.get_one(Labourer, placement.labourer_id)
    await employer_factory.place_at_employer(
        session, await add_factory(session, name="汪清木业"), ana
    )
    chen = await broker_of(session, placement)
    refused = await ending.end_placement(session, chen, placement, Leave(TODAY))
    assert refused is None
    assert placement.ended_on == TODAY
    assert ana.status is not WorkStatus.OUT_OF_WORK
