"""Signing up: seats, and the queue for them."""

import pytest

from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import sign_ups
from models.notices.notice import Notice
from models.notices.sign_ups import SignUpState
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import publish_notice
from tests.support.notices.seats import (
    MINUTE,
    add_people,
    publish_fair,
    sign_up_in_turn,
    sign_up_states,
)
from tests.support.outbox import OFFICE
from tests.support.refusals import granted
from tests.support.store import NOON, Store, consenting_account

SEATED, QUEUED = SignUpState.SEATED, SignUpState.QUEUED
WITHDRAWN, DECLINED = SignUpState.WITHDRAWN, SignUpState.DECLINED


async def test_a_seat_while_one_is_left_then_the_queue(session: Session) -> None:
    notice, people = await publish_fair(session, capacity=1), await add_people(session)
    first, second, third = await sign_up_in_turn(session, notice, people)
    assert [first.state, second.state, third.state] == [SEATED, QUEUED, QUEUED]
    assert notice.taken == 1
    places = [await sign_ups.get_place_in_queue(session, mine) for mine in (second, third)]
    assert places == [1, 2]


async def test_without_a_limit_everybody_has_a_seat(session: Session) -> None:
    notice, people = await publish_fair(session), await add_people(session)
    assert {mine.state for mine in await sign_up_in_turn(session, notice, people)} == {SEATED}
    assert notice.taken == 3


async def test_who_signs_up_twice_keeps_what_they_have(session: Session) -> None:
    notice, (ana, ben, _) = await publish_fair(session, capacity=1), await add_people(session)
    await sign_up_in_turn(session, notice, [ana, ben])
    again = await sign_up_in_turn(session, notice, [ana, ben])
    assert [(mine.state, mine.asked) for mine in again] == [(SEATED, 1), (QUEUED, 1)]
    assert notice.taken == 1


async def test_two_people_and_one_last_seat_at_once_end_with_one_seated(store: Store) -> None:
    async def furnish(session: Session) -> tuple[int, list[int]]:
        notice, people = await publish_fair(session, capacity=1), await add_people(session, 2)
        return notice.key(), [one.key() for one in people]

    number, people = await store.turn(furnish)

    async def sign(session: Session, key: int) -> SignUpState:
        notice = await session.get_one(Notice, number)
        labourer = await session.get_one(Labourer, key)
        return (granted(await sign_ups.sign_up(session, notice, labourer, NOON))).state

    ana, ben = people
    given = await store.at_once(lambda s: sign(s, ana), lambda s: sign(s, ben))
    assert sorted(given) == [QUEUED, SEATED]
    assert sorted(await store.turn(sign_up_states)) == [QUEUED, SEATED]
    assert (await store.turn(lambda s: s.get_one(Notice, number))).taken == 1


# On SQLite a turn has the store to itself.
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_last_seat_taken_meanwhile_is_taken(store: Store) -> None:
    async def furnish(session: Session) -> tuple[Notice, list[Labourer]]:
        return await publish_fair(session, capacity=1), await add_people(session, 2)

    known, (ana, ben) = await store.turn(furnish)

    async def sign(session: Session, one: Labourer) -> SignUpState:
        notice = await session.get_one(Notice, known.id)
        if one is ben:
            await store.turn(lambda s: sign(s, ana))
        return (granted(await sign_ups.sign_up(session, notice, one, NOON))).state

    assert await store.turn(lambda s: sign(s, ben)) is QUEUED


async def test_who_leaves_gives_the_seat_to_the_first_of_the_queue(session: Session) -> None:
    notice, people = await publish_fair(session, capacity=1), await add_people(session)
    await sign_up_in_turn(session, notice, people)
    (moved,) = (await sign_ups.decline_notice(session, notice, people[0], NOON)).moved
    assert moved.labourer_id == people[1].id
    assert await sign_up_states(session) == [WITHDRAWN, SEATED, QUEUED]
    assert notice.taken == 1


async def test_who_leaves_the_queue_moves_nobody(session: Session) -> None:
    notice, people = await publish_fair(session, capacity=1), await add_people(session)
    await sign_up_in_turn(session, notice, people)
    assert (await sign_ups.decline_notice(session, notice, people[1], NOON)).moved == []
    assert await sign_up_states(session) == [SEATED, WITHDRAWN, QUEUED]


async def test_a_seat_is_waited_for_while_somebody_queues(session: Session) -> None:
    notice, (ana, ben, _) = await publish_fair(session, capacity=1), await add_people(session)
    await sign_up_in_turn(session, notice, [ana])
    assert not await sign_ups.has_queue(session, notice)
    await sign_up_in_turn(session, notice, [ben])
    assert await sign_ups.has_queue(session, notice)


async def test_who_leaves_and_comes_back_stands_at_the_end(session: Session) -> None:
    notice, (ana, ben, dai) = await publish_fair(session, capacity=1), await add_people(session)
    await sign_up_in_turn(session, notice, [ana, ben, dai])
    await sign_ups.decline_notice(session, notice, ben, NOON)
    back = granted(await sign_ups.sign_up(session, notice, ben, NOON + 9 * MINUTE))
    assert (await sign_ups.get_place_in_queue(session, back), back.asked) == (2, 2)


async def test_it_can_be_declined_without_a_seat(session: Session) -> None:
    notice, (ana, *_) = await publish_fair(session, capacity=1), await add_people(session)
    assert (await sign_ups.decline_notice(session, notice, ana, NOON)).moved == []
    assert (await sign_up_states(session), notice.taken) == ([DECLINED], 0)


async def test_more_seats_go_to_the_first_of_the_queue(session: Session) -> None:
    notice, people = await publish_fair(session, capacity=0), await add_people(session)
    await sign_up_in_turn(session, notice, people)
    notice.capacity = 2
    moved = await sign_ups.fill_free_seats(session, notice)
    assert [mine.labourer_id for mine in moved] == [one.id for one in people[:2]]
    assert (await sign_up_states(session), notice.taken) == ([SEATED, SEATED, QUEUED], 2)


async def test_ones_seats_are_what_one_has_or_waits_for(session: Session) -> None:
    first = await publish_fair(session, capacity=1)
    office = await consenting_account(session, OFFICE + 1)
    others = [await publish_notice(session, office.key(), capacity=n) for n in (0, 1, 1)]
    ana, _ = await reachable_labourer(session, 1)
    for notice in (first, *others):
        granted(await sign_ups.sign_up(session, notice, ana, NOON))
    await sign_ups.decline_notice(session, others[2], ana, NOON)
    held = await sign_ups.list_held_notices(session, ana.key())
    assert {notice.id for notice in held} == {first.id, others[0].id, others[1].id}
