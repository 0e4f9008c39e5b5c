"""A list of villages from a CSV file: every line that is none is told at once."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.core.gazetteer import COUNTY, NAME_MOST, TOWNSHIP, VILLAGE, has_province
from models.core.plain_text import plain
from models.core.refusal import Refusal
from models.core.region_names import spoken_name
from models.core.text_files import find_encoding

COLUMNS = ("county_code", "county", "township_code", "township", "village_code", "village")
_DELIMITERS = ",\t;，"
_SIZES = {"county": COUNTY, "township": TOWNSHIP, "village": VILLAGE}
_DIGITS = re.compile("[0-9]+")
# So many bad lines are shown, and so much of a cell.
LINES_SHOWN, CELL_SHOWN = 50, 40


def read_villages(file: Path) -> dict[str, str] | Refusal:
    """Codes and spoken names of a CSV file with COLUMNS, in UTF-8, UTF-16 or GB 18030.

    Empty lines and further columns are passed over. Refusals: villages_unreadable {why},
    villages_columns {columns}, villages_lines {count, lines}.
    """
    try:
        content = file.read_bytes()
        encoding = find_encoding(content)
        if encoding is None:
            return Refusal("villages_unreadable", {"why": "UnicodeDecodeError"})
        return _read(content.decode(encoding))
    except (OSError, csv.Error) as problem:
        return Refusal("villages_unreadable", {"why": type(problem).__name__})


def _read(text: str) -> dict[str, str] | Refusal:
    head = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = next(([plain(cell).casefold() for cell in row] for row in rows if any(row)), [])
    if missing := [name for name in COLUMNS if name not in columns]:
        return Refusal("villages_columns", {"columns": ", ".join(missing)})
    return _names((rows.line_num, dict(zip(columns, row, strict=False))) for row in rows)


def _names(rows: Iterable[tuple[int, dict[str, str]]]) -> dict[str, str] | Refusal:
    names: dict[str, str] = {}
    bad: list[str] = []
    for line, row in rows:
        cells = {name: plain(row.get(name, "")) for name in COLUMNS}
        if not any(cells.values()):
            continue
        codes = {f"{kind}_code": row.get(f"{kind}_code", "").strip() for kind in _SIZES}
        wrong = list(_wrong_cells(cells | codes, names))
        bad += [_line(line, {name: row.get(name, "") for name in wrong})] if wrong else []
        if not wrong:
            names |= _regions(cells | codes)
    if bad:
        shown = [*bad[:LINES_SHOWN], *(["…"] if len(bad) > LINES_SHOWN else [])]
        return Refusal("villages_lines", {"count": len(bad), "lines": "\n".join(shown)})
    return names


def _regions(cells: dict[str, str]) -> dict[str, str]:
    named = {
        cells["county_code"]: cells["county"],
        cells["township_code"]: cells["township"],
        cells["village_code"]: spoken_name(cells["village"]),
    }
    return {code: "".join(name.split()) for code, name in named.items()}


def _wrong_cells(cells: dict[str, str], known: dict[str, str]) -> Iterator[str]:
    """The columns whose cell is no region's code or name, or speaks against a line before."""
    above, named = "", _regions(cells)
    for kind, size in _SIZES.items():
        code, name = cells[f"{kind}_code"], cells[kind]
        fits = len(code) == size and _DIGITS.fullmatch(code) and has_province(code)
        if not fits or not code.startswith(above):
            yield f"{kind}_code"
        if not name or len(name) > NAME_MOST:
            yield kind
        elif fits and known.get(code, "") not in ("", named[code]):
            # Two villages under one code; of the regions above it is the name that is another.
            yield f"{kind}_code" if kind == "village" else kind
        above = code if fits else above


def _line(line: int, cells: dict[str, str]) -> str:
    """A line with its bad cells: 3: village_code 22088110020x."""
    said = (f"{name} {_glimpse(cell)}" for name, cell in cells.items())
    return f"{line}: {', '.join(said)}"


def _glimpse(cell: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in cell[:CELL_SHOWN])
    return f'"{shown}…"' if len(cell) > CELL_SHOWN else f'"{shown}"'
