"""Placements 就业安置: one labourer at one employer from a day on, a record of three parties."""

import datetime as dt
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import Index, text, true
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import PAID_WORKER, Sealed, keyring
from models.core.vocabulary import Brought, Destination, Leaving
from models.placements.states import ASKED, HOLDING, VOID, PlacementState

NONE_YET = {"server_default": text("0")}


def worker_index(id_number: str | None) -> str | None:
    """What tells that two placements are of one person, also once the person is erased."""
    return keyring.index(id_number, PAID_WORKER) if id_number else None


class StatementChannel(StrEnum):
    """How the labourer's word came."""

    SELF = auto()
    PHONE = auto()
    PAPER = auto()


class Placement(SQLModel, table=True):
    """What the broker reported, what the labourer said, and how things stand.

    `starts_on`, `wage` (yuan a month) and `has_contract` are what holds: the labourer's word
    where there is one. `reported` keeps the broker's as it was filed at `filed_at` and last
    told at `reported_at`, `said` the labourer's: right, started, starts_on, wage, fee,
    has_contract, why; `told` names those that were answers of their own, and `asked` holds the
    facts that were asked about. `said_before` has their words on earlier reports, and what came
    `late`, when it moved nothing. Only the office reads these; `why` is what staff wrote to the
    broker. `reported_on` is the first day as the broker filed it, by which a group goes. `asked`
    counts how often they were asked.
    `seen_on` is the last day on which they are known to have been there, `next_check_at` when
    they are asked next. `ended_by` is the account that said that they left; where nobody said
    on which day, `ended_on` is the day by which they had, and `end_day_told` false.
    `told_wages` and `told_times` are the sum and the count of the wages told in check-ins that
    are kept no longer. `added_by` is who looked at it
    and will approve it with others, as long as it stands at `added_version`. `version` grows with
    every move. `labourer_id` is none after an erasure.
    """

    __table_args__ = (
        Index("placement_labourer", "labourer_id", "starts_on"),
        Index("placement_broker", "broker_id", "state"),
        Index("placement_county", "county", "state"),
        Index("placement_asked", "state", "asked_at"),
        Index(
            "placement_words",
            *("said_how", "said_by", "state", "reviewed_by", "county", "broker_id", "labourer_id"),
            *("said_at", "reported_at", "filed_at"),
        ),
        # A number is never given twice: old buttons bear it.
        {"sqlite_autoincrement": True},
    )

    id: int | None = row_id()
    county: str = Field(max_length=6)
    labourer_id: int | None = Field(default=None, foreign_key="labourer.id", sa_type=BIG_ID)
    employer_id: int = reference("employer", optional=False)
    broker_id: int | None = Field(default=None, foreign_key="account.id", sa_type=BIG_ID)
    state: PlacementState = word(PlacementState)
    version: int = 0
    post: str = Field(max_length=60)
    starts_on: dt.date
    reported_on: dt.date
    wage: int
    has_contract: bool
    has_insurance: bool
    destination: Destination = word(Destination)
    region: str = Field(max_length=60)
    brought: Brought = word(Brought)
    reported: dict[str, Any] = Field(default_factory=dict, sa_type=Sealed)
    filed_at: dt.datetime = moment()
    reported_at: dt.datetime | None = moment(optional=True)
    asked: int = 0
    asked_at: dt.datetime | None = moment(optional=True)
    said: dict[str, Any] | None = Field(default=None, sa_type=Sealed, nullable=True)
    said_before: list[dict[str, Any]] | None = Field(default=None, sa_type=Sealed, nullable=True)
    said_how: StatementChannel | None = word(StatementChannel, optional=True)
    said_at: dt.datetime | None = moment(optional=True)
    said_by: int | None = Field(default=None, sa_type=BIG_ID)
    why: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    reviewed_at: dt.datetime | None = moment(optional=True)
    reviewed_by: int | None = Field(default=None, sa_type=BIG_ID)
    seen_on: dt.date | None = None
    next_check_at: dt.datetime | None = moment(optional=True, index=True)
    worker_index: str | None = Field(default=None, max_length=64, index=True)
    ended_on: dt.date | None = None
    end_day_told: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    added_by: int | None = Field(default=None, sa_type=BIG_ID)
    added_version: int | None = None
    end_why: Leaving | None = word(Leaving, optional=True)
    ended_by: int | None = Field(default=None, sa_type=BIG_ID)
    told_wages: int = Field(default=0, sa_type=BIG_ID, sa_column_kwargs=NONE_YET)
    told_times: int = Field(default=0, sa_column_kwargs=NONE_YET)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id

    @property
    def is_void(self) -> bool:
        """Whether nobody counts it any more."""
        return self.state in VOID

    @property
    def may_be_there(self) -> bool:
        """Whether the person is placed, or is still to say so."""
        return self.state in (*ASKED, *HOLDING) and self.ended_on is None

    @property
    def is_going_on(self) -> bool:
        """Whether the person is placed, as far as anybody knows."""
        return self.state in HOLDING and self.ended_on is None


class CheckIn(SQLModel, table=True):
    """A question about a placement after so many days: asked, perhaps answered.

    `wage` is in yuan a month, as the person says. `tries` counts how often they were asked.
    """

    __tablename__ = "check_in"
    __table_args__ = (Index("check_in_once", "placement_id", "days", unique=True),)

    id: int | None = row_id()
    placement_id: int = reference("placement", optional=False)
    days: int
    asked_at: dt.datetime = moment()
    tries: int = 1
    answered_at: dt.datetime | None = moment(optional=True)
    answered_by: int | None = Field(default=None, sa_type=BIG_ID)
    how: StatementChannel | None = word(StatementChannel, optional=True)
    still_there: bool | None = None
    paid: bool | None = None
    wage: int | None = None

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
