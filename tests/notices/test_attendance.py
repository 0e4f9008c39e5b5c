"""Attendance: who came, signed up or not."""

import pytest
from sqlmodel import col, select

from models.core.session import Session
from models.notices import sign_ups
from models.notices.sign_ups import Help, SignUp, SignUpState
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.seats import (
    MINUTE,
    add_people,
    publish_fair,
    sign_up_in_turn,
    sign_up_states,
)
from tests.support.store import NOON

SEATED, DECLINED = SignUpState.SEATED, SignUpState.DECLINED
WALKED_IN = SignUpState.WALKED_IN


@pytest.mark.parametrize("capacity", [0, 1])
async def test_who_comes_keeps_the_seat_or_the_place_in_the_queue(
    session: Session, capacity: int
) -> None:
    notice, (ana, *_) = await publish_fair(session, capacity), await add_people(session)
    (mine,) = await sign_up_in_turn(session, notice, [ana])
    before = mine.state
    assert await sign_ups.mark_attended(session, notice, ana, NOON)
    assert (mine.state, mine.attended_at, mine.marked_by) == (before, NOON, None)


async def test_who_comes_is_marked_once(session: Session) -> None:
    notice, (ana, *_) = await publish_fair(session), await add_people(session)
    assert await sign_ups.mark_attended(session, notice, ana, NOON, by=7)
    assert not await sign_ups.mark_attended(session, notice, ana, NOON + MINUTE, by=8)
    (mine,) = await session.exec(select(SignUp))
    assert (mine.attended_at, mine.marked_by) == (NOON, 7)


@pytest.mark.parametrize("left", [False, True])
async def test_who_comes_without_a_seat_walked_in_and_takes_none(
    session: Session, left: bool
) -> None:
    notice, (ana, *_) = await publish_fair(session, capacity=1), await add_people(session)
    if left:
        await sign_up_in_turn(session, notice, [ana])
        await sign_ups.decline_notice(session, notice, ana, NOON)
    await sign_ups.mark_attended(session, notice, ana, NOON)
    assert (await sign_up_states(session), notice.taken) == ([WALKED_IN], 0)


async def test_a_mark_made_by_mistake_is_taken_back(session: Session) -> None:
    notice, (ana, ben, _) = await publish_fair(session), await add_people(session)
    await sign_up_in_turn(session, notice, [ana])
    for one in (ana, ben):
        await sign_ups.mark_attended(session, notice, one, NOON, by=7)
        await sign_ups.unmark_attended(session, notice.key(), one.key())
    rows = (await session.exec(select(SignUp).order_by(col(SignUp.id)))).all()
    assert [mine.state for mine in rows] == [SEATED, DECLINED]
    assert {(mine.attended_at, mine.marked_by) for mine in rows} == {(None, None)}


async def test_who_never_signed_up_has_no_mark_to_take_back(session: Session) -> None:
    notice, (ana, *_) = await publish_fair(session), await add_people(session)
    await sign_ups.unmark_attended(session, notice.key(), ana.key())
    assert await sign_up_states(session) == []


async def test_the_list_is_who_holds_something_or_came(session: Session) -> None:
    notice, (ana, ben, dai) = await publish_fair(session, capacity=1), await add_people(session)
    eve, _ = await reachable_labourer(session, 4)
    for one, name in zip((ana, ben, dai, eve), "dcba", strict=True):
        one.name = name
    await sign_up_in_turn(session, notice, [ana, ben])
    await sign_ups.decline_notice(session, notice, dai, NOON)
    await sign_ups.mark_attended(session, notice, eve, NOON)
    await session.flush()
    listed = await sign_ups.list_sign_ups(session, notice)
    assert [one.name for _, one in listed] == ["a", "c", "d"]
    assert await sign_ups.count_sign_ups(session, notice) == (1, 1, 1)


async def test_what_people_say_of_it_is_counted(session: Session) -> None:
    notice, people = await publish_fair(session), await add_people(session, 4)
    for one, said in zip(people, (Help.NOT, Help.MUCH, Help.MUCH, None), strict=True):
        await sign_ups.mark_attended(session, notice, one, NOON)
        mine = await sign_ups.get_sign_up(session, notice.key(), one.key())
        assert mine is not None
        mine.helped = said
        await session.flush()
    assert await sign_ups.count_helped(session, notice) == {
        Help.MUCH: 2,
        Help.LITTLE: 0,
        Help.NOT: 1,
    }
