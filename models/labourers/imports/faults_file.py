"""The office's own list back, with a last column that says what is wrong with each row."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.imports.cells import Cell, text_of, value_of
from models.labourers.imports.columns import MASKED, Sheet, read_sheet
from models.labourers.imports.opening import get_import
from models.labourers.imports.tables import LedgerImportRow, RowOutcome

PIECE = 200
FAULTY = (RowOutcome.REFUSED, RowOutcome.FAILED)
SAFELY = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
NAME_MOST = 31
# What a sheet may not be called.
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
Explain = Callable[[dict[str, Any]], str]


async def write_faults(
    sessions: async_sessionmaker[Session],
    actor: Actor,
    import_id: int,
    explain: Explain,
    heading: str,
    *,
    only_faulty: bool = False,
) -> bytes | Refusal:
    """An .xlsx of every row, or of those that did not go in, with all of its cells as they came.

    It holds whole ID numbers: that it was taken goes into the trail. Rows are read in pieces.

    Args:
        explain: a fault, as a row keeps it, in the reader's language.
        heading: what stands above the last column.

    Refusal: not_yours.
    """
    async with sessions() as session, session.begin():
        found = await get_import(session, actor, import_id)
        if isinstance(found, Refusal):
            return found
        sheets = [read_sheet(one) for one in found.sheets]
        of = (Subject.LEDGER_IMPORT, found.key())
        where = found.county
        audit.record(session, actor.now, Act.EXPORTED, by=actor.id, of=of, village=where)
        await session.flush()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "faults.xlsx"
        with xlsxwriter.Workbook(file, {**SAFELY, "tmpdir": folder}) as book:
            for number, sheet in enumerate(sheets):
                rows = _Rows(sessions, import_id, number, only_faulty)
                await _write_sheet(book, rows, sheet, explain, heading)
        return file.read_bytes()


@dataclass(frozen=True)
class _Rows:
    """The rows of one sheet, read in pieces."""

    sessions: async_sessionmaker[Session]
    import_id: int
    sheet: int
    only_faulty: bool

    async def pieces(self) -> AsyncIterator[Sequence[LedgerImportRow]]:
        reached = 0
        while True:
            async with self.sessions() as session, session.begin():
                rows = (await session.exec(self._after(reached))).all()
            if not rows:
                return
            yield rows
            reached = rows[-1].key()
            await asyncio.sleep(0)

    def _after(self, reached: int) -> Any:
        query = select(LedgerImportRow).where(
            LedgerImportRow.import_id == self.import_id,
            LedgerImportRow.sheet == self.sheet,
            col(LedgerImportRow.id) > reached,
        )
        if self.only_faulty:
            query = query.where(col(LedgerImportRow.outcome).in_(FAULTY))
        return query.order_by(col(LedgerImportRow.id)).limit(PIECE)


async def _write_sheet(
    book: Any, rows: _Rows, sheet: Sheet, explain: Explain, heading: str
) -> None:
    last, line = len(sheet.headers), 1
    called = f"{rows.sheet + 1} {sheet.name}".translate(FORBIDDEN)
    page = book.add_worksheet(called[:NAME_MOST])
    page.write_row(0, 0, [*sheet.headers, heading])
    async for piece in rows.pieces():
        for row in piece:
            _write_row(page, line, sheet, row.cells)
            faults = "；".join(explain(fault) for fault in row.faults or ())
            page.write_string(line, last, faults)
            line += 1


def _write_row(page: Any, line: int, sheet: Sheet, cells: Sequence[Cell]) -> None:
    """Numbers stay numbers, but for ID numbers and phones, which are text."""
    for column, cell in enumerate(cells):
        value = value_of(cell)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and sheet.columns.get(column) not in MASKED:
            page.write_number(line, column, value)
        elif value is not None:
            page.write_string(line, column, text_of(cell))
