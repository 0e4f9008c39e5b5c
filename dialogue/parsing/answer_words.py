"""What people say for an answer, as data: dialogue/locales/*/answers.toml, all languages together.

Whoever reads Chinese types Korean too, so a phrase counts whatever language one speaks.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from dialogue.parsing.cover import written_skeleton

LOCALES = Path(__file__).parents[1] / "locales"
# Before a phrase that comes near an option, and is offered rather than taken.
NEAR = "~"
PICTURE = re.compile(r"^\W+")


@cache
def _tables() -> tuple[dict[str, dict[str, str]], ...]:
    files = sorted(LOCALES.glob("*/answers.toml"))
    return tuple(tomllib.loads(file.read_text(encoding="utf-8")) for file in files)


@cache
def answer_words(table: str, name: str) -> tuple[str, ...]:
    """The phrases under a name of a table, in all languages; none where it has no such name."""
    given = (tables.get(table, {}).get(name, "") for tables in _tables())
    return tuple(
        word for words in given for part in re.split(r"[|\n]", words) if (word := part.strip())
    )


@cache
def answer_set(table: str, name: str) -> frozenset[str]:
    """The skeletons of `answer_words`, to compare with those of whole texts."""
    return frozenset(map(written_skeleton, answer_words(table, name)))


def option_words(label: str) -> tuple[str, ...]:
    """What people say for the option of this label, a message id; its picture does not count."""
    return answer_words("options", without_picture(label))


def without_picture(label: str) -> str:
    return PICTURE.sub("", label)


@cache
def load_answer_words() -> None:
    """Read all phrases once, so that no turn waits for it: about a quarter of a second."""
    for label in list_worded_labels():
        for word in option_words(label):
            written_skeleton(word)


@cache
def list_worded_labels() -> frozenset[str]:
    """The labels that any language has phrases for."""
    return frozenset(label for tables in _tables() for label in tables.get("options", {}))
