"""Actors for the tests of the use cases: an account with the roles that it has."""

from datetime import datetime

from sqlmodel import select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Role, Roles, get_roles
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.placements.placement import Placement
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.store import NOON

# The number of a colleague of the county office whom no test names.
CLERK = 99


async def load_actor(session: Session, who: Account | int | None, now: datetime = NOON) -> Actor:
    """This account, or the one of that number, sets something off."""
    account = who if isinstance(who, Account) else await session.get_one(Account, who)
    return Actor(account, await get_roles(session, account), now, ZONE)


def county_clerk(area: str = WANGQING, now: datetime = NOON, number: int = CLERK) -> Actor:
    """Somebody of a county office, whose account is in no store."""
    held = Role(account_id=number, name=RoleName.STAFF, area=area, granted_at=NOON)
    return Actor(Account(id=number, chat_id=number, created_at=NOON), Roles([held]), now, ZONE)


async def labourer_of(session: Session, placement: Placement, now: datetime = NOON) -> Actor:
    """The person placed there, on their own phone."""
    own = select(Account).where(Account.labourer_id == placement.labourer_id)
    return await load_actor(session, (await session.exec(own)).one(), now)


async def broker_of(session: Session, placement: Placement, now: datetime = NOON) -> Actor:
    """The broker who reported it."""
    return await load_actor(session, placement.broker_id, now)
