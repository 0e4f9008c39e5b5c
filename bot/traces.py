"""Traces without what people gave: an error's own words quote the value that it did not like."""

import re
import traceback
from typing import Any, TextIO

# What stands in quotes, and long numbers. Where it happened is in the frames.
VALUE = re.compile(r"'[^']*'|\"[^\"]*\"|\d{4,}")
THEN = "\nThis came of it:\n"


def bare(exc_info: Any) -> str:
    """A trace with its causes, oldest first; values in the errors' words are left out."""
    error: BaseException | None = exc_info[1]
    told: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        told.append(_one(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return THEN.join(reversed(told))


def to_console(out: TextIO, exc_info: Any) -> None:
    """The same below a line of the console."""
    out.write("\n" + bare(exc_info))


def _one(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    words = VALUE.sub("…", str(error))
    return f"Traceback (most recent call last):\n{frames}{type(error).__qualname__}: {words}"
