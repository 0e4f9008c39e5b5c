"""The code lists of the programme's own lists: codes.toml, in our words."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from models.core.plain_text import letters

FILE = Path(__file__).parent / "codes.toml"
BLANK = "blank"


def code_key(text: str) -> str:
    """Without spaces and signs: 乡（镇）外县内 is 乡镇外县内."""
    return letters(text).replace(" ", "")


@cache
def _read() -> tuple[dict[str, dict[str, Any]], frozenset[str]]:
    with FILE.open("rb") as file:
        given = tomllib.load(file)
    blank = frozenset(word.casefold() for word in given.pop(BLANK)["words"])
    return {fact: {code_key(k): v for k, v in of.items()} for fact, of in given.items()}, blank


def is_blank(text: str) -> bool:
    """Whether a cell says that there is nothing: 无, /, —."""
    return not text or text.casefold() in _read()[1]


def find_code(fact: str, text: str) -> Any | None:
    """What a code of the lists is in our words; None where it is in none."""
    return _read()[0].get(fact, {}).get(code_key(text))
