"""Formulas and errors of an .xlsx, found in its own parts: what they give is read elsewhere."""

import re
from collections.abc import Iterator
from html import unescape
from zipfile import ZipFile

from models.labourers.imports.reading.faulty import Faulty
from models.labourers.imports.reading.limits import MEGABYTE

ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*([\"'])(.*?)\2")
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# What names the sheets is small.
NAMES_MOST = 4 * MEGABYTE
PIECE = 4 * MEGABYTE
# The beginning of a cell, and what follows it directly.
CELL = re.compile(rb"<c\b([^>]{0,200})>\s{0,20}(<f\b)?")
PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
IS_ERROR = re.compile(rb'\bt="e"')
ERROR_SAYS = re.compile(rb"<v>([^<]{1,20})</v>")

Marks = dict[tuple[int, int], str]
FORMULA = ""


def find_marks(book: ZipFile, sheet: str) -> Marks:
    """By row and column from 0: FORMULA, or what the error says."""
    part = _parts(book).get(sheet)
    found: Marks = {}
    if part is None or part not in book.namelist():
        return found
    for piece in _pieces(book, part):
        if b"<f" in piece or b't="e"' in piece:
            found.update(_marks(piece))
    return found


def _parts(book: ZipFile) -> dict[str, str]:
    """The part of each sheet, by its name."""
    names = book.namelist()
    if WORKBOOK not in names or RELATIONS not in names:
        return {}
    for name in (WORKBOOK, RELATIONS):
        if book.getinfo(name).file_size > NAMES_MOST:
            raise Faulty("sheet_too_large")
    targets = {
        one.get("Id"): one.get("Target", "").lstrip("/")
        for one in _elements(book.read(RELATIONS), "Relationship")
    }
    sheets = _elements(book.read(WORKBOOK), "sheet")
    parts = {one.get("name", ""): targets.get(one.get("r:id"), "") for one in sheets}
    return {n: p if p.startswith("xl/") else f"xl/{p}" for n, p in parts.items() if p}


def _elements(content: bytes, name: str) -> Iterator[dict[str, str]]:
    """The attributes of the elements of one name; nothing is looked up that they refer to."""
    text = content.decode("utf-8", "replace")
    for element in re.finditer(rf"<(?:\w+:)?{name}\s([^>]*)>", text):
        yield {key: unescape(value) for key, _, value in ATTRIBUTE.findall(element[1])}


def _pieces(book: ZipFile, part: str) -> Iterator[bytes]:
    """The part's text, each piece ending where a row does."""
    rest = b""
    with book.open(part) as text:
        while read := text.read(PIECE):
            whole, found, rest = (rest + read).rpartition(b"</row>")
            if found:
                yield whole
            if len(rest) > 4 * PIECE:
                raise Faulty("sheet_too_large")
    yield rest


def _marks(piece: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in CELL.finditer(piece):
        place = PLACE.search(cell[1])
        if place is None:
            continue
        where = (int(place[2]) - 1, _column(place[1]))
        if IS_ERROR.search(cell[1]):
            says = ERROR_SAYS.search(piece, cell.end(), cell.end() + 1_000)
            yield where, says[1].decode("ascii", "replace") if says else "#"
        elif cell[2]:
            yield where, FORMULA


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
