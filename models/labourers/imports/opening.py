"""An import opened: its sheets, with what their columns seem to hold, and its rows stored."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit, bulk_writes
from models.core.audit import Act, Subject
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.imports.columns import LOOKED_AT, guess_sheet, mark_joining
from models.labourers.imports.file_reading import SheetRows
from models.labourers.imports.tables import (
    GOING_ON,
    ColumnChoice,
    ImportState,
    LedgerImport,
    LedgerImportRow,
)

# So many rows are stored in one transaction.
ROWS_A_PIECE = 150
NAME_MOST = 120


async def open_import(
    session: Session,
    actor: Actor,
    file_name: str,
    sheets: Sequence[SheetRows],
    county: str | None = None,
) -> LedgerImport | Refusal:
    """An import of a file into the ledger of a county: the actor's own, where that is but one.

    Its rows come by `add_rows`. Refusals: not_yours, import_no_headers, import_going_on.
    """
    counties = actor.roles.counties()
    county = county or (counties[0] if len(counties) == 1 else "")
    if not counties or len(county) != COUNTY or not county.startswith(counties):
        return Refusal("not_yours")
    if await _is_any_going_on(session, county):
        return Refusal("import_going_on")
    chosen = await get_column_choices(session, county)
    guessed = []
    for sheet in sheets:
        first = [sheet.row(number) for number in range(min(LOOKED_AT, len(sheet.lines)))]
        guessed.append(guess_sheet(sheet.name, first, chosen))
    if not any(one.head for one in guessed):
        return Refusal("import_no_headers")
    mark_joining(guessed)
    found = LedgerImport(
        county=county,
        account_id=actor.id,
        file_name=file_name[-NAME_MOST:],
        state=ImportState.LOADING,
        opened_at=actor.now,
        touched_at=actor.now,
        sheets=[one.as_json() for one in guessed],
    )
    await bulk_writes.insert_row(session, found)
    of = (Subject.LEDGER_IMPORT, found.key())
    audit.record(session, actor.now, Act.OPENED, by=actor.id, of=of, village=county)
    await session.flush()
    return found


async def _is_any_going_on(session: Session, county: str) -> bool:
    going = select(LedgerImport.id).where(
        LedgerImport.county == county, col(LedgerImport.state).in_(GOING_ON)
    )
    return (await session.exec(going.limit(1))).first() is not None


async def get_column_choices(session: Session, county: str) -> dict[str, str]:
    """What the county said that headers hold, by their keys."""
    query = select(ColumnChoice).where(ColumnChoice.county == county)
    return {one.header: one.fact for one in await session.exec(query)}


async def add_rows(
    session: Session,
    actor: Actor,
    import_id: int,
    sheets: Sequence[SheetRows],
    sheet: int,
    start: int,
) -> int | Refusal:
    """Store the next rows of a sheet, from `start`; gives how many were looked at.

    Refusals: not_yours, import_moved.
    """
    found = await get_import(session, actor, import_id, lock=True)
    if isinstance(found, Refusal):
        return found
    if found.state is not ImportState.LOADING:
        return Refusal("import_moved")
    spec = found.sheets[sheet]
    numbers = range(start, min(start + ROWS_A_PIECE, len(sheets[sheet].lines)))
    held = [int(column) for column, fact in spec["columns"].items() if fact]
    rows = []
    for number in numbers if spec["head"] else ():
        line, cells = sheets[sheet].row(number)
        if line > spec["head"] and any(c < len(cells) and cells[c] is not None for c in held):
            told = {"import_id": import_id, "sheet": sheet, "line": line, "cells": cells}
            rows.append(told)
    await bulk_writes.insert_rows(session, LedgerImportRow, rows)
    _count(found, sheet, len(rows), actor.now)
    await session.flush()
    return len(numbers)


def _count(found: LedgerImport, sheet: int, rows: int, now: dt.datetime) -> None:
    sheets = [dict(one) for one in found.sheets]
    sheets[sheet]["rows"] += rows
    found.sheets, found.rows, found.touched_at = sheets, found.rows + rows, now


async def finish_loading(session: Session, actor: Actor, import_id: int) -> LedgerImport | Refusal:
    """All rows are stored: the columns can be chosen. Refusals: not_yours, import_moved."""
    found = await get_import(session, actor, import_id, lock=True)
    if isinstance(found, Refusal):
        return found
    if found.state is not ImportState.LOADING:
        return Refusal("import_moved")
    found.state, found.touched_at = ImportState.READY, actor.now
    await session.flush()
    return found


async def get_import(
    session: Session, actor: Actor, import_id: int, *, lock: bool = False
) -> LedgerImport | Refusal:
    """An import of the actor's counties. Refusal: not_yours."""
    query = select(LedgerImport).where(LedgerImport.id == import_id)
    found = (await session.exec(query.with_for_update() if lock else query)).first()
    counties = actor.roles.counties()
    if found is None or not counties or not found.county.startswith(counties):
        return Refusal("not_yours")
    return found


async def drop_import(session: Session, import_id: int, most: int = 500) -> bool:
    """Forget an import and its rows, a piece at a time; whether all is gone."""
    rows = select(LedgerImportRow.id).where(LedgerImportRow.import_id == import_id).limit(most)
    numbers = (await session.exec(rows)).all()
    await session.exec(delete(LedgerImportRow).where(col(LedgerImportRow.id).in_(numbers)))
    if len(numbers) == most:
        return False
    await session.exec(delete(LedgerImport).where(col(LedgerImport.id) == import_id))
    return True
