"""What a dry run says of each column: how much is filled, empty and faulty, with some samples."""

from typing import Any

from models.labourers.imports.columns import MASKED, NOTHING, Sheet
from models.labourers.imports.row_reading import RowRead
from models.labourers.imports.tables import LedgerImportRow

SAMPLES = 3
SAMPLE_MOST = 24
# So much of a masked number is shown.
HEAD, END = 4, 2
Report = dict[str, dict[str, Any]]


def add_row(told: Report, sheet: Sheet, row: LedgerImportRow, read: RowRead) -> None:
    """Count one row; the report is changed in place."""
    faulty = {(fault.sheet, fault.column): fault.name for fault in read.faults}
    for column, fact in sheet.columns.items():
        if fact == NOTHING:
            continue
        of = told.setdefault(
            f"{row.sheet}:{column}", {"filled": 0, "empty": 0, "faulty": 0, "samples": []}
        )
        said, fault = read.filled.get((row.sheet, column)), faulty.get((row.sheet, column))
        is_filled = said or fault not in (None, "cell_needed")
        of["filled" if is_filled else "empty"] += 1
        of["faulty"] += fault is not None
        if said and len(of["samples"]) < SAMPLES:
            shown = mask(said) if fact in MASKED else said[:SAMPLE_MOST]
            if shown not in of["samples"]:
                of["samples"] = [*of["samples"], shown]


def mask(number: str) -> str:
    """The first four signs and the last two: anything short is hidden whole."""
    hidden = len(number) - HEAD - END
    return f"{number[:HEAD]}{'*' * hidden}{number[-END:]}" if hidden > 2 else "*" * len(number)
