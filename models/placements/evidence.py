"""Evidence: files that show what a placement or a grievance says, sealed in the data folder."""

import datetime as dt
from collections.abc import Collection, Mapping
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import ColumnElement, Index, delete, or_, text, update
from sqlmodel import Field, SQLModel, col, func, select

from models.accounts import attempts
from models.core import audit
from models.core.audit import Act, Subject
from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import Sealed
from models.core.file_store import FileStore
from models.core.media import Fault, Media
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.grievances.grievance import Grievance
from models.outbox import outbox
from models.outbox.message_type import Topic
from models.placements.placement import Placement

# As long a name as a screen shows.
NAME_MOST = 100
# So many files one placement or grievance has, those that could not be kept too: all are listed.
PAPERS_MOST = 30


class EvidenceState(StrEnum):
    """Whether the file is still to be fetched, is kept, or was none that can be."""

    COMING = auto()
    KEPT = auto()
    REFUSED = auto()


class Evidence(SQLModel, table=True):
    """One file. `file_id` is Telegram's, `path` where its sealed content lies in the vault.

    `size` is in bytes, as Telegram tells it and then as it is; `media` is known once it is kept.
    What has no `inspected_at` is shown to nobody. `tries` and `inspections` are counted before
    the work, so that a file that ends the process is given up too.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = (
        Index(
            "evidence_uninspected",
            *("inspections", "tries", "next_try_at"),
            sqlite_where=text("inspected_at IS NULL"),
            postgresql_where=text("inspected_at IS NULL"),
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
    def parent(self) -> tuple[Subject, int]:
        """The record that it belongs to."""
        if self.placement_id is not None:
            return Subject.PLACEMENT, self.placement_id
        assert self.grievance_id is not None
        return Subject.GRIEVANCE, self.grievance_id


async def add_evidence(
    session: Session,
    file: Mapping[str, Any],
    kind: EvidenceKind,
    now: dt.datetime,
    by: int,
    *,
    placement: int | None = None,
    grievance: int | None = None,
    counted: bool = True,
) -> Evidence | Refusal:
    """A file that is to be fetched from now on, of a placement or of a grievance.

    Refusals: papers_many {most}, too_often {most}.

    Args:
        file: file_id, name, size and media, as the kind `File` gives them.
        by: the account that sent it, and hears where it could not be kept.
        counted: False for the one that comes with a new grievance: those are few already.
    """
    if await _is_full(session, placement, grievance):
        return Refusal("papers_many", {"most": PAPERS_MOST})
    limit = attempts.PAPERS if grievance is None else attempts.FILES
    if counted and (refused := await attempts.attempt_within_limit(session, limit, by, now)):
        return refused
    name = file.get("name")
    row = Evidence(
        placement_id=placement,
        grievance_id=grievance,
        kind=kind,
        state=EvidenceState.COMING,
        file_id=file["file_id"],
        name=name[:NAME_MOST] if name else None,
        size=file.get("size"),
        next_try_at=now,
        added_by=by,
        added_at=now,
    )
    session.add(row)
    await session.flush()
    whose = await _of_whom(session, row)
    for subject in ((Subject.EVIDENCE, row.key()), row.parent):
        audit.record(session, now, Act.ADDED, by=by, labourer=whose, of=subject)
    return row


async def list_of_placement(session: Session, number: int) -> list[Evidence]:
    """The files of a placement, the oldest first."""
    return await _all(session, col(Evidence.placement_id) == number)


async def list_of_grievance(session: Session, number: int) -> list[Evidence]:
    """The files of a grievance, the oldest first."""
    return await _all(session, col(Evidence.grievance_id) == number)


async def list_due(
    session: Session, now: dt.datetime, most: int, without: Collection[int] = ()
) -> list[Evidence]:
    """What is to be fetched or inspected now: first what was never tried, then what waits longest.

    What was kept before files were inspected comes last.
    """
    query = select(Evidence).where(_is_due(now), col(Evidence.id).not_in(without))
    in_turn = query.order_by(
        col(Evidence.path).is_not(None),
        col(Evidence.inspections),
        col(Evidence.tries),
        col(Evidence.next_try_at),
        col(Evidence.id),
    )
    return list(await session.exec(in_turn.limit(most)))


async def is_any_due(session: Session, now: dt.datetime) -> bool:
    """Whether anything is to be fetched or inspected now."""
    return bool(await list_due(session, now, 1))


async def lock_uninspected(session: Session, number: int) -> Evidence | None:
    """The row, locked, where its file is still to be inspected; None where that is done or over."""
    query = select(Evidence).where(col(Evidence.id) == number, col(Evidence.inspected_at).is_(None))
    return (await session.exec(query.with_for_update())).first()


def mark_kept(evidence: Evidence, path: str, media: Media, size: int, now: dt.datetime) -> None:
    """Its harmless content lies in the vault."""
    evidence.state, evidence.next_try_at, evidence.inspected_at = EvidenceState.KEPT, None, now
    evidence.path, evidence.media, evidence.size = path, media, size


async def refuse_file(session: Session, evidence: Evidence, now: dt.datetime, fault: Fault) -> None:
    """It is nothing that is kept; who sent it is told why. What lay there is swept."""
    evidence.state, evidence.next_try_at, evidence.path = EvidenceState.REFUSED, None, None
    evidence.inspected_at, evidence.fault = now, fault
    if evidence.added_by is not None:
        told = outbox.new_row(Topic.FILE_REFUSED, evidence.key(), now, account=evidence.added_by)
        await outbox.plan_row(session, told)


async def record_view(session: Session, evidence: Evidence, now: dt.datetime, by: int) -> None:
    """Somebody looked at the file: that goes into the trail."""
    whose = await _of_whom(session, evidence)
    subject = (Subject.EVIDENCE, evidence.key())
    audit.record(session, now, Act.VIEWED, by=by, labourer=whose, of=subject)


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


async def list_of_labourer(session: Session, labourer: int) -> list[Evidence]:
    """All files about one person, the oldest first."""
    return await _all(session, _about(labourer))


async def erase_of_labourer(session: Session, labourer: int) -> None:
    """All files about one person; their content is swept from the vault within two hours."""
    await session.exec(delete(Evidence).where(_about(labourer)))


async def anonymise_sender(session: Session, account: int) -> None:
    """An account goes; what it sent for others stays without it."""
    sent = update(Evidence).where(col(Evidence.added_by) == account)
    await session.exec(sent.values(added_by=None))


async def _is_full(session: Session, placement: int | None, grievance: int | None) -> bool:
    """Whether the record has all that it can have; one turn at a time adds to it."""
    if placement is not None:
        record = select(Placement.id).where(Placement.id == placement)
        its = col(Evidence.placement_id) == placement
    else:
        record = select(Grievance.id).where(Grievance.id == grievance)
        its = col(Evidence.grievance_id) == grievance
    await session.exec(record.with_for_update())
    count = select(func.count()).select_from(Evidence).where(its)
    return (await session.exec(count)).one() >= PAPERS_MOST


async def _all(session: Session, which: ColumnElement[bool]) -> list[Evidence]:
    return list(await session.exec(select(Evidence).where(which).order_by(col(Evidence.id))))


def _is_due(now: dt.datetime) -> ColumnElement[bool]:
    waits = col(Evidence.next_try_at)
    return col(Evidence.inspected_at).is_(None) & or_(waits.is_(None), waits <= now)


def _about(labourer: int) -> ColumnElement[bool]:
    placements = select(Placement.id).where(Placement.labourer_id == labourer)
    grievances = select(Grievance.id).where(Grievance.labourer_id == labourer)
    return or_(
        col(Evidence.placement_id).in_(placements), col(Evidence.grievance_id).in_(grievances)
    )


async def _of_whom(session: Session, evidence: Evidence) -> int | None:
    """The labourer whom it is about."""
    if evidence.placement_id is not None:
        placement = await session.get(Placement, evidence.placement_id)
        return placement.labourer_id if placement else None
    grievance = await session.get(Grievance, evidence.grievance_id)
    return grievance.labourer_id if grievance else None
