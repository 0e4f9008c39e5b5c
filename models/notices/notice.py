"""Notices 通知: a job fair, a course, a campaign, a vacancy, a policy, a start-up project."""

import datetime as dt
from enum import StrEnum, auto
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from models.core.address import MediaRef, parse_media_ref
from models.core.calendar import end_of_day
from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import Sealed
from models.core.vocabulary import Language, NoticeKind

# A notice without a day is of use for so long.
STANDS_FOR = dt.timedelta(days=30)


class NoticeState(StrEnum):
    """How far a notice has come."""

    DRAFT = auto()
    SCHEDULED = auto()
    PUBLISHING = auto()
    PUBLISHED = auto()
    CANCELLED = auto()


OUT = (NoticeState.PUBLISHING, NoticeState.PUBLISHED)


class Notice(SQLModel, table=True):
    """One notice of one county.

    `answers` is what its writer gave in the form. `titles` and `texts` go by language; the
    writer's own is always there. `last_day` is the day on which it ends, in the county's zone;
    `over_at` the moment after which it is of no use to anybody. `area` is where it takes place.
    `taken` seats are given of `capacity`, none of which is no limit. `version` grows with every
    correction of what was published, and `dated` is the one that last moved its day. While its
    audience is frozen, or told of its cancellation, `frozen_to` is the last labourer who was looked
    at, and `freezes_to` the last who was registered when it began. `swept` counts the rows of the
    outbox that are gone: see models/notices/swept_counts.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    county: str = Field(max_length=6, index=True)
    writer_id: int | None = reference("account")
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=Sealed)
    kind: NoticeKind = word(NoticeKind)
    language: Language = word(Language)
    titles: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    texts: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    starts_at: dt.datetime | None = moment(optional=True)
    last_day: dt.date | None = None
    deadline: dt.date | None = None
    over_at: dt.datetime = moment(index=True)
    place: str | None = Field(default=None, max_length=60)
    latitude: float | None = None
    longitude: float | None = None
    area: str = Field(max_length=12)
    capacity: int | None = None
    taken: int = 0
    picture: str | None = Field(default=None, max_length=200)
    audience: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: NoticeState = word(NoticeState)
    publish_at: dt.datetime | None = moment(optional=True, index=True)
    published_at: dt.datetime | None = moment(optional=True)
    version: int = 0
    dated: int = 0
    created_at: dt.datetime = moment()
    frozen_to: int | None = Field(default=None, sa_type=BIG_ID)
    freezes_to: int | None = Field(default=None, sa_type=BIG_ID)
    swept: dict[str, int] | None = Field(default=None, sa_type=JSON, nullable=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id

    def title(self, language: Language) -> str:
        """In the reader's language, or else as it was written."""
        return self.titles.get(language) or self.titles[self.language]

    def text(self, language: Language) -> str:
        """The text, likewise."""
        return self.texts.get(language) or self.texts[self.language]

    @property
    def picture_ref(self) -> MediaRef | None:
        """Where its picture lies, if it has one."""
        return parse_media_ref(self.picture) if self.picture else None

    @property
    def has_place(self) -> bool:
        """Whether it can be shown where it is, in words or on the map."""
        return bool(self.place) or self.latitude is not None

    @property
    def has_day(self) -> bool:
        """Whether a day says until when it is of use."""
        return self.last_day is not None or self.deadline is not None

    @property
    def has_seats(self) -> bool:
        """Whether places can run out; of a policy one only wants to know more."""
        return self.kind.traits.has_seats

    def is_out(self) -> bool:
        """Whether people have it, or are getting it."""
        return self.state in OUT

    def is_open(self, now: dt.datetime, zone: ZoneInfo) -> bool:
        """Whether one can sign up now: it is out, its deadline and its beginning are to come."""
        return self.is_out() and now < self.closes_at(zone)

    def closes_at(self, zone: ZoneInfo) -> dt.datetime:
        """When signing up ends: with the deadline's day, else as it begins, else as it is over."""
        return end_of_day(self.deadline, zone) if self.deadline else self.starts_at or self.over_at
