"""Going in: the good rows, a few in a transaction, through the ledger's own use cases.

Each row is judged again first: since the dry run others may have registered or changed the person.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, func, select

from models.core import bulk_writes
from models.core.audit import Act, AuditRecord, Subject
from models.core.session import Session
from models.core.vocabulary import LegalGround
from models.labourers import ledger, registering
from models.labourers.household import Household
from models.labourers.imports import matching
from models.labourers.imports.choosing import goes_in
from models.labourers.imports.judging import Judgement
from models.labourers.imports.matching import Known
from models.labourers.imports.pieces import Work, cut_piece, list_joined
from models.labourers.imports.row_reading import Fault, RowRead
from models.labourers.imports.tables import (
    ImportState,
    LedgerImportRow,
    RowDecision,
    RowOutcome,
)
from models.labourers.labourer import Labourer, LedgerChange
from models.labourers.likeness import LikenessFound
from models.labourers.registering import Opening, Registration

# Rows in one transaction: the store is held for some 35 ms.
PIECE = 20
# What goes along with facts, and comes back with them.
BESIDE = ("status_told_at", "change_told_at", "poor_confirmed_at", "changed_at")


async def enter_piece(session: Session, work: Work, now: dt.datetime) -> None:
    """Let the next rows in; after the last the import is over."""
    found = work.found
    query = select(LedgerImportRow).where(
        LedgerImportRow.import_id == found.id,
        col(LedgerImportRow.id) > found.reached,
        goes_in(),
    )
    rows = (await session.exec(query.order_by(col(LedgerImportRow.id)).limit(PIECE))).all()
    found.touched_at = now
    if not rows:
        found.state, found.over_at = ImportState.ENTERED, now
        await session.flush()
        return
    rows = cut_piece(rows, RowOutcome.CHANGES)
    joined = await list_joined(session, work, [row.id_index for row in rows if row.id_index])
    reads = [(row, work.read(row, joined.get(row.id_index or "", ()))) for row in rows]
    known = await matching.find_known(session, [read for _, read in reads], found.county)
    counts = Counter(found.counts)
    counts.subtract((row.outcome or RowOutcome.FAILED).value for row in rows)
    opening, touched = [], []
    for row, read in reads:
        judged = await _judge(session, work, row, read, known)
        if judged.outcome is RowOutcome.NEW:
            opening.append((row, read, judged))
            known.note(read, judged.facts or {})
        elif one := await _change(session, work, row, read, judged, now):
            touched.append(one)
    touched += await _open(session, work, opening, known, now)
    await _tell_trail(session, work, touched, now)
    counts.update((row.outcome or RowOutcome.FAILED).value for row in rows)
    found.counts = {name: count for name, count in counts.items() if count}
    found.done, found.reached = found.done + len(rows), rows[-1].key()
    await session.flush()


async def _judge(
    session: Session, work: Work, row: LedgerImportRow, read: RowRead, known: Known
) -> Judgement:
    theirs = None
    if row.decision is RowDecision.SAME:
        theirs = await session.get(Labourer, row.labourer_id or 0)
        if theirs is not None:
            await known.add_home(session, theirs)
    return work.judge.judge(read, known, row.decision, theirs)


async def _open(
    session: Session,
    work: Work,
    rows: Sequence[tuple[LedgerImportRow, RowRead, Judgement]],
    known: Known,
    now: dt.datetime,
) -> list[Labourer]:
    """All new ones of the piece: no other row of it is judged after this."""
    if not rows:
        return []
    by = Registration(
        now,
        work.found.account_id,
        own=False,
        consented_at=None,
        consent_version=None,
        ground=LegalGround.REGISTER,
    )
    openings = []
    for _, read, judged in rows:
        seen = LikenessFound(0, known.find_elsewhere(read), judged.alike)
        openings.append(Opening(judged.facts or {}, seen))
    opened = await registering.open_entries(session, openings, by)
    # Nobody else sees these entries yet: whatever is changed later has a greater number.
    last = (await session.exec(select(func.max(LedgerChange.id)))).one() or 0
    for (row, *_), labourer in zip(rows, opened, strict=True):
        row.outcome, row.labourer_id, row.faults = RowOutcome.OPENED, labourer.key(), None
        row.before = {"last": last}
    return opened


async def _change(
    session: Session,
    work: Work,
    row: LedgerImportRow,
    read: RowRead,
    judged: Judgement,
    now: dt.datetime,
) -> Labourer | None:
    """A row of somebody known; gives the entry, where it changed."""
    labourer = judged.labourer
    if judged.outcome is RowOutcome.SAME:
        row.outcome, row.changes = RowOutcome.SAME, None
        return None
    if judged.outcome is not RowOutcome.CHANGES or labourer is None:
        faults = read.faults or [Fault("cell_double")]
        row.outcome, row.faults = RowOutcome.FAILED, [fault.as_json() for fault in faults]
        return None
    before = await ledger.get_facts(session, labourer)
    beside = await _read_beside(session, labourer)
    facts = {**before, **(judged.facts or {})}
    changed = await ledger.set_facts(session, labourer, facts, now, work.found.account_id)
    after = await ledger.get_facts(session, labourer)
    row.outcome, row.labourer_id, row.faults = RowOutcome.CHANGED, labourer.key(), None
    row.changes = sorted(changed)
    row.before = {
        "facts": {fact: before.get(fact) for fact in changed},
        "after": {fact: after.get(fact) for fact in changed},
        "beside": beside,
        "last": await _last_change(session, labourer),
    }
    return labourer


def describe_home(home: Household) -> list[Any]:
    """By what a household is told from another that has its number later."""
    return [home.village_code, home.head_name, home.head_birth_year, home.head_id]


async def _read_beside(session: Session, labourer: Labourer) -> dict[str, Any]:
    moments = {name: getattr(labourer, name) for name in BESIDE}
    home = await session.get(Household, labourer.household_id or 0)
    return {
        "home": home and describe_home(home),
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        "not_asked": labourer.not_asked,
        "poor_confirmed_by": labourer.poor_confirmed_by,
        "household_id": labourer.household_id,
    }


async def _last_change(session: Session, labourer: Labourer) -> int:
    """The number of the latest change of an entry."""
    latest = select(func.max(LedgerChange.id)).where(LedgerChange.labourer_id == labourer.key())
    return (await session.exec(latest)).one() or 0


async def _tell_trail(
    session: Session, work: Work, touched: Sequence[Labourer], now: dt.datetime
) -> None:
    """That each was brought in by this list, beside what was done with it."""
    told = {
        "at": now,
        "account_id": work.found.account_id,
        "act": Act.IMPORTED,
        "subject": Subject.LEDGER_IMPORT,
        "subject_id": work.found.key(),
        "county": work.found.county,
    }
    await session.flush()
    lines = [{**told, "labourer_id": one.key()} for one in touched]
    await bulk_writes.insert_rows(session, AuditRecord, lines)
