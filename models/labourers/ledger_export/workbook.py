"""Writes an export's sheets row by row; what was written lies on the disk, not in memory."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from models.labourers.at_work import IN_WORK
from models.labourers.ledger_export.columns import (
    COLUMNS,
    ID_NUMBER,
    Column,
    Hidden,
    PlaceName,
    Term,
    Value,
)
from models.labourers.ledger_export.layout import Layout, LayoutColumn, LayoutSheet, SheetRows
from models.labourers.person_lines import mask_id_number, mask_phone

WIDTH, ABOUT_WIDTHS = 16, (24, 90)


class ExportWords(Protocol):
    """How the words of an export are said, in the language of who takes it."""

    def heading(self, key: str) -> str: ...
    def sheet(self, rows: str) -> str: ...
    def term(self, group: str, code: str) -> str: ...
    def place(self, code: str, *, whole: bool) -> str: ...
    def listed(self, words: Sequence[str]) -> str: ...
    def about_title(self) -> str: ...


class LedgerWorkbook:
    """An .xlsx file that is being written. Text stays text: no formula, no link."""

    def __init__(
        self,
        file: Path,
        layout: Layout,
        words: ExportWords,
        *,
        whole_id_numbers: bool = False,
        whole_phones: bool = False,
    ) -> None:
        from xlsxwriter import Workbook

        options = {"constant_memory": True, "tmpdir": str(file.parent)}
        plain = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = Workbook(str(file), options | plain)
        self._words = words
        self._whole = {ID_NUMBER: whole_id_numbers}
        self._whole_phones = whole_phones
        # In front, and written last: only then it is known how many rows there are.
        self._about = self._book.add_worksheet(words.about_title())
        # The same few words stand in thousands of rows.
        self._term = cache(words.term)
        self._place = cache(words.place)
        self._sheets = [_Sheet(self, one, self._book) for one in layout.sheet]

    def add(self, row: Any) -> None:
        """One person, on the sheets where they belong."""
        for sheet in self._sheets:
            if sheet.takes(row):
                sheet.write(row)

    def close(self, about: Sequence[tuple[str, str]]) -> None:
        """Write the sheet that says what the file is, and the file itself."""
        for number, pair in enumerate(about):
            for place, text in enumerate(pair):
                self._about.write_string(number, place, text)
        for place, width in enumerate(ABOUT_WIDTHS):
            self._about.set_column(place, place, width)
        self._book.close()

    def count_rows(self) -> list[tuple[str, int]]:
        """How many rows each sheet has, without its headings."""
        return [(sheet.title, sheet.rows) for sheet in self._sheets]

    def say(self, value: Value, column: Column, own: dict[str, str]) -> str | int:
        """A value as the cell has it."""
        if isinstance(value, Hidden):
            return self._hide(value.number, column.group)
        if isinstance(value, tuple):
            said = (self._say_term(one, own) for one in value)
            return self._words.listed([word for word in said if word])
        if isinstance(value, Term):
            return self._say_term(value, own)
        if isinstance(value, PlaceName):
            return self._place(value.code, whole=value.whole)
        return value.isoformat() if isinstance(value, dt.date) else value or ""

    def _hide(self, number: str, sort: str) -> str:
        if sort == ID_NUMBER:
            return number if self._whole[ID_NUMBER] else mask_id_number(number)
        return number if self._whole_phones else mask_phone(number)

    def _say_term(self, term: Term, own: dict[str, str]) -> str:
        return own[term.code] if term.code in own else self._term(term.group, term.code)


class _Sheet:
    """One sheet: which rows it takes, and its columns."""

    def __init__(self, book: LedgerWorkbook, layout: LayoutSheet, below: Any) -> None:
        self._book, self._layout = book, layout
        words = book._words
        self.title = layout.title or words.sheet(layout.rows)
        self.rows = 0
        self._homes: set[int] = set()
        self._columns: list[tuple[Column, LayoutColumn]] = [
            (COLUMNS[one.key], one) for one in layout.column
        ]
        self._page = below.add_worksheet(self.title)
        self._page.set_column(0, len(self._columns) - 1, WIDTH)
        self._page.freeze_panes(1, 0)
        for place, (column, told) in enumerate(self._columns):
            self._page.write_string(0, place, told.heading or words.heading(column.key))

    def takes(self, row: Any) -> bool:
        """Whether this person has a row here; of a household the first of them."""
        rows = self._layout.rows
        if rows is SheetRows.PEOPLE:
            return True
        if rows is SheetRows.WORKING:
            return row.employer is not None or row.status in IN_WORK
        if row.household_id is None:
            return False
        return rows is SheetRows.MEMBERS or row.household_id not in self._homes

    def write(self, row: Any) -> None:
        if self._layout.rows is SheetRows.HOUSEHOLDS:
            self._homes.add(row.household_id)
        self.rows += 1
        for place, (column, told) in enumerate(self._columns):
            value = column.read(row)
            if value is None:
                continue
            said = self._book.say(value, column, told.values)
            if isinstance(said, int):
                self._page.write_number(self.rows, place, said)
            elif said:
                self._page.write_string(self.rows, place, said)
