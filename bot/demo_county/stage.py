"""The stage: the store, the moment, and everybody who acts on it."""

import datetime as dt
import random
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.demo_county.timeline import Timeline
from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.accounts import roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core.calendar import local_moment
from models.core.file_store import FileStore
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from models.employers.employer import Employer
from models.labourers.labourer import Labourer

# Chats that no phone of the sandbox has; the first are the office's and the brokers'.
CHATS_FROM, CHATS = 5000, 250

T = TypeVar("T")


def granted(done: T | Refusal) -> T:
    """What a use case gave; that it refused is a bug of the demo."""
    assert not isinstance(done, Refusal), done
    return done


@dataclass
class Villager:
    """An invented person: `facts` as they tell them, `chat` where they write from, if they do.

    `registrar` is who takes the answers of somebody without a phone.
    """

    facts: dict[str, Any]
    at: dt.datetime
    chat: int | None = None
    blocks: bool = False
    registrar: Account | None = None
    labourer: Labourer | None = None
    account: Account | None = None
    is_placed: bool = False

    @property
    def village(self) -> str:
        return str(self.facts["village"])

    @property
    def entry(self) -> Labourer:
        assert self.labourer is not None
        return self.labourer

    def can_write(self, by: dt.datetime) -> bool:
        """Whether they wrote by then, have not blocked the bot, and play no other part."""
        return self.account is not None and self.at < by and not (self.blocks or self.is_placed)


@dataclass
class Stage:
    """`brokers` are by township. The first of the `office` writes, the second approves."""

    session: Session
    county: str
    now: dt.datetime
    zone: ZoneInfo
    vault: FileStore
    dice: random.Random
    timeline: Timeline = field(default_factory=Timeline)
    chats: Any = field(default_factory=lambda: count(CHATS_FROM))
    office: list[Account] = field(default_factory=list)
    brokers: dict[str, Account] = field(default_factory=dict)
    employers: list[Employer] = field(default_factory=list)
    people: list[Villager] = field(default_factory=list)
    _roles: dict[int, Roles] = field(default_factory=dict)

    def day(self, days: int) -> dt.date:
        """So many days from today; those past are negative."""
        return self.now.astimezone(self.zone).date() + dt.timedelta(days=days)

    def at(self, days: int, hour: int = 9, minute: int = 0) -> dt.datetime:
        """That hour of a day in the county."""
        return local_moment(self.day(days), dt.time(hour, minute), self.zone)

    def sometime(self, days: int) -> dt.datetime:
        """Some time of a day, when people are awake."""
        return self.at(days, self.dice.randint(8, 19), self.dice.randint(0, 59))

    def hours(self, least: float, most: float) -> dt.timedelta:
        """A span between these, to the minute."""
        return dt.timedelta(minutes=self.dice.randint(round(least * 60), round(most * 60)))

    def pick(self, weights: dict[T, int]) -> T:
        return self.dice.choices(list(weights), list(weights.values()))[0]

    def actor(self, account: Account, now: dt.datetime) -> Actor:
        """This account at that moment."""
        return Actor(account, self._roles.get(account.key(), Roles()), now, self.zone)

    def as_person(self, one: Villager, now: dt.datetime) -> Actor:
        """Somebody on their own phone."""
        assert one.account is not None
        return self.actor(one.account, now)

    def broker_of(self, village: str) -> Account | None:
        return self.brokers.get(village[:9])

    async def open_account(
        self, chat: int, at: dt.datetime, language: Language = Language.ZH
    ) -> Account:
        account = await accounts.open_account(self.session, telegram_address(chat), at)
        account.language = language
        return account

    async def grant(
        self, account: Account, role: RoleName, area: str, at: dt.datetime, called: str
    ) -> None:
        await roles.grant_role(self.session, account, role, area, at, called=called)
        await self.read_roles(account)

    async def read_roles(self, account: Account) -> None:
        """What the account may do from now on."""
        self._roles[account.key()] = await roles.get_roles(self.session, account)
