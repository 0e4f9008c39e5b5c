"""Actors of use cases, whose roles are given or are what the office has."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Role, Roles
from models.core.vocabulary import RoleName
from tests.support.store import NOON

ZONE = ZoneInfo("Asia/Shanghai")


def acting(account: Account, now: datetime = NOON, roles: Roles | None = None) -> Actor:
    """An account that does something, without a role unless some are given."""
    return Actor(account, roles or Roles(), now, ZONE)


def as_staff(account: Account, now: datetime = NOON, area: str = "") -> Actor:
    """The same as staff of a county; of every county where none is given."""
    role = Role(account_id=account.key(), name=RoleName.STAFF, area=area, granted_at=now)
    return acting(account, now, Roles([role]))
