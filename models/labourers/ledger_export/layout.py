"""Layouts: which sheets and columns an export has, as data that a county may write itself.

None of them claims to be the national form, whose columns were not found.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from models.core.refusal import Refusal
from models.core.text_files import find_encoding
from models.labourers.ledger_export.columns import COLUMNS, list_needs

SHIPPED = Path(__file__).parent / "layouts"
FOLDER = "layouts"
OWN = "own"
SHEETS_MOST, COLUMNS_MOST, BYTES_MOST = 12, 60, 200_000
# What Excel allows for the name of a sheet.
_TITLE = re.compile(r"[^\[\]:*?/\\']{1,31}")
_NAME = re.compile(r"[a-z0-9_-]{1,32}")
_UNKNOWN = "unexpected_keyword_argument"
_STRICT = ConfigDict(extra="forbid", strict=True)
_Words = Annotated[str, Field(min_length=1, max_length=100)]


class SheetRows(StrEnum):
    """What has a row on a sheet."""

    PEOPLE = auto()
    MEMBERS = auto()
    HOUSEHOLDS = auto()
    WORKING = auto()


@dataclass(frozen=True)
class LayoutColumn:
    """A column by its key, with a heading and words for its values where the layout has its own."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    key: _Words
    heading: _Words | None = None
    values: dict[str, str] = field(default_factory=dict)

    @model_validator(mode="after")
    def _agrees(self) -> "LayoutColumn":
        if self.key not in COLUMNS:
            raise ValueError("key")
        if self.values and not COLUMNS[self.key].group:
            raise ValueError("values")
        return self


@dataclass(frozen=True)
class LayoutSheet:
    """One sheet; without a title it is called by its rows."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    column: Annotated[tuple[LayoutColumn, ...], Field(min_length=1, max_length=COLUMNS_MOST)]
    rows: Annotated[SheetRows, Field(strict=False)] = SheetRows.PEOPLE
    title: _Words | None = None

    @model_validator(mode="after")
    def _agrees(self) -> "LayoutSheet":
        if self.title is not None and not _TITLE.fullmatch(self.title):
            raise ValueError("title")
        return self


@dataclass(frozen=True)
class Layout:
    """A workbook: its title, where it was taken from, and its sheets."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    title: _Words
    source: _Words
    sheet: Annotated[tuple[LayoutSheet, ...], Field(min_length=1, max_length=SHEETS_MOST)]

    @model_validator(mode="after")
    def _agrees(self) -> "Layout":
        titles = [(one.title or one.rows).casefold() for one in self.sheet]
        if len(titles) != len(set(titles)):
            raise ValueError("title")
        return self

    @property
    def needs(self) -> set[str]:
        """All that its columns need of the query."""
        return list_needs([one.key for sheet in self.sheet for one in sheet.column])

    def narrowed(self, keys: Iterable[str]) -> "Layout | Refusal":
        """The same with these columns alone, in this order, of a layout of one sheet.

        Refusal: export_columns.
        """
        wanted = tuple(keys)
        if not wanted:
            return self
        known = {one.key: one for one in self.sheet[0].column}
        fits = len(self.sheet) == 1 and len(set(wanted)) == len(wanted) <= COLUMNS_MOST
        if not fits or not set(wanted) <= COLUMNS.keys():
            return Refusal("export_columns")
        column = tuple(known.get(key) or LayoutColumn(key) for key in wanted)
        (only,) = self.sheet
        return Layout(self.title, self.source, (LayoutSheet(column, only.rows, only.title),))


_LAYOUT = TypeAdapter(Layout)


def parse_layout(text: str) -> Layout | Refusal:
    """A layout from TOML, or a refusal that names the first field that does not fit.

    Refusals: layout_unreadable {why}; layout_lacks, layout_unknown, layout_wrong {field}.
    """
    try:
        told = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        return Refusal("layout_unreadable", {"why": str(problem)[:100]})
    try:
        return _LAYOUT.validate_json(json.dumps(told, default=str))
    except ValidationError as problem:
        # A field that is misspelt is missing too: its own name says more.
        return _refused(min(problem.errors(), key=lambda error: error["type"] != _UNKNOWN))


def _refused(problem: Any) -> Refusal:
    """Which field, and what is the matter with it; a place in a list counts from 1."""
    place = [str(part + 1 if isinstance(part, int) else part) for part in problem["loc"]]
    if problem["type"] == "value_error":
        place.append(str(problem["ctx"]["error"]))
    wrong: dict[str, str | int] = {"field": ".".join(place)}
    if problem["type"] == "missing":
        return Refusal("layout_lacks", wrong)
    return Refusal("layout_unknown" if problem["type"] == _UNKNOWN else "layout_wrong", wrong)


def read_layout_file(file: Path) -> Layout | Refusal:
    """What stands in a file, in UTF-8, UTF-16 or GB 18030."""
    try:
        content = file.read_bytes()[: BYTES_MOST + 1]
    except OSError as problem:
        return Refusal("layout_unreadable", {"why": type(problem).__name__})
    encoding = find_encoding(content)
    if encoding is None or len(content) > BYTES_MOST:
        return Refusal("layout_unreadable", {"why": "UnicodeDecodeError"})
    return parse_layout(content.decode(encoding).replace("\r\n", "\n"))


def read_layouts(folder: Path | None = None) -> Mapping[str, Layout | Refusal]:
    """Those that come along and those of the county's own folder, by the file's name.

    A county's file takes the place of one that comes along; one with a fault is a refusal.
    """
    files = [*SHIPPED.glob("*.toml"), *(sorted(folder.glob("*.toml")) if folder else [])]
    return {one.stem: read_layout_file(one) for one in files if _NAME.fullmatch(one.stem)}
