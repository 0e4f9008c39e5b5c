"""Brokers 劳务经纪人: who they are, which villages they cover, and whether the office lets them."""

import datetime as dt
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import Sealed


class BrokerState(StrEnum):
    """What the office decided."""

    APPLIED = auto()
    APPROVED = auto()
    REFUSED = auto()
    SUSPENDED = auto()


class Broker(SQLModel, table=True):
    """What a broker told of themselves. The role's rows say what they may do now.

    `phone_index` is made as a labourer's is, so that the office sees a phone used for both.
    `villages` are codes; `known_how` is how the village knows them. `version` grows with each
    decision. Of who came by an invitation and told nothing, name and numbers are empty; so are
    they of who was suspended and erased themselves, whose row belongs to no account any more.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    account_id: int | None = reference("account", unique=True)
    county: str = Field(max_length=6, index=True)
    name: str = Field(max_length=40)
    id_number: str = Field(sa_type=Sealed)
    id_index: str = Field(max_length=64, index=True)
    phone: str = Field(sa_type=Sealed)
    phone_index: str | None = Field(default=None, max_length=64, index=True)
    organisation: str | None = Field(default=None, max_length=60)
    villages: list[str] = Field(default_factory=list, sa_type=JSON)
    trained: bool
    known_how: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    state: BrokerState = word(BrokerState)
    version: int = 0
    why: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    applied_at: dt.datetime = moment()
    decided_at: dt.datetime | None = moment(optional=True)
    decided_by: int | None = Field(default=None, sa_type=BIG_ID)

    def as_export(self) -> dict[str, Any]:
        """What is held about its person."""
        keys = ("name", "id_number", "phone", "organisation", "villages", "trained", "known_how")
        return {**{key: getattr(self, key) for key in keys}, "state": self.state, "why": self.why}

    def who(self) -> int:
        """The account's number, by which a broker is known as long as there is one."""
        assert self.account_id is not None
        return self.account_id

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
