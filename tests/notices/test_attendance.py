"""Attendance: who came, signed up or not."""

import pytest
from sqlmodel import col, select

from models.core.session import Session
from models.notices import sign_ups
from models.notices.sign_ups import Help, SignUp, SignUpState
from tests.support.labourer_crowd import reachable
from tests.support.seats import MINUTE, fair, line_up, some, states
from tests.support.store import NOON

SEATED, DECLINED = SignUpState.SEATED, SignUpState.DECLINED
WALKED_IN = SignUpState.WALKED_IN


@pytest.mark.parametrize("capacity", [0, 1])
async def test_who_comes_keeps_the_seat_or_the_place_in_the_queue(
    session: Session, capacity: int
) -> None:
    notice, (ana, *_) = await fair(session, capacity), await some(session)
    (mine,) = await line_up(session, notice, [ana])
    before = mine.state
    assert await sign_ups.attend(session, notice, ana, NOON)
    assert (mine.state, mine.attended_at, mine.marked_by) == (before, NOON, None)


async def test_who_comes_is_marked_once(session: Session) -> None:
    notice, (ana, *_) = await fair(session), await some(session)
    assert await sign_ups.attend(session, notice, ana, NOON, by=7)
    assert not await sign_ups.attend(session, notice, ana, NOON + MINUTE, by=8)
    (mine,) = await session.exec(select(SignUp))
    assert (mine.attended_at, mine.marked_by) == (NOON, 7)


@pytest.mark.parametrize("left", [False, True])
async def test_who_comes_without_a_seat_walked_in_and_takes_none(
    session: Session, left: bool
) -> None:
    notice, (ana, *_) = await fair(session, capacity=1), await some(session)
    if left:
        await line_up(session, notice, [ana])
        await sign_ups.decline(session, notice, ana, NOON)
    await sign_ups.attend(session, notice, ana, NOON)
    assert (await states(session), notice.taken) == ([WALKED_IN], 0)


async def test_a_mark_made_by_mistake_is_taken_back(session: Session) -> None:
    notice, (ana, ben, _) = await fair(session), await some(session)
    await line_up(session, notice, [ana])
    for one in (ana, ben):
        await sign_ups.attend(session, notice, one, NOON, by=7)
        await sign_ups.unmark(session, notice.key(), one.key())
    rows = (await session.exec(select(SignUp).order_by(col(SignUp.id)))).all()
    assert [mine.state for mine in rows] == [SEATED, DECLINED]
    assert {(mine.attended_at, mine.marked_by) for mine in rows} == {(None, None)}


async def test_who_never_signed_up_has_no_mark_to_take_back(session: Session) -> None:
    notice, (ana, *_) = await fair(session), await some(session)
    await sign_ups.unmark(session, notice.key(), ana.key())
    assert await states(session) == []


async def test_the_list_is_who_holds_something_or_came(session: Session) -> None:
    notice, (ana, ben, dai) = await fair(session, capacity=1), await some(session)
    eve, _ = await reachable(session, 4)
    for one, name in zip((ana, ben, dai, eve), "dcba", strict=True):
        one.name = name
    await line_up(session, notice, [ana, ben])
    await sign_ups.decline(session, notice, dai, NOON)
    await sign_ups.attend(session, notice, eve, NOON)
    await session.flush()
    listed = await sign_ups.people(session, notice)
    assert [one.name for _, one in listed] == ["a", "c", "d"]
    assert await sign_ups.counts(session, notice) == (1, 1, 1)


async def test_what_people_say_of_it_is_counted(session: Session) -> None:
    notice, people = await fair(session), await some(session, 4)
    for one, said in zip(people, (Help.NOT, Help.MUCH, Help.MUCH, None), strict=True):
        await sign_ups.attend(session, notice, one, NOON)
        mine = await sign_ups.of(session, notice.key(), one.key())
        assert mine is not None
        mine.helped = said
    await session.flush()
    assert await sign_ups.helped(session, notice) == {Help.MUCH: 2, Help.LITTLE: 0, Help.NOT: 1}
