"""The audit trail: what staff, brokers and the person did with a record. No personal data in it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import ColumnElement, Index, literal_column, text
from sqlmodel import Field, SQLModel, col, select

from models.core import bulk_writes
from models.core.column_types import BIG_ID, moment, row_id, word
from models.core.gazetteer import COUNTY
from models.core.session import Session


class Act(StrEnum):
    """What can be done with somebody's record."""

    REGISTERED = auto()
    CHANGED = auto()
    VIEWED = auto()
    EXPORTED = auto()
    CODE_ISSUED = auto()
    CLAIMED = auto()
    ERASED = auto()
    ERASURE_ASKED = auto()
    INVITED = auto()
    ROLE_TAKEN = auto()
    PUBLISHED = auto()
    CORRECTED = auto()
    CANCELLED = auto()
    LISTED = auto()
    MARKED = auto()
    CALLED = auto()
    REPORTED = auto()
    CONFIRMED = auto()
    DISPUTED = auto()
    RETURNED = auto()
    APPROVED = auto()
    WITHDRAWN = auto()
    REJECTED = auto()
    CHECKED_IN = auto()
    ENDED = auto()
    REOPENED = auto()
    ADDED = auto()
    APPLIED = auto()
    ACCEPTED = auto()
    REFUSED = auto()
    SUSPENDED = auto()
    BLACKLISTED = auto()
    UNLISTED = auto()
    MERGED = auto()
    OPENED = auto()
    TAKEN = auto()
    NOTED = auto()
    CLOSED = auto()
    DOUBLED = auto()
    SETTLED = auto()
    ALARMED = auto()
    DISMISSED = auto()
    REINSTATED = auto()
    POOR_CONFIRMED = auto()
    SWEPT = auto()
    POOR_TOLD = auto()
    POOR_DENIED = auto()
    HOME_JOINED = auto()
    HOME_LEFT = auto()
    TAKEN_BACK = auto()
    IMPORTED = auto()
    REKEYED = auto()
    RESTORED = auto()
    SIGNED_IN = auto()
    NUMBERS_EXPORTED = auto()
    VISITED = auto()
    IMPORT_UNDONE = auto()
    VILLAGE_GIVEN = auto()
    VILLAGE_TAKEN = auto()
    PAID = auto()
    PAYMENT_UNDONE = auto()


class Subject(StrEnum):
    """What sort of record it was done with; the ledger's entries need no word."""

    PLACEMENT = auto()
    EMPLOYER = auto()
    VACANCY = auto()
    GRIEVANCE = auto()
    BROKER = auto()
    EVIDENCE = auto()
    DOUBLE = auto()
    STAFF = auto()
    OVERSIGHT = auto()
    ENQUIRY = auto()
    # What was taken out of the ledger, or 0 where it was only listed.
    LEDGER = auto()
    FINDING = auto()
    LEDGER_IMPORT = auto()


# What lets somebody see a person's data without changing it.
LOOKS = (Act.VIEWED, Act.LISTED, Act.EXPORTED, Act.CALLED)
IS_LOOK = "act IN ('viewed', 'listed', 'exported', 'called')"
# What an auditor asks for, by kind: codes, and all that is told by date.
CODES = (Act.CODE_ISSUED, Act.CLAIMED)
OVERSEEN = (
    *(Act.CODE_ISSUED, Act.CLAIMED, Act.ENDED, Act.ERASED),
    *(Act.POOR_CONFIRMED, Act.POOR_TOLD, Act.POOR_DENIED),
)


def _written(acts: Iterable[Act]) -> list[Any]:
    """Acts as the indexes have them: a condition with values is not known to be the index's own."""
    return [literal_column(f"'{act}'") for act in acts]


def is_look(record: Any) -> ColumnElement[bool]:
    """Somebody looked at a person's data without changing it."""
    found: ColumnElement[bool] = record.act.in_(_written(LOOKS))
    return found


def is_of_code(record: Any) -> ColumnElement[bool]:
    """A code was given out, or an entry taken over with one."""
    found: ColumnElement[bool] = record.act.in_(_written(CODES))
    return found


def is_overseen(record: Any) -> ColumnElement[bool]:
    """One of the acts that an auditor asks for by date."""
    found: ColumnElement[bool] = record.act.in_(_written(OVERSEEN))
    return found


def _partial(acts: Iterable[Act]) -> str:
    listed = ", ".join(f"'{act}'" for act in acts)
    return f"act IN ({listed})"


