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
from models.labourers.imports import matching
from models.labourers.imports.choosing import goes_in
from models.labourers.imports.judging import Judgement
from models.labourers.imports.matching import Known
from models.labourers.imports.pieces import Work, list_joined
from models.labourers.imports.row_reading import Fault, RowRead
from models.labourers.imports.tables import (
    ImportState,
    LedgerImportRow,
    RowDecision,
    RowOutcome,
)
from models.labourers.labourer import Labourer, LedgerChange
from models.labourers.likeness import LikenessFound
from models.labourers.registering import Registration

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
        *goes_in(),  # type: ignore[arg-type]
    )
    rows = (await session.exec(query.order_by(col(LedgerImportRow.id)).limit(PIECE))).all()
    found.touched_at = now
    if not rows:
        found.state, found.over_at = ImportState.ENTERED, now
        await session.flush()
        return
    joined = await list_joined(session, work, [row.id_index for row in rows if row.id_index])
    reads = [(row, work.read(row, joined.get(row.id_index or "", ()))) for row in rows]
    known = await matching.find_known(session, [read for _, read in reads], found.county)
    counts, touched = Counter(found.counts), []
    for row, read in reads:
        counts[(row.outcome or RowOutcome.FAILED).value] -= 1
        one = await _enter(session, work, row, read, known, now)
        counts[row.outcome.value] += 1  # type: ignore[union-attr]
        if one is not None:
            touched.append(one)
    await _tell_trail(session, work, touched, now)
    found.counts = {name: count for name, count in counts.items() if count}
    found.done, found.reached = found.done + len(rows), rows[-1].key()
    await session.flush()


async def _enter(
    session: Session,
    work: Work,
    row: LedgerImportRow,
    read: RowRead,
    known: Known,
    now: dt.datetime,
) -> Labourer | None:
    """One row; gives the entry that was opened or changed."""
    theirs = None
    if row.decision is RowDecision.SAME:
        theirs = await session.get(Labourer, row.labourer_id or 0)
    judged = work.judge.judge(read, known, row.decision, theirs)
    if judged.outcome is RowOutcome.NEW:
        return await _open(session, work, row, judged, known, now)
    if judged.outcome is RowOutcome.CHANGES and judged.labourer is not None:
        return await _change(session, work, row, judged, now)
    if judged.outcome is RowOutcome.SAME:
        row.outcome, row.changes = RowOutcome.SAME, None
        return None
    faults = read.faults or [Fault("cell_double")]
    row.outcome, row.faults = RowOutcome.FAILED, [fault.as_json() for fault in faults]
    return None


async def _open(
    session: Session,
    work: Work,
    row: LedgerImportRow,
    judged: Judgement,
    known: Known,
    now: dt.datetime,
) -> Labourer:
    by = Registration(
        now,
        work.found.account_id,
        own=False,
        consented_at=None,
        consent_version=None,
        ground=LegalGround.REGISTER,
    )
    facts = dict(judged.facts or {})
    elsewhere = known.find_elsewhere(facts.get("id_number"))
    seen = LikenessFound(0, elsewhere, judged.alike)
    labourer = await registering.open_entry(session, facts, by, seen)
    known.note(labourer)
    row.outcome, row.labourer_id, row.faults = RowOutcome.OPENED, labourer.key(), None
    row.before = {"last": await _last_change(session, labourer)}
    return labourer


async def _change(
    session: Session,
    work: Work,
    row: LedgerImportRow,
    judged: Judgement,
    now: dt.datetime,
) -> Labourer:
    labourer = judged.labourer
    assert labourer is not None
    before = await ledger.get_facts(session, labourer)
    beside = _read_beside(labourer)
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


def _read_beside(labourer: Labourer) -> dict[str, Any]:
    moments = {name: getattr(labourer, name) for name in BESIDE}
    return {
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
