"""Cells of a list, as JSON has them: text, numbers, true and false, nothing, and two kinds of dict.

{"f": value} is a formula with what was last worked out for it, {"e": "#N/A"} an error. Days are ISO
text.
"""

import re
from typing import Any, TypeAlias

from models.core.plain_text import letters, plain

Cell: TypeAlias = str | int | float | bool | dict[str, Any] | None
FORMULA, ERROR = "f", "e"
# Spreadsheets keep 15 digits of a number: what has more has lost its last ones.
KEPT_DIGITS = 15
SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{2}", re.IGNORECASE)
# As most cells are: nothing of them is to be set right.
PLAIN = re.compile("[0-9A-Za-z\u4e00-\u9fff]+")
BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")


def value_of(cell: Cell) -> str | int | float | bool | None:
    """What stands in a cell; of a formula what was worked out, of an error nothing."""
    if isinstance(cell, dict):
        worked_out: str | int | float | bool | None = cell.get(FORMULA)
        return worked_out
    return cell


def text_of(cell: Cell) -> str:
    """What a cell says, on one line: 13843400001 of a number, 是 of true."""
    value = value_of(cell)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, str):
        return value if PLAIN.fullmatch(value) else plain(value)
    return str(value)


def is_formula(cell: Cell) -> bool:
    return isinstance(cell, dict) and FORMULA in cell


def is_error(cell: Cell) -> bool:
    return isinstance(cell, dict) and ERROR in cell


def has_lost_digits(cell: Cell) -> bool:
    """Whether a long number was kept as a number, so that its end is not what was typed."""
    value = value_of(cell)
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, str):
        return bool(SCIENTIFIC.fullmatch(value.strip()))
    return bool(abs(value) >= 10**KEPT_DIGITS)


def column_letter(column: int) -> str:
    """0 is A, 26 is AA."""
    letter = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letter = chr(ord("A") + rest) + letter
    return letter


def header_key(text: str) -> str:
    """By what two headers are one: 身份证号码* and 身份证 号码（18位）."""
    bare = BRACKETS.sub("", plain(text))
    return (letters(bare) or letters(text)).replace(" ", "")[:60]
