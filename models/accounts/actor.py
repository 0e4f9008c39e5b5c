"""The actor: who does something, what they may do, and when."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from models.accounts.account import Account
from models.accounts.roles import Roles


@dataclass(frozen=True)
class Actor:
    """An account that does something, with its roles at this moment.

    Every use case that somebody sets off takes one; permission is looked at there.
    `zone` is the county's.
    """

    account: Account
    roles: Roles
    now: dt.datetime
    zone: ZoneInfo

    @property
    def id(self) -> int:
        """The account's number, as rows and the trail keep it."""
        return self.account.key()

    @property
    def today(self) -> dt.date:
        """The day in the county."""
        return self.now.astimezone(self.zone).date()
