"""Reads a file from its input and writes its sheets as lines of JSON: a name, or a numbered row.

The last line is "." or "!" and why it is refused.
"""

import json
import resource
import sys

from models.labourers.imports.reading import limits
from models.labourers.imports.reading.books import find_sheets
from models.labourers.imports.reading.faulty import Faulty


def bound() -> None:
    """Take no more than is allowed; no file is written, no other process begun."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MOST_MEMORY, limits.MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> str:
    """Write all sheets; gives the last line."""
    content = sys.stdin.buffer.read(limits.MOST_BYTES + 1)
    if len(content) > limits.MOST_BYTES:
        return "!sheet_too_large"
    out, rows = sys.stdout.buffer, 0
    try:
        for sheet in find_sheets(content):
            _write(out, sheet.name)
            for row in sheet.rows:
                _write(out, row)
                rows += 1
    except Faulty as why:
        return f"!{why.args[0]}"
    except MemoryError:
        return "!sheet_too_large"
    except Exception:  # a reader may stumble in any way over what is broken
        return "!sheet_broken"
    return "." if rows else "!sheet_empty"


def _write(out: object, value: object) -> None:
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    out.write(line.encode("utf-8", "replace") + b"\n")  # type: ignore[attr-defined]


if __name__ == "__main__":
    bound()
    ends = main()
    sys.stdout.buffer.write(ends.encode() + b"\n")
    sys.stdout.buffer.flush()
