"""Sheets of a file as rows of cells: .xlsx and .xls by calamine, .csv by its delimiter."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from models.core.text_files import find_encoding
from models.labourers.imports.reading.faulty import Faulty
from models.labourers.imports.reading.limits import (
    HEAD_ROWS,
    MOST_COLUMNS,
    MOST_ENTRIES,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_TEXT,
    MOST_UNPACKED,
)
from models.labourers.imports.reading.marks import FORMULA, Marks, find_marks

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DELIMITERS = ",\t;，|"
Row = tuple[int, list[Any]]


@dataclass(frozen=True)
class SheetFound:
    """One sheet: its rows that are not empty, each with its line from 1."""

    name: str
    rows: Iterable[Row]


def find_sheets(content: bytes) -> Iterator[SheetFound]:
    """The sheets of a file, one after the other. Raises Faulty."""
    if content.startswith(ZIP):
        yield from _of_book(content, _open_zip(content))
    elif content.startswith(OLE):
        yield from _of_book(content, None)
    else:
        yield SheetFound("CSV", _of_text(content))


def _open_zip(content: bytes) -> ZipFile:
    try:
        book = ZipFile(io.BytesIO(content))
    except BadZipFile:
        raise Faulty("sheet_broken") from None
    parts = book.infolist()
    if len(parts) > MOST_ENTRIES or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Faulty("sheet_too_large")
    return book


def _of_book(content: bytes, book: ZipFile | None) -> Iterator[SheetFound]:
    try:
        found = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        raise Faulty("sheet_locked") from None
    except Exception:  # a reader may stumble in any way over what is broken
        raise Faulty("sheet_broken") from None
    shown = [one.name for one in found.sheets_metadata if _is_shown(one)]
    for name in shown[:MOST_SHEETS]:
        marks = find_marks(book, name) if book else {}
        yield SheetFound(name, _of_sheet(found.get_sheet_by_name(name), marks))


def _is_shown(sheet: SheetMetadata) -> bool:
    """Charts and macros have no rows; what is hidden are lists to choose from."""
    return sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible


def _of_sheet(sheet: CalamineSheet, marks: Marks) -> Iterator[Row]:
    first = sheet.start[1] if sheet.start else 0
    merged = _merged(sheet)
    kept = 0
    for number, values in enumerate(sheet.iter_rows()):
        row = [None] * first + [_cell(value) for value in values[: MOST_COLUMNS - first]]
        if number < HEAD_ROWS:
            _fill_merged(row, number, merged)
        _mark(row, number, marks)
        _trim(row)
        if row:
            kept += 1
            if kept > MOST_ROWS:
                raise Faulty("sheet_many_rows")
            yield number + 1, row


def _merged(sheet: CalamineSheet) -> dict[tuple[int, int], str]:
    """What merged cells of the first rows say, by each cell that they cover."""
    filled: dict[tuple[int, int], Any] = {}
    rows = list(_first_rows(sheet))
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= len(rows) or right >= MOST_COLUMNS or not left < len(rows[top]):
            continue
        says = rows[top][left]
        for row in range(top, min(bottom + 1, HEAD_ROWS)):
            filled |= {(row, column): says for column in range(left, right + 1)}
    return {place: says for place, says in filled.items() if isinstance(says, str)}


def _first_rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    first = sheet.start[1] if sheet.start else 0
    for number, values in enumerate(sheet.iter_rows()):
        if number >= HEAD_ROWS:
            return
        yield [None] * first + [_cell(value) for value in values[:MOST_COLUMNS]]


def _fill_merged(row: list[Any], number: int, merged: dict[tuple[int, int], str]) -> None:
    for (line, column), says in merged.items():
        if line == number:
            row.extend([None] * (column + 1 - len(row)))
            row[column] = says


def _mark(row: list[Any], number: int, marks: Marks) -> None:
    if not marks:
        return
    for column in range(len(row)):
        mark = marks.get((number, column))
        if mark is not None:
            row[column] = {"f": row[column]} if mark == FORMULA else {"e": mark}


def _trim(row: list[Any]) -> None:
    while row and (row[-1] is None or row[-1] == ""):
        row.pop()


def _cell(value: Any) -> Any:
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        return value[:MOST_TEXT]
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**63 else value
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _of_text(content: bytes) -> Iterator[Row]:
    encoding = find_encoding(content)
    if encoding is None:
        raise Faulty("sheet_kind")
    text = content.decode(encoding)
    head = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    csv.field_size_limit(10 * MOST_TEXT)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    kept = 0
    try:
        for values in rows:
            row: list[Any] = [value.strip()[:MOST_TEXT] or None for value in values[:MOST_COLUMNS]]
            _trim(row)
            if row:
                kept += 1
                if kept > MOST_ROWS:
                    raise Faulty("sheet_many_rows")
                yield rows.line_num, row
    except csv.Error:
        raise Faulty("sheet_broken") from None
