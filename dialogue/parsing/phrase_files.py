"""The phrases of dialogue/locales/<language>/phrases.toml, as they are looked up."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod

from dialogue.core.i18n import LOCALES
from dialogue.parsing.korean_endings import as_written
from models.core.plain_text import plain
from models.core.vocabulary import Language

ANSWERS, REQUESTS = "answers", "requests"
ALTERNATIVES = re.compile(r"\(([^()]*)\)")
# How a Korean verb ends says how polite one is, and nothing else.
KOREAN_ENDING = re.compile("(?:습니다|슴니다|슴다|습네다|소|어요|아요|네요|지요|요|수다)$")
# A phrase with more alternatives than this is kept as a pattern.
SPELLED_OUT_MOST = 200
STEM_LEAST = 2


def key(text: str) -> str:
    """Small letters and signs without punctuation, spaces and the colour of a thumb."""
    kept = (c for c in as_written(plain(text).casefold()) if unicodedata.category(c)[0] not in "PZ")
    return "".join(
        c for c in kept if unicodedata.category(c) not in ("Mn", "Me", "Sk") and c != "~"
    )


@dataclass(frozen=True)
class Phrases:
    """The phrases of one table: by their keys, and those with many alternatives as patterns."""

    whole: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]

    def meant_by(self, said: str) -> frozenset[str]:
        """The intents of a whole text, given by its key."""
        found = self.whole.get(said, frozenset())
        return found | {name for name, one in self.patterns.items() if one.fullmatch(said)}


@cache
def load(table: str) -> Phrases:
    """The phrases of a table in all languages: people mix them."""
    whole: dict[str, frozenset[str]] = {}
    templates: dict[str, list[str]] = {}
    for intent, phrase in listed(table):
        parts = _parts(phrase)
        if prod(map(len, parts)) > SPELLED_OUT_MOST:
            templates.setdefault(intent, []).append(_pattern(parts))
            continue
        for said in map("".join, product(*parts)):
            for form in {said, stem(said)}:
                whole[form] = whole.get(form, frozenset()) | {intent}
    patterns = {intent: re.compile("|".join(found)) for intent, found in templates.items()}
    return Phrases(whole, patterns)


def listed(table: str) -> list[tuple[str, str]]:
    """Every intent of a table with every phrase, as written in the files."""
    return [
        (intent, phrase)
        for language in Language
        for intent, phrases in read_file(language)[table].items()
        for phrase in phrases
    ]


@cache
def read_file(language: Language) -> dict[str, dict[str, list[str]]]:
    """The phrases of one language as they are written."""
    with (LOCALES / language / "phrases.toml").open("rb") as file:
        return tomllib.load(file)


def stem(said: str, ending: re.Pattern[str] = KOREAN_ENDING) -> str:
    """A Korean sentence without its polite ending; anything else, and a lone word, as it is."""
    left = ending.sub("", said)
    return left if len(left) >= STEM_LEAST else said


def _parts(phrase: str) -> list[list[str]]:
    """The keys of its parts, each with its alternatives."""
    return [
        [key(one) for one in (part.split("|") if place % 2 else [part])]
        for place, part in enumerate(ALTERNATIVES.split(phrase))
    ]


def _pattern(parts: list[list[str]]) -> str:
    return "".join(f"(?:{'|'.join(map(re.escape, part))})" for part in parts)


@cache
def around() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of what politeness puts before and behind a request."""
    files = [read_file(language)["around"] for language in Language]
    before, after = (
        {key(one) for file in files for one in file[side]} for side in ("before", "after")
    )
    return tuple(sorted(before)), tuple(sorted(after))


@cache
def fillers() -> re.Pattern[str]:
    """Any number of the words that change nothing in a request."""
    words = {key(one) for language in Language for one in read_file(language)["around"]["fillers"]}
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})*")
