"""Lists as an office has them: written as spreadsheets, read, stored, judged and brought in."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core.session import Session
from models.labourers.imports import choosing, opening, progress
from models.labourers.imports.choosing import ColumnChoices
from models.labourers.imports.file_reading import SheetRows, read_file
from models.labourers.imports.tables import LedgerImport, LedgerImportRow
from tests.support.labourers.facts import id_number
from tests.support.refusals import granted
from tests.support.store import NOON

HEADERS = ("姓名", "身份证号码", "联系电话", "行政村", "务工情况")
WANG = ("王小春", id_number("19850312", "101"), "13843400001", "大兴沟镇和盛村", "省外务工")
LI = ("李秀英", id_number("19900607", "202"), "13843400002", "大兴沟镇和盛村", "务农")
JIN = ("金哲洙", id_number("19781130", "303"), "13843400003", "大兴沟镇和盛村", "未就业")
CLEAN = (WANG, LI, JIN)


def as_xlsx(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = ()) -> bytes:
    """Sheets as an .xlsx; text stays text, numbers are numbers."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(names[number] if names else None)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
    return content.getvalue()


def as_csv(rows: Sequence[Sequence[Any]], encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def as_sheets(*sheets: Sequence[Sequence[Any]]) -> list[SheetRows]:
    """Sheets as they are read, without a file."""
    import json

    return [
        SheetRows(
            f"表{number}",
            [json.dumps([line, list(row)]).encode() for line, row in enumerate(rows, start=1)],
        )
        for number, rows in enumerate(sheets, start=1)
    ]


async def read_sheets(content: bytes) -> list[SheetRows]:
    """A file that is not refused."""
    return granted(await read_file(content))


async def store_sheets(
    session: Session, actor: Actor, sheets: list[SheetRows], name: str = "名单.xlsx"
) -> LedgerImport:
    """An import with all of its rows, whose columns can be chosen."""
    found = granted(await opening.open_import(session, actor, name, sheets))
    for number, sheet in enumerate(sheets):
        start = 0
        while start < len(sheet.lines):
            start += granted(
                await opening.add_rows(session, actor, found.key(), sheets, number, start)
            )
    return granted(await opening.finish_loading(session, actor, found.key()))


async def go_through(session: Session, found: LedgerImport, now: datetime = NOON) -> LedgerImport:
    """Every piece of the present phase."""
    while (progressed := await progress.step(session, found.key(), now)) and progressed.goes_on:
        pass
    return found


async def judge_list(
    session: Session, actor: Actor, *sheets: Sequence[Sequence[Any]], **chosen: Any
) -> LedgerImport:
    """A list through its dry run."""
    found = await store_sheets(session, actor, as_sheets(*sheets))
    if chosen:
        granted(await choosing.choose_columns(session, actor, found.key(), ColumnChoices(**chosen)))
    granted(await choosing.dry_run(session, actor, found.key()))
    return await go_through(session, found, actor.now)


async def bring_in(
    session: Session, actor: Actor, *sheets: Sequence[Sequence[Any]], **chosen: Any
) -> LedgerImport:
    """A list whose good rows went in."""
    found = await judge_list(session, actor, *sheets, **chosen)
    granted(await choosing.start(session, actor, found.key()))
    return await go_through(session, found, actor.now)


async def take_back(session: Session, actor: Actor, found: LedgerImport) -> LedgerImport:
    """The import undone."""
    granted(await choosing.undo(session, actor, found.key()))
    return await go_through(session, found, actor.now)


async def rows_of(session: Session, found: LedgerImport) -> list[LedgerImportRow]:
    await session.flush()
    query = select(LedgerImportRow).where(LedgerImportRow.import_id == found.key())
    query = query.order_by(col(LedgerImportRow.id)).execution_options(populate_existing=True)
    return list(await session.exec(query))


def faults_of(row: LedgerImportRow) -> list[tuple[str, str]]:
    """The column's letter and the sentence of each."""
    return [(fault["column"], fault["name"]) for fault in row.faults or ()]
