"""The corpus: what people say at each question and screen, and what each must come to."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.core.vocabulary import Language

HERE = Path(__file__).parent
AREAS = sorted(file.stem for file in HERE.glob("*.toml"))
WORDS = {"is", "holds", "between", "skips", "unknown", "taps", "leads", "speaks", "asks"}


@dataclass(frozen=True)
class Outcome:
    """What an input may come to: a word of WORDS, and what it is about."""

    word: str
    about: str = ""

    def __str__(self) -> str:
        return f"{self.word} {self.about}".strip()


@dataclass(frozen=True)
class Saying:
    """One line of the corpus: the best outcome stands first."""

    text: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Situation:
    """A question or screen, and what people of one language say there."""

    at: str
    language: Language
    sayings: tuple[Saying, ...]


@cache
def read_area(area: str) -> tuple[Situation, ...]:
    """The situations of one file, one for each language."""
    with (HERE / f"{area}.toml").open("rb") as file:
        told = tomllib.load(file)["situation"]
    return tuple(
        Situation(one["at"], language, tuple(map(_saying, one[language])))
        for one in told
        for language in Language
        if one.get(language)
    )


def _saying(line: list[str]) -> Saying:
    text, *outcomes = line
    return Saying(text, tuple(map(_outcome, outcomes)))


def _outcome(written: str) -> Outcome:
    word, _, about = written.partition(" ")
    return Outcome(word, about)
