"""An import as a page shows it: all of them, its columns, and its rows by what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import false, or_
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit, paging
from models.core.audit import Act
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.labourers import ledger
from models.labourers.imports import matching
from models.labourers.imports.cells import column_letter, text_of
from models.labourers.imports.columns import MASKED, Sheet, read_sheet
from models.labourers.imports.opening import get_import
from models.labourers.imports.pieces import Work, begin_work, list_joined
from models.labourers.imports.report import mask
from models.labourers.imports.tables import LedgerImport, LedgerImportRow, RowOutcome
from models.labourers.labourer import Labourer

# Of these the page shows what would change.
WITH_CHANGES = (RowOutcome.CHANGES, RowOutcome.DOUBLE)


@dataclass(frozen=True)
class ColumnShown:
    """A column: its letter and header, the fact it holds, and what the dry run found there."""

    sheet: int
    column: int
    letter: str
    header: str
    fact: str
    filled: int = 0
    empty: int = 0
    faulty: int = 0
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowShown:
    """A row: ID and phone numbers masked, its faults, and by fact what was and what would be.

    `alike` is the entry that a possible double looks like.
    """

    row: LedgerImportRow
    sheet: str
    cells: tuple[str, ...]
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    alike: Labourer | None = None


async def list_imports(session: Session, actor: Actor, page: int = 1) -> Page[LedgerImport]:
    """The imports of the actor's counties, the latest first."""
    counties = actor.roles.counties()
    within = or_(false(), *(inside(col(LedgerImport.county), county) for county in counties))
    query = select(LedgerImport).where(within).order_by(col(LedgerImport.id).desc())
    return await paging.rows(session, query, page)


def list_columns(found: LedgerImport) -> list[ColumnShown]:
    """Every column that has a header."""
    told = found.report or {}
    shown = []
    for number, sheet in enumerate(map(read_sheet, found.sheets)):
        for column, fact in sheet.columns.items():
            of = told.get(f"{number}:{column}", {})
            filled = of.get("filled", 0)
            shown.append(
                ColumnShown(
                    number,
                    column,
                    column_letter(column),
                    sheet.headers[column],
                    fact,
                    filled,
                    max(sheet.rows - filled, 0) if told else 0,
                    of.get("faulty", 0),
                    tuple(of.get("samples", ())),
                )
            )
    return shown


async def list_rows(
    session: Session, actor: Actor, import_id: int, outcome: RowOutcome, page: int = 1
) -> Page[RowShown] | Refusal:
    """A page of the rows that come to this. Whoever shows it notes the looks by `note_rows_seen`.

    Refusal: not_yours.
    """
    found = await get_import(session, actor, import_id)
    if isinstance(found, Refusal):
        return found
    query = select(LedgerImportRow).where(
        LedgerImportRow.import_id == import_id, LedgerImportRow.outcome == outcome
    )
    rows = await paging.rows(session, query.order_by(col(LedgerImportRow.id)), page)
    work = await begin_work(session, found, actor.now)
    shown = [await _show(session, work, row) for row in rows.items]
    return Page(shown, rows.number, rows.more)


async def note_rows_seen(session: Session, actor: Actor, shown: Sequence[RowShown]) -> None:
    """The entries that these rows told of were looked at: that goes into the trail."""
    looked = [one.row.labourer_id for one in shown if one.alike is not None or one.changes]
    people = [number for number in looked if number is not None]
    await audit.record_many(session, actor.now, Act.VIEWED, by=actor.id, labourers=people)
    await session.flush()


async def _show(session: Session, work: Work, row: LedgerImportRow) -> RowShown:
    sheet = work.sheets[row.sheet]
    cells = tuple(_masked(sheet, column, text_of(cell)) for column, cell in enumerate(row.cells))
    labourer = await session.get(Labourer, row.labourer_id) if row.labourer_id else None
    if labourer is None:
        return RowShown(row, sheet.name, cells)
    if row.outcome is RowOutcome.CHANGED:
        told = row.before or {}
        changes = {fact: (told["facts"][fact], told["after"][fact]) for fact in told["facts"]}
        return RowShown(row, sheet.name, cells, changes)
    if row.outcome not in WITH_CHANGES:
        return RowShown(row, sheet.name, cells)
    alike = labourer if row.outcome is RowOutcome.DOUBLE else None
    return RowShown(row, sheet.name, cells, await _changes(session, work, row, labourer), alike)


def _masked(sheet: Sheet, column: int, text: str) -> str:
    return mask(text) if text and sheet.columns.get(column) in MASKED else text


async def _changes(
    session: Session, work: Work, row: LedgerImportRow, labourer: Labourer
) -> dict[str, tuple[Any, Any]]:
    """What the row would change of an entry, by the ledger as it is now."""
    joined = await list_joined(session, work, [row.id_index] if row.id_index else [])
    read = work.read(row, joined.get(row.id_index or "", ()))
    known = await matching.find_known(session, [read], work.found.county)
    await known.add_home(session, labourer)
    changes = work.judge.find_changes(read, known, labourer)
    facts = await ledger.get_facts(session, labourer)
    return {fact: (facts.get(fact), value) for fact, value in changes.items()}


async def get_summary(
    session: Session, actor: Actor, import_id: int
) -> tuple[LedgerImport, list[ColumnShown]] | Refusal:
    """An import and its columns. Refusal: not_yours."""
    found = await get_import(session, actor, import_id)
    return found if isinstance(found, Refusal) else (found, list_columns(found))
