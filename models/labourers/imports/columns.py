"""What the columns of a sheet hold: where its headers are, and the fact that each is for.

A header is known by its words in columns.toml, or by what the county said before, which wins.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from models.labourers.imports.cells import Cell, header_key, text_of

FILE = Path(__file__).parent / "columns.toml"
NOTHING, NOT_KEPT = "", "not_kept"
# What a place is put together of.
PLACE = ("county", "township", "village", "group")
# They are read, and become other facts.
HELPING = frozenset({"birth_day", "head_id_number", "relation", *PLACE})
# What tells who somebody is, and is shown masked.
MASKED = frozenset({"id_number", "head_id_number", "phone"})
LOOKED_AT = 20
# So many headers are known, and a name or number among them.
LEAST_KNOWN = 2


@dataclass
class Sheet:
    """One sheet: the line of its headers, 0 where none was found, and the fact of each column.

    `joins` says that its rows tell more of people of another sheet, found by their ID number.
    """

    name: str
    head: int = 0
    headers: list[str] = field(default_factory=list)
    columns: dict[int, str] = field(default_factory=dict)
    joins: bool = False
    rows: int = 0

    def as_json(self) -> dict[str, Any]:
        """As an import keeps it."""
        return asdict(self) | {"columns": {str(c): fact for c, fact in self.columns.items()}}

    def column_of(self, fact: str) -> int | None:
        """The first column that holds a fact."""
        return next((column for column, held in self.columns.items() if held == fact), None)


def read_sheet(kept: Mapping[str, Any]) -> Sheet:
    """The inverse of `Sheet.as_json`."""
    columns = {int(column): fact for column, fact in kept["columns"].items()}
    return Sheet(**{**kept, "columns": columns})


@cache
def known_headers() -> dict[str, str]:
    """The fact of every header that is known, by its key."""
    with FILE.open("rb") as file:
        given = tomllib.load(file)
    return {header_key(word): fact for fact, said in given.items() for word in said["words"]}


@cache
def list_facts() -> tuple[str, ...]:
    """What a column can hold."""
    return tuple(dict.fromkeys(known_headers().values()))


def guess_sheet(
    name: str, rows: Sequence[tuple[int, list[Cell]]], chosen: Mapping[str, str]
) -> Sheet:
    """The sheet by its first rows; of two lines of headers the lower one, which says more.

    Args:
        chosen: the facts that the county chose before, by the key of the header.
    """
    best, found = 0, Sheet(name)
    for line, cells in rows[:LOOKED_AT]:
        columns = _columns(cells, chosen)
        telling = {"name", "id_number"} & set(columns.values())
        known = sum(1 for fact in columns.values() if fact)
        if telling and known >= max(best, LEAST_KNOWN):
            headers = [text_of(cell) for cell in cells]
            best, found = known, Sheet(name, line, headers, columns)
    return found


def _columns(cells: list[Cell], chosen: Mapping[str, str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for number, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        key = header_key(cell)
        fact = chosen.get(key) if key in chosen else known_headers().get(key)
        # The first of two columns for one fact holds it.
        is_free = fact is not None and (fact == NOT_KEPT or fact not in columns.values())
        columns[number] = fact if is_free and fact is not None else NOTHING
    return columns


def mark_joining(sheets: Sequence[Sheet]) -> None:
    """The first sheet with most facts of who somebody is opens entries; others join it."""
    telling = ("id_number", "name", "village", "phone", "birth_year", "township")
    told = [sum(fact in one.columns.values() for fact in telling) for one in sheets]
    main = told.index(max(told)) if told else 0
    for number, one in enumerate(sheets):
        has_number = one.column_of("id_number") is not None
        one.joins = number != main and has_number and told[number] < told[main]
