"""A piece of an import: its next rows, what they say, and how they are judged."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from models.core.age import CHINA
from models.core.regions import get_gazetteer
from models.core.session import Session
from models.labourers.imports.columns import Sheet, read_sheet
from models.labourers.imports.judging import Judge
from models.labourers.imports.readers import ListContext, make_reader
from models.labourers.imports.row_reading import RowPart, RowRead, read_row
from models.labourers.imports.tables import LedgerImport, LedgerImportRow, RowOutcome


@dataclass(frozen=True)
class Work:
    """What the rows of one import are read and judged by."""

    found: LedgerImport
    sheets: list[Sheet]
    judge: Judge

    def read(self, row: LedgerImportRow, joined: Sequence[LedgerImportRow] = ()) -> RowRead:
        """What a row says, with what further sheets say of its person."""
        parts = [self._part(one) for one in (row, *joined)]
        return read_row(parts, self.found.constants or {}, self.judge.reader)

    def _part(self, row: LedgerImportRow) -> RowPart:
        return RowPart(row.sheet, self.sheets[row.sheet], row.cells)

    @property
    def joining(self) -> list[int]:
        """The sheets whose rows tell more of people of another sheet."""
        return [number for number, sheet in enumerate(self.sheets) if sheet.joins]


async def begin_work(session: Session, found: LedgerImport, now: dt.datetime) -> Work:
    """Everything that the pieces of this import need."""
    regions = await get_gazetteer(session)
    context = ListContext(now.astimezone(CHINA).date(), regions, found.county)
    reader = make_reader(context)
    sheets = [read_sheet(one) for one in found.sheets]
    return Work(found, sheets, Judge(reader, found.policy, now))


async def list_joined(
    session: Session, work: Work, indexes: Sequence[str]
) -> dict[str, list[LedgerImportRow]]:
    """The rows of further sheets, by the index of the ID number."""
    if not work.joining or not indexes:
        return {}
    query = select(LedgerImportRow).where(
        LedgerImportRow.import_id == work.found.id,
        col(LedgerImportRow.id_index).in_(indexes),
        col(LedgerImportRow.sheet).in_(work.joining),
    )
    joined: dict[str, list[LedgerImportRow]] = {}
    for row in await session.exec(query.order_by(col(LedgerImportRow.id))):
        joined.setdefault(row.id_index or "", []).append(row)
    return joined


# Each of these is some statements of its own: fewer of them hold the store as long.
DEAR_MOST = 8


def cut_piece(rows: Sequence[LedgerImportRow], dear: RowOutcome) -> Sequence[LedgerImportRow]:
    """The first of the rows, with no more than DEAR_MOST of the dear sort."""
    kept, count = [], 0
    for row in rows:
        count += row.outcome is dear
        if count > DEAR_MOST:
            break
        kept.append(row)
    return kept


COLUMNS = ("id_index", "outcome", "decision", "faults", "changes", "labourer_id")
ROWS: Any = LedgerImportRow.__table__  # type: ignore[attr-defined]
UPDATING = (
    update(ROWS)
    .where(ROWS.c.id == bindparam("row"))
    .values({name: bindparam(f"its_{name}") for name in COLUMNS})
)


async def update_rows(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Keep what rows came to, in one statement; each names its `row` and all COLUMNS."""
    if not rows:
        return
    given = [
        {"row": one["row"], **{f"its_{name}": one.get(name) for name in COLUMNS}} for one in rows
    ]
    connection = await session.connection()
    await connection.run_sync(lambda below: below.execute(UPDATING, given))
