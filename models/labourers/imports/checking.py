"""The dry run: what every row would come to. Nothing of the ledger is changed."""

import copy
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import col, select

from models.core.encryption import LABOURER_ID, keyring
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.imports import matching, report
from models.labourers.imports.cells import text_of
from models.labourers.imports.pieces import Work, list_joined, update_rows
from models.labourers.imports.row_reading import Fault, RowRead
from models.labourers.imports.tables import (
    ImportState,
    LedgerImport,
    LedgerImportRow,
    RowOutcome,
)

# Rows in one transaction: the store is held for some 35 ms.
PIECE = 80
# Of rows with one number so many others are named.
LINES_MOST = 3


async def join_piece(session: Session, work: Work, now: dt.datetime) -> None:
    """Of rows of further sheets it is noted whose they are; after the last the others follow."""
    rows = await _list_next(session, work, joined=True)
    kept, counts = [], Counter(work.found.counts)
    for row in rows:
        number = _read_number(work, row)
        if isinstance(number, Fault):
            kept.append(_as_refused(row, [number]))
            counts[RowOutcome.REFUSED.value] += 1
        else:
            index = keyring.index(number, LABOURER_ID)
            kept.append({"row": row.id, "id_index": index, "outcome": RowOutcome.JOINED})
            counts[RowOutcome.JOINED.value] += 1
    await update_rows(session, kept)
    _advance(work.found, rows, now)
    work.found.counts = dict(counts)
    if not rows:
        work.found.state, work.found.reached = ImportState.CHECKING, 0


def _read_number(work: Work, row: LedgerImportRow) -> str | Fault:
    column = work.sheets[row.sheet].column_of("id_number")
    cell = row.cells[column] if column is not None and column < len(row.cells) else None
    read = work.judge.reader.read("id_number", text_of(cell))
    if isinstance(read, Refusal):
        return Fault(read.name, "id_number", column, row.sheet, read.params)
    return str(read)


async def check_piece(session: Session, work: Work, now: dt.datetime) -> None:
    """Judge the next rows; after the last the import waits for the word to begin."""
    rows = await _list_next(session, work, joined=False)
    if not rows:
        work.found.state = ImportState.CHECKED
        work.found.touched_at = now
        return
    reads = await _read_rows(session, work, rows)
    known = await matching.find_known(session, [read for _, read in reads], work.found.county)
    twice = await _find_twice(session, work, reads)
    counts, kept = Counter(work.found.counts), []
    told = copy.deepcopy(work.found.report or {})
    for row, read in reads:
        for line in twice.get(row.key(), ())[:LINES_MOST]:
            read.fault("cell_twice", "id_number", line=line)
        judged = work.judge.judge(read, known)
        outcome = RowOutcome.REFUSED if read.faults else judged.outcome
        counts[outcome.value] += 1
        report.add_row(told, work.sheets, read)
        kept.append(
            {
                "row": row.id,
                "id_index": _index(read),
                "outcome": outcome,
                "faults": [fault.as_json() for fault in read.faults] or None,
                "changes": sorted(judged.facts or ()) if judged.labourer else None,
                "labourer_id": judged.labourer.id if judged.labourer else _first(judged.alike),
            }
        )
    await update_rows(session, kept)
    work.found.counts, work.found.report = dict(counts), told
    _advance(work.found, rows, now)


async def _list_next(session: Session, work: Work, *, joined: bool) -> Sequence[LedgerImportRow]:
    among = col(LedgerImportRow.sheet).in_(work.joining)
    query = select(LedgerImportRow).where(
        LedgerImportRow.import_id == work.found.id,
        col(LedgerImportRow.id) > work.found.reached,
        among if joined else ~among,
    )
    return (await session.exec(query.order_by(col(LedgerImportRow.id)).limit(PIECE))).all()


async def _read_rows(
    session: Session, work: Work, rows: Sequence[LedgerImportRow]
) -> list[tuple[LedgerImportRow, RowRead]]:
    if not work.joining:
        return [(row, work.read(row)) for row in rows]
    numbers = {row.key(): _read_number(work, row) for row in rows}
    indexes = {
        key: keyring.index(number, LABOURER_ID)
        for key, number in numbers.items()
        if isinstance(number, str)
    }
    joined = await list_joined(session, work, list(indexes.values()))
    return [(row, work.read(row, joined.get(indexes.get(row.key(), ""), ()))) for row in rows]


def _index(read: RowRead) -> str | None:
    return next(iter(read.id_indexes), None)


async def _find_twice(
    session: Session, work: Work, reads: Sequence[tuple[LedgerImportRow, RowRead]]
) -> dict[int, list[int]]:
    """The lines of other rows with a row's ID number; the rows before are told of it, too."""
    holders: dict[str, list[LedgerImportRow]] = {}
    indexes = {row.key(): index for row, read in reads if (index := _index(read))}
    query = select(LedgerImportRow).where(
        LedgerImportRow.import_id == work.found.id,
        col(LedgerImportRow.id_index).in_(set(indexes.values())),
        col(LedgerImportRow.id) <= work.found.reached,
        col(LedgerImportRow.sheet).not_in(work.joining),
    )
    before = (await session.exec(query)).all() if indexes else []
    for row in before:
        holders.setdefault(row.id_index or "", []).append(row)
    for row, _ in reads:
        if row.key() in indexes:
            holders.setdefault(indexes[row.key()], []).append(row)
    several = [rows for rows in holders.values() if len(rows) > 1]
    lines = {one.key(): [o.line for o in rows if o is not one] for rows in several for one in rows}
    await _tell_before(session, work, [row for row in before if row.key() in lines], lines)
    return lines


async def _tell_before(
    session: Session, work: Work, rows: Iterable[LedgerImportRow], lines: dict[int, list[int]]
) -> None:
    """What was good until its number came once more is refused."""
    counts, kept = Counter(work.found.counts), []
    for row in rows:
        column = work.sheets[row.sheet].column_of("id_number")
        last = lines[row.key()][-1]
        fault = Fault("cell_twice", "id_number", column, row.sheet, {"line": last})
        if row.outcome is not RowOutcome.REFUSED and row.outcome is not None:
            counts[row.outcome.value] -= 1
            counts[RowOutcome.REFUSED.value] += 1
        kept.append(_as_refused(row, [fault]) | {"labourer_id": row.labourer_id})
    await update_rows(session, kept)
    work.found.counts = dict(counts)


def _as_refused(row: LedgerImportRow, faults: Sequence[Fault]) -> dict[str, Any]:
    told = [*(row.faults or ()), *(fault.as_json() for fault in faults)]
    refused = {"row": row.id, "id_index": row.id_index, "outcome": RowOutcome.REFUSED}
    return refused | {"faults": told}


def _first(alike: Sequence[int]) -> int | None:
    return alike[0] if alike else None


def _advance(found: LedgerImport, rows: Sequence[LedgerImportRow], now: dt.datetime) -> None:
    found.touched_at = now
    if rows:
        found.done, found.reached = found.done + len(rows), rows[-1].key()
