"""Fairs with few seats, and people who want them."""

from datetime import timedelta

from sqlmodel import col, select

from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices import sign_ups
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp, SignUpState
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import publish_notice
from tests.support.outbox import OFFICE
from tests.support.refusals import granted
from tests.support.store import NOON, consenting_account

MINUTE = timedelta(minutes=1)


async def publish_fair(session: Session, capacity: int | None = None) -> Notice:
    """A notice that is out, with so many seats."""
    return await publish_notice(
        session, (await consenting_account(session, OFFICE)).key(), capacity=capacity
    )


async def add_people(session: Session, number: int = 3) -> list[Labourer]:
    """So many people with accounts."""
    return [(await reachable_labourer(session, chat))[0] for chat in range(1, number + 1)]


async def sign_up_in_turn(session: Session, notice: Notice, people: list[Labourer]) -> list[SignUp]:
    """They sign up one after the other, a minute apart."""
    return [
        granted(await sign_ups.sign_up(session, notice, one, NOON + place * MINUTE))
        for place, one in enumerate(people)
    ]


async def sign_up_states(session: Session) -> list[SignUpState]:
    """Of all sign-ups, in the order in which they came to be."""
    return [mine.state for mine in await session.exec(select(SignUp).order_by(col(SignUp.id)))]
