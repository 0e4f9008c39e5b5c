"""What a list is: its name, one SELECT within the counties of whoever asks, and its lines."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, literal_column, or_
from sqlmodel import col, select

from models.core.audit import AuditRecord
from models.core.regions import inside
from models.labourers.labourer import Labourer
from models.placements.signals import Pairs, ShownSignal


class Theme(StrEnum):
    """What can be asked for. The trail bears the place in this order: new ones come last."""

    SELF = auto()
    TIME = auto()
    PHONES = auto()
    CODES = auto()
    CALLS = auto()
    AGAIN = auto()
    NOBODY = auto()
    NUMBERLESS = auto()
    POOR = auto()
    ENDED = auto()
    ERASED = auto()
    PEOPLE = auto()
    EMPLOYERS = auto()
    LOOKS = auto()

    @property
    def place(self) -> int:
        """What stands for it in the trail."""
        return list(Theme).index(self) + 1


class Kind(StrEnum):
    """What a line is about, and opens."""

    PLACEMENT = auto()
    PERSON = auto()
    GRIEVANCE = auto()
    ACCOUNT = auto()
    EMPLOYER = auto()
    BROKER = auto()
    STAFF = auto()
    GROUP = auto()


@dataclass(frozen=True)
class Scope:
    """Staff of which counties ask; `pairs` are accounts that may be of one person."""

    counties: tuple[str, ...]
    pairs: Pairs = ()

    def covers(self, column: Any) -> ColumnElement[bool]:
        """A column of codes lies in these counties."""
        return or_(false(), *(inside(col(column), county) for county in self.counties))

    def has_seen(self, record: Any) -> ColumnElement[bool]:
        """An act in these counties: where its person lived then, else where they live."""
        here, lives = record.county, Labourer.village_code
        return or_(self.covers(here), and_(here.is_(None), self.covers(lives)))

    def name(self) -> Any:
        """The name of a person who lives in these counties."""
        return case((self.covers(Labourer.village_code), Labourer.name)).label("name")


@dataclass(frozen=True)
class Line:
    """One line of a list.

    `person` is the number of whose record it is, none once erased; `name` is known of people of
    the asking counties. `by` and `other` are accounts, `figure` heads or seconds as the list has
    it, `word` a name, a phone number or an act. `area` is a code of the gazetteer.
    """

    number: int
    kind: str
    at: dt.datetime
    person: int | None = None
    name: str | None = None
    by: int | None = None
    other: int | None = None
    figure: int | None = None
    word: Any = None
    area: str | None = None
    signals: tuple[ShownSignal, ...] = ()


Query = Callable[[Scope], Any]
Members = Callable[[Scope, int], Any]


@dataclass(frozen=True)
class Listing:
    """A list in order. `members` gives what a line of it stands for, where it is a group.

    Where a line costs more than its place in the order, its `key` is found first.
    `has_signals` says that the lines bear the columns of `signals.columns`.
    """

    query: Query
    members: Members | None = None
    has_signals: bool = False


def select_columns(*wanted: Any) -> Any:
    """A SELECT of these columns, by whose labels a line is read."""
    return select(*wanted)


def kind_column(kind: Kind) -> Any:
    """The same for every line."""
    return literal_column(f"'{kind}'").label("kind")


def with_person(query: Any, whose: Any) -> Any:
    """With the person's entry, where there still is one."""
    return query.outerjoin(Labourer, col(Labourer.id) == whose)


def trail_columns(*wanted: Any) -> tuple[Any, ...]:
    """What every line of the trail shows."""
    record = AuditRecord
    return (col(record.at).label("at"), col(record.account_id).label("by"), *wanted)
