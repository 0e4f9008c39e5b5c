"""Whether known phrases carry the whole of what was typed: what is left over decides.

我会开车和做饭 is 开车 and 做饭, since 我会 and 和 say nothing else; 我不会开车 is neither.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TypeAlias

from dialogue.parsing.korean_endings import as_written
from models.core.plain_text import plain
from models.core.sign_table import SignTable

LONGEST = 80
# Stands for a phrase in what is left of a text.
HIT = " "
TICKS = "√✓✔✅×✗✘❌"
Keys: TypeAlias = frozenset[str]
NOTHING: Keys = frozenset()
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})
IN_WORDS = re.compile(r"(?<=[a-z])'(?=[a-z])|(?<=[0-9])[.,](?=[0-9])")
# Between signs of Chinese and Korean a space tells nothing; between Latin words it does.
LOOSE = re.compile(r" (?![a-z0-9])|(?<![a-z0-9]) ")

SIGNS = SignTable(lambda c: c if unicodedata.category(c)[0] in "LNM" or c in TICKS else " ")


@cache
def written_skeleton(phrase: str) -> str:
    """The skeleton of a phrase of the data; people's own words are not kept so long."""
    return _skeleton(phrase)


@lru_cache(maxsize=256)
def skeleton(text: str) -> str:
    """The text in small letters, with no punctuation and no space that tells nothing."""
    return _skeleton(text)


def _skeleton(text: str) -> str:
    said = as_written(plain(text).casefold().translate(APOSTROPHES))
    signs = [*said.translate(SIGNS)]
    for kept in IN_WORDS.finditer(said):
        signs[kept.start()] = kept[0]
    return LOOSE.sub("", " ".join("".join(signs).split()))


@dataclass(frozen=True)
class Cover:
    """What covers a text: the phrases in it that mean something, and their keys, in order."""

    tokens: int = 0
    signs: int = 0
    hits: tuple[Keys, ...] = ()
    phrases: tuple[str, ...] = ()

    def after(self, phrase: str, keys: Keys) -> "Cover":
        """With one more phrase before it."""
        if not keys:
            return Cover(self.tokens + 1, self.signs, self.hits, self.phrases)
        hits, said = (keys, *self.hits), (phrase, *self.phrases)
        return Cover(self.tokens + 1, self.signs + len(phrase), hits, said)

    @property
    def worth(self) -> tuple[int, int]:
        """The most signs that mean something, then the longest phrases."""
        return self.signs, -self.tokens


@dataclass(frozen=True)
class Phrases:
    """Phrases with the keys that each may mean, and fillers, which mean nothing.

    A phrase that is a filler as well is a phrase.
    """

    meanings: Mapping[str, Keys]
    _by_sign: dict[str, list[tuple[str, Keys]]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for phrase, keys in self.meanings.items():
            if phrase:
                self._by_sign.setdefault(phrase[0], []).append((phrase, keys))

    def cover(self, text: str) -> Cover | None:
        """How the phrases cover the whole text; None where something is left over."""
        said = skeleton(text)
        if not said or len(said) > LONGEST:
            return None
        best: list[Cover | None] = [None] * len(said) + [Cover()]
        for at in range(len(said) - 1, -1, -1):
            best[at] = self._best_from(said, at, best)
        return best[0]

    def _best_from(self, said: str, at: int, best: list[Cover | None]) -> Cover | None:
        if said[at] == " ":
            return best[at + 1]
        ways = [
            rest.after(phrase, keys)
            for phrase, keys in self._at(said, at)
            if (rest := best[at + len(phrase)]) is not None
        ]
        return max(ways, key=lambda way: way.worth, default=None)

    def _at(self, said: str, at: int) -> Iterable[tuple[str, Keys]]:
        """The phrases that stand at this place as whole words."""
        for phrase, keys in self._by_sign.get(said[at], ()):
            end = at + len(phrase)
            if said.startswith(phrase, at) and not _splits(said, at) and not _splits(said, end):
                yield phrase, keys

    def within(self, text: str) -> "Within":
        """The longest phrases that stand anywhere in the text, in order, and what is left of it."""
        said, hits, left, at = skeleton(text)[: 4 * LONGEST], [], "", 0
        while at < len(said):
            there = [(len(p), keys) for p, keys in self._at(said, at) if keys]
            length, keys = max(there, key=lambda one: one[0], default=(1, NOTHING))
            hits += [keys] if keys else []
            left += HIT if length > 1 else said[at]
            at += length
        return Within(tuple(hits), left)


@dataclass(frozen=True)
class Within:
    """The keys of what phrases stand in a text, and its skeleton without the longer of these."""

    hits: tuple[Keys, ...]
    left: str


def _splits(said: str, at: int) -> bool:
    """Whether a cut here would go through a Latin word or a number."""
    if not 0 < at < len(said):
        return False
    before, after = said[at - 1], said[at]
    letters = before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
    digits = before.isdecimal() and after.isdecimal()
    return letters or digits


def phrases(meanings: Iterable[tuple[str, Iterable[str]]], fillers: Iterable[str]) -> Phrases:
    """From phrases as they are written, each with the keys of what it may mean."""
    table = {written_skeleton(filler): NOTHING for filler in fillers}
    for key, words in meanings:
        for word in words:
            bare = written_skeleton(word)
            table[bare] = table.get(bare, NOTHING) | {key}
    table.pop("", None)
    return Phrases(table)
