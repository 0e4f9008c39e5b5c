"""The tables of an import: the list itself, its rows, and the columns that a county chose."""

import datetime as dt
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import LABOURER_ID, Sealed, keyring


class ImportState(StrEnum):
    """How far an import is. Of those that go on by themselves: GOING_ON."""

    LOADING = auto()
    READY = auto()
    JOINING = auto()
    CHECKING = auto()
    CHECKED = auto()
    ENTERING = auto()
    ENTERED = auto()
    CANCELLED = auto()
    UNDOING = auto()
    UNDONE = auto()


DRY_RUN = (ImportState.JOINING, ImportState.CHECKING)
GOING_ON = (*DRY_RUN, ImportState.ENTERING, ImportState.UNDOING)
OVER = (ImportState.ENTERED, ImportState.CANCELLED, ImportState.UNDONE)


class RowOutcome(StrEnum):
    """What a row comes to. The first five are of the dry run, the others of what was done.

    JOINED is a row of a further sheet, whose facts go to the row with the same ID number. FAILED
    was good, and is not any more: `faults` say why. KEPT could not be undone, or not whole.
    """

    NEW = auto()
    SAME = auto()
    CHANGES = auto()
    DOUBLE = auto()
    REFUSED = auto()
    JOINED = auto()
    OPENED = auto()
    CHANGED = auto()
    FAILED = auto()
    REVERTED = auto()
    KEPT = auto()


class RowDecision(StrEnum):
    """Of a row that may be somebody's double: it is them, it is somebody else, or it stays out."""

    SAME = auto()
    NEW = auto()
    LEAVE = auto()


class LedgerImport(SQLModel, table=True):
    """One file that staff of a county bring in.

    `sheets` are dicts of Sheet, `policy` says by fact "fill" or "overwrite", `constants` by fact
    what holds for every row, as text. `report` tells of every column, by "sheet:column". `counts`
    are by outcome. `done` of all `rows` are through the present phase, `reached` is the number of
    the last of them. `over_at` is when the keeping period begins.
    """

    __tablename__ = "ledger_import"
    # A number is never given twice: a page that lies open bears it.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = row_id()
    county: str = Field(max_length=6, index=True)
    account_id: int = Field(sa_type=BIG_ID)
    file_name: str = Field(sa_type=Sealed)
    state: ImportState = word(ImportState)
    opened_at: dt.datetime = moment()
    touched_at: dt.datetime = moment()
    over_at: dt.datetime | None = moment(optional=True)
    sheets: list[dict[str, Any]] = Field(default_factory=list, sa_type=Sealed)
    constants: dict[str, str] | None = Field(default=None, sa_type=Sealed, nullable=True)
    policy: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    report: dict[str, Any] | None = Field(default=None, sa_type=Sealed, nullable=True)
    counts: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    rows: int = 0
    done: int = 0
    reached: int = Field(default=0, sa_type=BIG_ID)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


class LedgerImportRow(SQLModel, table=True):
    """One row of the file, as long as undo and the list of faults need it.

    `cells` are as models/labourers/imports/cells.py has them. `faults` are dicts of Fault, without
    a word of the row; `changes` the keys of the facts that change; `before` what these were, and
    what they became. `kept` are dicts of why, where an undo left something.
    """

    __tablename__ = "ledger_import_row"
    __table_args__ = (
        Index("import_row_outcome", "import_id", "outcome", "id"),
        Index("import_row_number", "import_id", "id_index"),
    )

    id: int | None = row_id()
    import_id: int = Field(foreign_key="ledger_import.id", sa_type=BIG_ID)
    sheet: int
    line: int
    cells: list[Any] = Field(sa_type=Sealed)
    id_index: str | None = Field(default=None, max_length=64, index=True)
    outcome: RowOutcome | None = word(RowOutcome, optional=True)
    decision: RowDecision | None = word(RowDecision, optional=True)
    faults: list[dict[str, Any]] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    changes: list[str] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    labourer_id: int | None = reference("labourer")
    before: dict[str, Any] | None = Field(default=None, sa_type=Sealed, nullable=True)
    kept: list[dict[str, Any]] | None = Field(default=None, sa_type=JSON(none_as_null=True))

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


class ColumnChoice(SQLModel, table=True):
    """What the staff of a county said that a column with this header holds; "" is nothing."""

    __tablename__ = "import_column_choice"

    county: str = Field(primary_key=True, max_length=6)
    header: str = Field(primary_key=True, max_length=60)
    fact: str = Field(max_length=32)
    chosen_at: dt.datetime = moment()
    chosen_by: int | None = Field(default=None, sa_type=BIG_ID)


def renew_index(row: LedgerImportRow) -> None:
    """The index of the ID number in a row's cells under the newest key."""
    for cell in row.cells:
        number = str(cell).replace(" ", "").upper()
        if row.id_index in keyring.indexes(number, LABOURER_ID):
            row.id_index = keyring.index(number, LABOURER_ID)
            return
