"""Actors for the tests of the use cases: who does something, with which roles, at noon."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Role, Roles, get_roles
from models.core.session import Session
from models.core.vocabulary import RoleName
from tests.support.store import NOON

ZONE = ZoneInfo("Asia/Shanghai")
WANGQING = "222424"


def office(number: int = 7, area: str = WANGQING, now: datetime = NOON) -> Actor:
    """Staff of a county, or of all with "": an account that is in no store."""
    rows = [Role(account_id=number, name=RoleName.STAFF, area=area, granted_at=NOON)]
    return Actor(Account(id=number, chat_id=number, created_at=NOON), Roles(rows), now, ZONE)


async def actor(session: Session, account: Account, now: datetime = NOON) -> Actor:
    """An account with the roles that the store has of it."""
    return Actor(account, await get_roles(session, account), now, ZONE)
