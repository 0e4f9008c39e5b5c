"""Evidence: files that show what a placement or a grievance says, sealed in the data folder."""

import datetime as dt
from enum import StrEnum, auto

from sqlmodel import Field, SQLModel

from models.columns import BIG_ID, moment, reference, row_id, word
from models.secrets import Sealed
from models.words import EvidenceKind


class EvidenceState(StrEnum):
    """Whether the file is still to be fetched, is kept, or was none that can be."""

    COMING = auto()
    KEPT = auto()
    REFUSED = auto()


class Evidence(SQLModel, table=True):
    """One file. `file_id` is Telegram's, `path` where its sealed content lies in the folder.

    `size` is in bytes and `media` a media type; both are of the content once it is kept.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    placement_id: int | None = reference("placement")
    grievance_id: int | None = reference("grievance")
    kind: EvidenceKind = word(EvidenceKind)
    state: EvidenceState = word(EvidenceState)
    file_id: str = Field(max_length=200)
    name: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    media: str | None = Field(default=None, max_length=40)
    size: int | None = None
    path: str | None = Field(default=None, max_length=80)
    tries: int = 0
    next_try_at: dt.datetime | None = moment(optional=True)
    added_by: int | None = Field(default=None, sa_type=BIG_ID)
    added_at: dt.datetime = moment()

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