IS_OF_CODE, IS_OVERSEEN = _partial(CODES), _partial(OVERSEEN)


class AuditRecord(SQLModel, table=True):
    """One act. No id is a reference: the trail outlives an erased record and account.

    `subject_id` is the number of the record of that sort. `county` is where its person lived at the
    time, where an auditor asks for the act. The database refuses every change, and lets go only of
    what is half a year older than the latest act: see models/privacy/ended.
    """

    __tablename__ = "audit_record"
    __table_args__ = (
        Index("audit_record_subject", "subject", "subject_id"),
        Index(
            "audit_record_looks",
            "account_id",
            "id",
            sqlite_where=text(IS_LOOK),
            postgresql_where=text(IS_LOOK),
        ),
        Index(
            "audit_record_codes",
            *("labourer_id", "act", "at", "account_id"),
            sqlite_where=text(IS_OF_CODE),
            postgresql_where=text(IS_OF_CODE),
        ),
        Index(
            "audit_record_codes_of",
            *("account_id", "act", "labourer_id"),
            sqlite_where=text(IS_OF_CODE),
            postgresql_where=text(IS_OF_CODE),
        ),
        Index(
            "audit_record_overseen",
            *("act", "at"),
            sqlite_where=text(IS_OVERSEEN),
            postgresql_where=text(IS_OVERSEEN),
        ),
    )

    id: int | None = row_id()
    at: datetime = moment(index=True)
    account_id: int | None = Field(default=None, sa_type=BIG_ID)
    act: Act = word(Act)
    labourer_id: int | None = Field(default=None, sa_type=BIG_ID, index=True)
    subject: Subject | None = word(Subject, optional=True)
    subject_id: int | None = Field(default=None, sa_type=BIG_ID)
    county: str | None = Field(default=None, max_length=6)


async def record_many(
    session: Session, now: datetime, act: Act, *, by: int | None, labourers: Iterable[int]
) -> None:
    """Write an act that was done with many entries, in one statement."""
    rows = [{"at": now, "act": act, "account_id": by, "labourer_id": one} for one in labourers]
    await bulk_writes.insert_rows(session, AuditRecord, rows)


def record(
    session: Session,
    now: datetime,
    act: Act,
    *,
    by: int | None,
    labourer: int | None = None,
    of: tuple[Subject, int] | None = None,
    village: str | None = None,
) -> None:
    """Write one act into the trail, with those of the transaction's other turns.

    `of` is the record it was done with.

    Args:
        village: where the person lives, of which the county is kept.
    """
    subject, number = of or (None, None)
    told = {"at": now, "act": act, "account_id": by, "labourer_id": labourer}
    where = {"subject": subject, "subject_id": number, "county": village and village[:COUNTY]}
    session.insert_at_flush(AuditRecord, [told | where])


async def record_all(
    session: Session,
    now: datetime,
    acts: Sequence[Act],
    by: int | None,
    *,
    labourer: int,
    village: str,
) -> None:
    """Write acts with one entry into the trail; of several the county is kept too."""
    for act in acts:
        where = village if len(acts) > 1 else None
        record(session, now, act, by=by, labourer=labourer, village=where)


async def trail(session: Session, subject: Subject, number: int) -> list[AuditRecord]:
    """Everything that was done with one record, the oldest first."""
    await session.flush()
    query = select(AuditRecord).where(
        AuditRecord.subject == subject, AuditRecord.subject_id == number
    )
    return list(await session.exec(query.order_by(col(AuditRecord.id))))


async def looks_at(
    session: Session, labourers: Collection[int], first: int = 0, most: int | None = None
) -> list[AuditRecord]:
    """Who looked at these entries, the latest first: `most` of them from the one in place `first`.

    Of a person: models/labourers/merged_entries.
    """
    await session.flush()
    query = select(AuditRecord).where(
        col(AuditRecord.labourer_id).in_(labourers), col(AuditRecord.act).in_(LOOKS)
    )
    page = query.order_by(col(AuditRecord.id).desc()).offset(first).limit(most)
    return list(await session.exec(page))


async def looks_of(session: Session, account_id: int, first: int, most: int) -> list[AuditRecord]:
    """Whom an account looked at, the latest first, in the same way."""
    await session.flush()
    # As the index has it: a condition with values is not known to be the index's own.
    query = select(AuditRecord).where(AuditRecord.account_id == account_id, text(IS_LOOK))
    page = query.order_by(col(AuditRecord.id).desc()).offset(first).limit(most)
    return list(await session.exec(page))
