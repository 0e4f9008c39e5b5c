"""Actors for the tests of the use cases: an account with the roles that it has."""

from datetime import datetime

from sqlmodel import select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.session import Session
from models.placements.placement import Placement
from tests.support.notices.factory import WANGQING
from tests.support.store import NOON
from tests.support.stored_actors import clerk, load_actor

# The number of a colleague of the county office whom no test names; no store gets as far.
CLERK = 999_999


def county_clerk(area: str = WANGQING, now: datetime = NOON, number: int = CLERK) -> Actor:
    """A colleague of the county office whom no test names."""
    return clerk(number, area, now)


async def labourer_of(session: Session, placement: Placement, now: datetime = NOON) -> Actor:
    """The person placed there, on their own phone."""
    own = select(Account).where(Account.labourer_id == placement.labourer_id)
    return await load_actor(session, (await session.exec(own)).one(), now)


async def broker_of(session: Session, placement: Placement, now: datetime = NOON) -> Actor:
    """The broker who reported it."""
    return await load_actor(session, placement.broker_id, now)
