"""Spreadsheets: rows of words as the bytes of an Excel file."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO


@dataclass(frozen=True)
class SheetPage:
    """One page: its rows, the first `headings` of which stay in sight, and widths in characters.

    Every cell is text: what somebody typed becomes neither a formula nor a link.
    """

    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    headings: int = 1
    title: str | None = None


def write_spreadsheet(pages: Sequence[SheetPage]) -> bytes:
    """The content of an .xlsx file with these pages."""
    from xlsxwriter import Workbook

    content = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, plain) as book:
        for page in pages:
            sheet = book.add_worksheet(page.title)
            for number, row in enumerate(page.rows):
                for place, words in enumerate(row):
                    sheet.write_string(number, place, words)
            for place, width in enumerate(page.widths):
                sheet.set_column(place, place, width)
            sheet.freeze_panes(page.headings, 0)
    return content.getvalue()
