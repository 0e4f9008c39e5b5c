"""What a row of a list says: facts, and all of its faults with the cell of each. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from models.core import age
from models.core.encryption import LABOURER_ID, LABOURER_PHONE, keyring
from models.core.refusal import Refusal
from models.labourers.household import HEAD_SELF
from models.labourers.imports.cells import (
    Cell,
    column_letter,
    has_lost_digits,
    is_error,
    is_formula,
    text_of,
)
from models.labourers.imports.codes import is_blank
from models.labourers.imports.columns import MASKED, NOT_KEPT, NOTHING, PLACE, Sheet
from models.labourers.imports.readers import CellReader

# Nobody else may say them, and nothing of health is kept without a consent of its own.
NEVER = frozenset({"seen_by_brokers", "health_agreed", "limits", "notices", "born_on"})
WHOLE_DAY = 10


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: the cell's column from 0, None of the row as a whole.

    `name` is a sentence's, as of refusals; `fact` says what is expected there.
    """

    name: str
    fact: str = ""
    column: int | None = None
    sheet: int = 0
    params: dict[str, str | int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As a row keeps it; `column` is a letter."""
        letter = column_letter(self.column) if self.column is not None else ""
        told = {"name": self.name, "fact": self.fact, "column": letter, "sheet": self.sheet}
        return told | ({"params": self.params} if self.params else {})


@dataclass
class RowRead:
    """The facts of a row, its faults, and which columns have something, by sheet and column."""

    facts: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    filled: dict[tuple[int, int], str] = field(default_factory=dict)
    where: dict[str, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def id_indexes(self) -> list[str]:
        """The blind indexes of the ID number, the newest key's first."""
        number = self.facts.get("id_number")
        return keyring.indexes(number, LABOURER_ID) if number else []

    @cached_property
    def phone_indexes(self) -> list[str]:
        """Those of the phone number."""
        phone = self.facts.get("phone")
        return keyring.indexes(phone, LABOURER_PHONE) if phone else []

    def fault(self, name: str, fact: str = "", **params: str | int) -> None:
        """Something is wrong with a fact, in its cell where it has one."""
        sheet, column = self.where.get(fact, (0, None))
        self.faults.append(Fault(name, fact, column, sheet, params))


@dataclass(frozen=True)
class RowPart:
    """The cells that one sheet has of a person."""

    number: int
    sheet: Sheet
    cells: Sequence[Cell]


def read_row(parts: Sequence[RowPart], constants: Mapping[str, str], reader: CellReader) -> RowRead:
    """Everything that the sheets say of one person. What holds for all comes where a cell is empty.

    The first part is of the sheet that opens entries; a fact that it tells is not told by others.
    """
    row = RowRead()
    told: dict[str, str] = {}
    for part in parts:
        for column, fact in part.sheet.columns.items():
            if fact in told or fact in (NOTHING, NOT_KEPT) or fact in NEVER:
                continue
            text = _look(row, part, column, fact)
            if text:
                told[fact] = text
    told = {**constants, **told}
    for fact in told.keys() - PLACE:
        _read(row, fact, told[fact], reader)
    _read_place(row, told, reader)
    _derive(row)
    return row


def _look(row: RowRead, part: RowPart, column: int, fact: str) -> str:
    """What a cell says, "" where it says nothing or can't be trusted."""
    cell = part.cells[column] if column < len(part.cells) else None
    row.where.setdefault(fact, (part.number, column))
    if cell is None:
        return ""
    if is_error(cell):
        row.fault("cell_error", fact)
        return ""
    if fact in MASKED and has_lost_digits(cell):
        row.fault("cell_number", fact)
        return ""
    text = text_of(cell)
    if is_formula(cell) and (fact in MASKED or not text):
        row.fault("cell_formula", fact)
        return ""
    if is_blank(text):
        return ""
    row.where[fact] = place = (part.number, column)
    row.filled[place] = text
    return text


def _read(row: RowRead, fact: str, text: str, reader: CellReader) -> None:
    value = reader.read(fact, text)
    if isinstance(value, Refusal):
        row.fault(value.name, fact, **value.params)
    elif value is not None:
        row.facts[fact] = value


def _read_place(row: RowRead, told: Mapping[str, str], reader: CellReader) -> None:
    """A village by all that is said of it; else by its own words, which may say all again."""
    named = told.get("village", "")
    if not named:
        return
    above = [told.get(part, "") for part in ("county", "township")]
    whole = "".join(part for part in above if part and part not in named) + named
    value = reader.read("village", whole)
    if isinstance(value, Refusal) and whole != named:
        alone = reader.read("village", named)
        value = value if isinstance(alone, Refusal) else alone
    if isinstance(value, Refusal):
        row.fault(value.name, "village", **value.params)
    else:
        row.facts["village"] = value


def _derive(row: RowRead) -> None:
    """What follows from the helping columns, and what speaks against the ID number."""
    facts = row.facts
    day = facts.pop("birth_day", None)
    if day is not None:
        facts.setdefault("birth_year", int(day[:4]))
        row.where.setdefault("birth_year", row.where.get("birth_day", (0, 0)))
        if len(day) == WHOLE_DAY:
            facts["born_on"] = day
    _derive_head(facts)
    number = facts.get("id_number")
    if number:
        if facts.get("sex") not in (None, age.sex(number)):
            row.fault("cell_other_sex", "sex")
        if facts.get("birth_year") not in (None, int(number[6:10])):
            row.fault("cell_other_year", "birth_day" if day is not None else "birth_year")
        for fact in ("sex", "birth_year", "born_on"):
            facts.pop(fact, None)


def _derive_head(facts: dict[str, Any]) -> None:
    relation, number = facts.pop("relation", None), facts.pop("head_id_number", None)
    head = facts.get("household_head")
    is_head = relation == HEAD_SELF or (number and number == facts.get("id_number"))
    is_named = head is not None and head == facts.get("name") and not relation and not number
    if is_head or is_named:
        facts["household_head"] = HEAD_SELF
    elif number and head not in (None, HEAD_SELF):
        facts["head_birth_year"] = int(number[6:10])
