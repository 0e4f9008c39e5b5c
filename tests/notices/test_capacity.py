"""More seats, and fewer, while people sign up."""

from typing import Any

import pytest

from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import sign_ups, writing
from models.notices.notice import Notice
from models.notices.sign_ups import SignUpState
from models.outbox.message_type import Topic
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import notice_told
from tests.support.notices.seats import sign_up_in_turn
from tests.support.outbox import fair_for_two, labourers_told, outbox_rows
from tests.support.store import NOON, Store
from tests.support.stored_actors import clerk


async def correct(session: Session, notice: Notice, **given: Any) -> Refusal | None:
    return await writing.rewrite_notice(session, clerk(), notice, notice_told(**given))


async def test_more_seats_go_to_the_first_of_the_queue_who_is_told(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session, capacity=1)
    dai, _ = await reachable_labourer(session, 3)
    await sign_up_in_turn(session, notice, [ana, ben, dai])
    assert await correct(session, notice, capacity=2) is None
    mine = await sign_ups.get_sign_up(session, notice.key(), ben.key())
    assert mine is not None
    assert (mine.state, notice.taken) == (SignUpState.SEATED, 2)
    assert await labourers_told(session, Topic.SEAT) == {ben.id}
    assert await labourers_told(session, Topic.EVE) == {ben.id}


async def test_fewer_seats_than_are_taken_are_refused(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session, capacity=3)
    await sign_up_in_turn(session, notice, [ana, ben])
    assert await correct(session, notice, capacity=1) == Refusal("capacity_taken", {"taken": 2})
    assert (notice.capacity, notice.version) == (3, 0)
    assert await outbox_rows(session, Topic.CORRECTION) == []
    assert await correct(session, notice, capacity=2) is None


async def test_without_a_limit_the_whole_queue_moves_up(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session, capacity=0)
    await sign_up_in_turn(session, notice, [ana, ben])
    await correct(session, notice, capacity=None)
    assert notice.taken == 2
    assert await labourers_told(session, Topic.SEAT) == {ana.id, ben.id}


# On SQLite a turn has the store to itself.
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_seat_taken_meanwhile_counts(store: Store) -> None:
    fair, ana, _ = await store.turn(lambda s: fair_for_two(s, capacity=1))

    async def sign(session: Session) -> None:
        notice = await session.get_one(Notice, fair.id)
        await sign_ups.sign_up(session, notice, await session.get_one(Labourer, ana.id), NOON)

    async def correct_slowly(session: Session) -> Refusal | None:
        notice = await session.get_one(Notice, fair.id)
        await store.turn(sign)
        return await correct(session, notice, capacity=0)

    assert await store.turn(correct_slowly) == Refusal("capacity_taken", {"taken": 1})
