"""Evidence: files that show what a record says, sealed in the data folder.

A file belongs to one owner, a placement or a grievance, named by its subject and number. What the
owner's table is follows from the foreign key, so that no domain above has to be known here.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Index, Table, inspect, text
from sqlmodel import Field, SQLModel, col, func, select

from models.accounts import attempts
from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import Sealed
from models.core.file_store import FileStore
from models.core.media import Fault, Media
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import EvidenceKind

# As long a name as a screen shows.
NAME_MOST = 100
# So many files one placement or grievance has, those that could not be kept too: all are listed.
PAPERS_MOST = 30
Owner: TypeAlias = tuple[Subject, int]
# What counts as how often somebody sends files, by what they are sent for.
LIMITS = {Subject.PLACEMENT: attempts.PAPERS, Subject.GRIEVANCE: attempts.FILES}


class EvidenceState(StrEnum):
    """Whether the file is still to be fetched, is kept, or was none that can be."""

    COMING = auto()
    KEPT = auto()
    REFUSED = auto()


class Evidence(SQLModel, table=True):
    """One file. `file_id` is its channel's MediaRef, `path` where its sealed content lies.

    `size` is in bytes, as Telegram tells it and then as it is; `media` is known once it is kept.
    What has no `inspected_at` is shown to nobody. `tries` and `inspections` are counted before
    the work, so that a file that ends the process is given up too. Files that were sent together
    have one `album`, a word of their channel's.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = (
        Index(
            "evidence_uninspected",
            *("inspections", "tries", "next_try_at"),
            sqlite_where=text("inspected_at IS NULL"),
            postgresql_where=text("inspected_at IS NULL"),
        ),
        Index(
            "evidence_album",
            *("added_by", "album"),
            sqlite_where=text("album IS NOT NULL"),
            postgresql_where=text("album IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = row_id()
    placement_id: int | None = reference("placement")
    grievance_id: int | None = reference("grievance")
    kind: EvidenceKind = word(EvidenceKind)
    state: EvidenceState = word(EvidenceState)
    file_id: str = Field(max_length=200)
    name: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    caption: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    album: str | None = Field(default=None, max_length=64)
    media: Media | None = word(Media, optional=True)
    size: int | None = None
    path: str | None = Field(default=None, max_length=80)
    tries: int = 0
    inspections: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    next_try_at: dt.datetime | None = moment(optional=True)
    inspected_at: dt.datetime | None = moment(optional=True)
    fault: Fault | None = word(Fault, optional=True)
    added_by: int | None = Field(default=None, sa_type=BIG_ID)
    added_at: dt.datetime = moment()

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id

    def shows(self, kind: EvidenceKind) -> bool:
        """Whether it is of this kind, and there or on its way."""
        return self.kind is kind and self.state is not EvidenceState.REFUSED

    @property
    def owner(self) -> Owner:
        """The record that it belongs to."""
        if self.placement_id is not None:
            return Subject.PLACEMENT, self.placement_id
        assert self.grievance_id is not None
        return Subject.GRIEVANCE, self.grievance_id


@dataclass(frozen=True)
class Paper:
    """A file that somebody sends, and what it shows.

    `file` has file_id, name, size, media, and perhaps caption and album, as a question for files
    gives them.
    """

    kind: EvidenceKind
    file: dict[str, Any]


async def refuse_evidence(
    session: Session, actor: Actor, owner: Owner, count: int = 1, *, counted: bool = True
) -> Refusal | None:
    """Why so many more files are not added to an owner, which is locked: all of them or none.

    Refusals: papers_many {most}, too_often {most}.
    """
    await _lock_owner(session, owner)
    if await _count(session, owner) + count > PAPERS_MOST:
        return Refusal("papers_many", {"most": PAPERS_MOST})
    if not counted:
        return None
    limit = LIMITS[owner[0]]
    return await attempts.refuse_over_limit(session, limit, actor.id, actor.now, count)


async def add_evidence(
    session: Session, actor: Actor, owner: Owner, paper: Paper, *, counted: bool = True
) -> Evidence | Refusal:
    """Add a file that is to be fetched from now on; its sender hears where it can't be kept.

    Who may add to an owner is looked at by the use cases of the owner's domain. Refusals:
    papers_many {most}, too_often {most}.

    Args:
        counted: False for the one that comes with a new grievance: those are few already.
    """
    subject, number = owner
    if refused := await refuse_evidence(session, actor, owner, counted=counted):
        return refused
    labourer = await _lock_owner(session, owner)
    if counted:
        await attempts.record_attempt(session, LIMITS[subject].what, actor.account, actor.now)
    name = paper.file.get("name")
    row = Evidence(
        kind=paper.kind,
        state=EvidenceState.COMING,
        file_id=paper.file["file_id"],
        name=name[:NAME_MOST] if name else None,
        size=paper.file.get("size"),
        caption=paper.file.get("caption"),
        album=paper.file.get("album"),
        next_try_at=actor.now,
        added_by=actor.id,
        added_at=actor.now,
    )
    setattr(row, f"{subject}_id", number)
    session.add(row)
    await session.flush()
    for of in ((Subject.EVIDENCE, row.key()), owner):
        audit.record(session, actor.now, Act.ADDED, by=actor.id, labourer=labourer, of=of)
    await session.flush()
    return row


async def find_of_album(session: Session, account: int, album: str) -> Evidence | None:
    """A file that this account sent in an album: where its other pieces belong."""
    query = select(Evidence).where(Evidence.added_by == account, Evidence.album == album)
    return (await session.exec(query.limit(1))).first()


async def list_evidence(session: Session, owner: Owner) -> list[Evidence]:
    """The files of a record, the oldest first."""
    return await list_where(session, _is_owned_by(owner))


def mark_kept(evidence: Evidence, path: str, media: Media, size: int, now: dt.datetime) -> None:
    """Its harmless content lies in the vault."""
    evidence.state, evidence.next_try_at, evidence.inspected_at = EvidenceState.KEPT, None, now
    evidence.path, evidence.media, evidence.size = path, media, size


async def view_file(
    session: Session, actor: Actor, evidence: Evidence, vault: FileStore
) -> bytes | Refusal:
    """The file itself, for who may see its owner; that it was looked at goes into the trail.

    Refusals: those of `read_content`.
    """
    # Not in a thread: whoever else wants the store would wait for it in vain meanwhile.
    content = read_content(evidence, vault)
    if not isinstance(content, Refusal):
        await note_viewed(session, actor, evidence.key(), evidence.owner)
    return content


async def note_viewed(session: Session, actor: Actor, number: int, owner: Owner) -> None:
    """The trail keeps that the actor saw a file of this record."""
    table = owner_table(owner[0])
    labourer = (
        await session.exec(select(table.c.labourer_id).where(table.c.id == owner[1]))
    ).first()
    of = (Subject.EVIDENCE, number)
    audit.record(session, actor.now, Act.VIEWED, by=actor.id, labourer=labourer, of=of)
    await session.flush()


def read_content(evidence: Evidence, vault: FileStore) -> bytes | Refusal:
    """The file itself, for whoever may see it; never one that was not inspected.

    Refusals: file_gone, file_coming, file_unchecked.
    """
    if evidence.state is EvidenceState.COMING:
        return Refusal("file_coming")
    if evidence.state is EvidenceState.KEPT and evidence.inspected_at is None:
        return Refusal("file_unchecked")
    try:
        return vault.get(evidence.path) if evidence.path else Refusal("file_gone")
    except FileNotFoundError:
        return Refusal("file_gone")


async def list_stored_paths(session: Session) -> set[str]:
    """Where all files that rows know of lie."""
    query = select(Evidence.path).where(col(Evidence.path).is_not(None))
    return {path for path in await session.exec(query) if path is not None}


def owner_column(subject: Subject) -> Any:
    """The column that bears the number of an owner of this sort."""
    return getattr(Evidence, f"{subject}_id")


def owner_table(subject: Subject) -> Table:
    """The table of owners of this sort; all of them have a labourer_id."""
    (key,) = inspect(Evidence).columns[f"{subject}_id"].foreign_keys
    table = key.column.table
    assert isinstance(table, Table)
    return table


def _is_owned_by(owner: Owner) -> ColumnElement[bool]:
    subject, number = owner
    owned: ColumnElement[bool] = col(owner_column(subject)) == number
    return owned


async def _lock_owner(session: Session, owner: Owner) -> int | None:
    """Lock the record, so that one turn at a time adds to it; gives whose it is."""
    table = owner_table(owner[0])
    record = select(table.c.labourer_id).where(table.c.id == owner[1])
    labourer: int | None = (await session.exec(record.with_for_update())).first()
    return labourer


async def _count(session: Session, owner: Owner) -> int:
    count = select(func.count()).select_from(Evidence).where(_is_owned_by(owner))
    return (await session.exec(count)).one()


async def list_where(session: Session, which: ColumnElement[bool]) -> list[Evidence]:
    """The files of which this is true, the oldest first."""
    return list(await session.exec(select(Evidence).where(which).order_by(col(Evidence.id))))
