"""The label of a button or an option, typed instead of tapped.

Whole, with or without its number and pictures; or a telling part of it, such as "let's begin" of
"Yes, let's begin". Never a word of it inside another sentence.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dialogue.parsing import phrases
from models.core.plain_text import letters

NUMBER = re.compile(r"\s*(\d+)[\s.、)]+")
PARTS = re.compile(r"[,，、;；:：·—()（）“”\"«»/。.!！?？▸◂‹›…\n]+| - ")
LEAST, LEAST_LATIN = 2, 3


@lru_cache(maxsize=4096)
def label_words(label: str) -> str:
    """The letters of a label without its number."""
    return letters(label[_after_number(label) :])


@lru_cache(maxsize=4096)
def label_intents(label: str) -> frozenset[str]:
    """What a label says by itself: "✅ Yes, still so" affirms, and says that nothing changed."""
    said = label[_after_number(label) :]
    bare = "".join(" " if unicodedata.category(c) == "So" else c for c in said)
    parts = phrases.read_parts(bare.rstrip("?？"))
    return frozenset().union(*parts) - phrases.BESIDE


def telling_parts(labels: Sequence[str]) -> list[frozenset[str]]:
    """The parts of each label that say enough, and that no other label has.

    A part that answers something by itself, such as "thank you", tells nothing: buttons say what
    they mean.
    """
    found = [_parts(label) for label in labels]
    wholes = Counter(map(label_words, labels))
    borne = Counter(part for parts in found for part in parts) + wholes
    return [frozenset(part for part in parts if borne[part] == 1) for parts in found]


@lru_cache(maxsize=4096)
def _parts(label: str) -> frozenset[str]:
    whole = label_words(label)
    parts = {letters(part): part for part in PARTS.split(label[_after_number(label) :])}
    return frozenset(
        said for said, part in parts.items() if said != whole and _says_enough(said, part)
    )


def _after_number(label: str) -> int:
    number = NUMBER.match(label)
    return number.end() if number else 0


def _says_enough(said: str, part: str) -> bool:
    if any(c.isdigit() for c in said) or phrases.answers(part):
        return False
    return len(said) >= (LEAST_LATIN if said.isascii() else LEAST)
