"""What a dry run says of each column: how many cells say something or are faulty, some samples."""

from collections.abc import Sequence
from typing import Any

from models.labourers.imports.columns import MASKED, Sheet
from models.labourers.imports.row_reading import RowRead

SAMPLES = 3
SAMPLE_MOST = 24
# So much of a masked number is shown.
HEAD, END = 4, 2
Report = dict[str, dict[str, Any]]


def add_row(told: Report, sheets: Sequence[Sheet], read: RowRead) -> None:
    """Count one row; the report is changed in place."""
    for place, said in read.filled.items():
        of = _of_column(told, place)
        of["filled"] += 1
        if len(of["samples"]) < SAMPLES:
            sheet, column = place
            is_masked = sheets[sheet].columns[column] in MASKED
            shown = mask(said) if is_masked else said[:SAMPLE_MOST]
            if shown not in of["samples"]:
                of["samples"].append(shown)
    for where in {(fault.sheet, fault.column) for fault in read.faults}:
        if where[1] is not None:
            _of_column(told, where)["faulty"] += 1


def _of_column(told: Report, place: tuple[int, int | None]) -> dict[str, Any]:
    key = f"{place[0]}:{place[1]}"
    if key not in told:
        told[key] = {"filled": 0, "faulty": 0, "samples": []}
    return told[key]


def mask(number: str) -> str:
    """The first four signs and the last two: anything short is hidden whole."""
    hidden = len(number) - HEAD - END
    return f"{number[:HEAD]}{'*' * hidden}{number[-END:]}" if hidden > 2 else "*" * len(number)
