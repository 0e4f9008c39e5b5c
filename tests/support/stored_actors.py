"""Actors for the tests of the use cases, with the roles that the store has of them, at noon."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Role, Roles, get_roles
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from tests.support.accounts.factory import new_account
from tests.support.store import NOON

ZONE = ZoneInfo("Asia/Shanghai")
WANGQING = "222424"


def clerk(number: int = 7, area: str = WANGQING, now: datetime = NOON) -> Actor:
    """Staff of a county, or of all with "": an account that is in no store."""
    rows = [Role(account_id=number, name=RoleName.STAFF, area=area, granted_at=NOON)]
    return Actor(new_account(number, id=number), Roles(rows), now, ZONE)


async def load_actor(session: Session, who: Account | int | None, now: datetime = NOON) -> Actor:
    """An account, or the one of that number, with the roles that the store has of it."""
    account = who if isinstance(who, Account) else await session.get_one(Account, who)
    return Actor(account, await get_roles(session, account), now, ZONE)


async def load_labourer_actor(session: Session, labourer: Labourer, now: datetime = NOON) -> Actor:
    """Somebody of the ledger on their own phone; without one, as if they had."""
    own = select(Account).where(Account.labourer_id == labourer.id)
    account = (await session.exec(own)).first()
    account = account or new_account(0, id=0, labourer_id=labourer.id)
    return await load_actor(session, account, now)
