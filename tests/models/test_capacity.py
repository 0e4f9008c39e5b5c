"""More seats, and fewer, while people sign up."""

from typing import Any

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from models import notice_board, region, sign_up
from models.audience import Audience
from models.labourer import Labourer
from models.notice import Notice
from models.refusal import Refusal
from models.sign_up import SignUpState
from models.topic import Topic
from tests.models.board import WANGQING, answers, writer
from tests.models.box import fair_for_two, rows, told
from tests.models.crowd import reachable
from tests.models.seats import line_up
from tests.models.store import NOON, Store


async def correct(session: AsyncSession, notice: Notice, **given: Any) -> Refusal | None:
    regions, who = await region.gazetteer(session), Audience(WANGQING)
    return await notice_board.rewrite(session, notice, answers(**given), who, writer(7), regions)


async def test_more_seats_go_to_the_first_of_the_queue_who_is_told(session: AsyncSession) -> None:
    notice, ana, ben = await fair_for_two(session, capacity=1)
    dai, _ = await reachable(session, 3)
    await line_up(session, notice, [ana, ben, dai])
    assert await correct(session, notice, capacity=2) is None
    mine = await sign_up.of(session, notice.key(), ben.key())
    assert mine is not None
    assert (mine.state, notice.taken) == (SignUpState.SEATED, 2)
    assert await told(session, Topic.SEAT) == {ben.id}
    assert await told(session, Topic.EVE) == {ben.id}


async def test_fewer_seats_than_are_taken_are_refused(session: AsyncSession) -> None:
    notice, ana, ben = await fair_for_two(session, capacity=3)
    await line_up(session, notice, [ana, ben])
    assert await correct(session, notice, capacity=1) == Refusal("capacity_taken", {"taken": 2})
    assert (notice.capacity, notice.version) == (3, 0)
    assert await rows(session, Topic.CORRECTION) == []
    assert await correct(session, notice, capacity=2) is None


async def test_without_a_limit_the_whole_queue_moves_up(session: AsyncSession) -> None:
    notice, ana, ben = await fair_for_two(session, capacity=0)
    await line_up(session, notice, [ana, ben])
    await correct(session, notice, capacity=None)
    assert notice.taken == 2
    assert await told(session, Topic.SEAT) == {ana.id, ben.id}


# On SQLite a turn has the store to itself.
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_seat_taken_meanwhile_counts(store: Store) -> None:
    fair, ana, _ = await store.turn(lambda s: fair_for_two(s, capacity=1))

    async def sign(session: AsyncSession) -> None:
        notice = await session.get_one(Notice, fair.id)
        await sign_up.sign_up(session, notice, await session.get_one(Labourer, ana.id), NOON)

    async def correct_slowly(session: AsyncSession) -> Refusal | None:
        notice = await session.get_one(Notice, fair.id)
        await store.turn(sign)
        return await correct(session, notice, capacity=0)

    assert await store.turn(correct_slowly) == Refusal("capacity_taken", {"taken": 1})
