"""A file that is brought in, read by a process of its own that is ended at its bounds.

What it reads stays as lines of JSON until it is stored: as objects it takes several times the room.
"""

import asyncio
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from models.core.refusal import Refusal
from models.labourers.imports.cells import Cell
from models.labourers.imports.reading import limits

ROOT = Path(__file__).parents[3]
COMMAND = (sys.executable, "-s", "-P", "-m", "models.labourers.imports.reading")
# Nothing of this process's own surroundings, which hold the keys.
SURROUNDINGS = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
PIECE = 65_536


@dataclass(frozen=True)
class SheetRows:
    """A sheet's name and its rows that are not empty, each as JSON: [line from 1, cells]."""

    name: str
    lines: list[bytes] = field(default_factory=list)

    def row(self, number: int) -> tuple[int, list[Cell]]:
        """The line and the cells of a row."""
        line, cells = json.loads(self.lines[number])
        return line, cells


async def read_file(content: bytes, seconds: float = limits.SECONDS) -> list[SheetRows] | Refusal:
    """The sheets of an .xlsx, .xls or .csv that have rows.

    Refusals: sheet_kind, sheet_broken, sheet_locked, sheet_too_large {megabytes}, sheet_many_rows
    {most}, sheet_empty.
    """
    if len(content) > limits.MOST_BYTES:
        return _refusal("sheet_too_large")
    if not content:
        return _refusal("sheet_empty")
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=SURROUNDINGS,
        cwd="/",
        start_new_session=True,
    )
    giving = asyncio.create_task(_give(process, content))
    try:
        async with asyncio.timeout(seconds):
            found = await _take(process)
            await process.wait()
    except TimeoutError:
        return _refusal("sheet_too_large")
    finally:
        giving.cancel()
        if process.returncode is None:
            process.kill()
            await process.wait()
    return found


async def _give(process: asyncio.subprocess.Process, content: bytes) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(content)
        await process.stdin.drain()
        process.stdin.close()
    except OSError:  # it ended before it had read everything
        return


async def _take(process: asyncio.subprocess.Process) -> list[SheetRows] | Refusal:
    """The sheets; a process that ends without its last line met one of its bounds."""
    assert process.stdout is not None
    sheets: list[SheetRows] = []
    said, rest = 0, b""
    while piece := await process.stdout.read(PIECE):
        said += len(piece)
        if said > limits.MOST_OUTPUT:
            return _refusal("sheet_too_large")
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            if line.startswith(b"["):
                sheets[-1].lines.append(line)
            elif line.startswith(b'"'):
                sheets.append(SheetRows(json.loads(line)))
            else:
                return _end(line, sheets)
    return _refusal("sheet_too_large")


def _end(line: bytes, sheets: list[SheetRows]) -> list[SheetRows] | Refusal:
    if line == b".":
        return [sheet for sheet in sheets if sheet.lines]
    name = line[1:].decode("ascii", "replace")
    return _refusal(name if name in limits.REFUSALS else "sheet_broken")


def _refusal(name: str) -> Refusal:
    known = (
        Refusal("sheet_kind"),
        Refusal("sheet_broken"),
        Refusal("sheet_locked"),
        Refusal("sheet_empty"),
        Refusal("sheet_too_large", {"megabytes": limits.MOST_UNPACKED // limits.MEGABYTE}),
        Refusal("sheet_many_rows", {"most": limits.MOST_ROWS}),
    )
    return next(one for one in known if one.name == name)
