"""The seats and the queue of a notice, whatever happens to it and in whatever order."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.roles import Roles
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import reminders, sign_ups, writing
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp, SignUpState
from models.privacy import consent
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import ZONE, notice_told, publish_notice
from tests.support.outbox import OFFICE
from tests.support.store import NOON, consenting_account
from tests.support.stored_actors import clerk

PEOPLE = 5
STEPS = st.lists(
    st.tuples(st.sampled_from(("sign", "sign", "leave", "come", "erase")), st.integers(0, 4))
    | st.tuples(st.just("seats"), st.none() | st.integers(0, 4)),
    max_size=25,
)
Person = tuple[Labourer, Account]


async def sign(session: Session, notice: Notice, who: Person, now: datetime) -> None:
    await sign_ups.sign_up(session, notice, who[0], now)


async def leave(session: Session, notice: Notice, who: Person, now: datetime) -> None:
    await reminders.leave_seat(session, notice, who[0], now, ZONE)


async def come(session: Session, notice: Notice, who: Person, now: datetime) -> None:
    await sign_ups.mark_attended(session, notice, who[0], now)


async def erase(session: Session, notice: Notice, who: Person, now: datetime) -> None:
    await consent.erase_account_data(session, who[1], Roles(), now, ZONE)


DOES: dict[str, Callable[[Session, Notice, Person, datetime], Awaitable[None]]] = {
    "sign": sign,
    "leave": leave,
    "come": come,
    "erase": erase,
}


async def have_seats(session: Session, notice: Notice, capacity: int | None, now: datetime) -> None:
    told = notice_told(capacity=capacity)
    await writing.rewrite_notice(session, clerk(1, now=now), notice, told)


async def held(session: Session, state: SignUpState) -> list[int]:
    """Who is in this state, in the order of the sign-ups."""
    theirs = select(SignUp.labourer_id).where(col(SignUp.state) == state)
    return list(await session.exec(theirs.order_by(col(SignUp.asked_at))))


class ByHand:
    """Seats and queue as two lists that somebody keeps with a pencil."""

    def __init__(self, capacity: int | None) -> None:
        self.capacity, self.seated, self.queue = capacity, list[int](), list[int]()

    def note(self, step: str, what: Any) -> None:
        if step == "seats" and (what is None or what >= len(self.seated)):
            self.capacity = what
        if step == "sign" and what not in (*self.seated, *self.queue):
            self.queue.append(what)
        if step in ("leave", "erase"):
            self.seated = [one for one in self.seated if one != what]
            self.queue = [one for one in self.queue if one != what]
        while self.queue and (self.capacity is None or len(self.seated) < self.capacity):
            self.seated.append(self.queue.pop(0))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(capacity=st.none() | st.integers(0, 3), steps=STEPS)
async def test_whatever_happens_seats_and_queue_are_as_one_would_keep_them_by_hand(
    session: Session, capacity: int | None, steps: list[tuple[str, Any]]
) -> None:
    async with session.begin_nested() as here:
        office = await consenting_account(session, OFFICE)
        notice = await publish_notice(session, office.key(), capacity=capacity)
        people = [await reachable_labourer(session, chat) for chat in range(1, PEOPLE + 1)]
        keys = [one.key() for one, _ in people]
        by_hand, erased = ByHand(capacity), set[int]()
        for minute, (step, what) in enumerate(steps):
            now = NOON + timedelta(minutes=minute)
            if step == "seats":
                await have_seats(session, notice, what, now)
                by_hand.note(step, what)
            elif what not in erased:
                await DOES[step](session, notice, people[what], now)
                by_hand.note(step, keys[what])
                erased |= {what} if step == "erase" else set()
            seated = await held(session, SignUpState.SEATED)
            assert set(seated) == set(by_hand.seated)
            assert await held(session, SignUpState.QUEUED) == by_hand.queue
            assert notice.taken == len(seated)
            assert notice.capacity is None or len(seated) <= notice.capacity
        await here.rollback()
