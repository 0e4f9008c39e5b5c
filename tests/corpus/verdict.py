"""What an input came to, and whether that is what it must come to."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from tests.corpus.corpus import Saying
from tests.corpus.desk import Change, Place, Tried
from tests.corpus.facts import (
    facts,
    is_asked_back,
    present_question,
    recorded_value,
    written_words,
)
from tests.corpus.outcomes import MEETS, is_offered

# Left out where it is told what became of an input.
NOT_TOLD = {"outbox"}


class Verdict(StrEnum):
    """As the table counts.

    OFFERED: asked back, with the right thing among few buttons.
    WORDS: kept in the person's own words, where the question takes them, and not as the choice
    that they mean. ASKED: asked back. LOST: neither recorded nor asked. WRONG: recorded otherwise.
    """

    RIGHT = auto()
    OFFERED = auto()
    WORDS = auto()
    ASKED = auto()
    LOST = auto()
    WRONG = auto()


@dataclass(frozen=True)
class Judged:
    verdict: Verdict
    became: str


async def judge(place: Place, saying: Saying) -> Judged:
    """Right if it comes to one of the outcomes; else whether anything was recorded, or lost."""
    text, outcomes = saying.text, saying.outcomes
    tried = await place.hears(text)
    became = await _became(place, tried)
    for outcome in outcomes:
        if await MEETS[outcome.word](place, tried, outcome.about):
            return Judged(Verdict.RIGHT, became)
    if facts(tried):
        words = outcomes[0].word == "is" and await _is_in_own_words(place, tried, text)
        return Judged(Verdict.WORDS if words else Verdict.WRONG, became)
    if await is_offered(place, tried, saying):
        return Judged(Verdict.OFFERED, became)
    stays = await is_asked_back(place, tried)
    return Judged(Verdict.ASKED if stays else Verdict.LOST, became)


async def _is_in_own_words(place: Place, tried: Tried, text: str) -> bool:
    before = await place.draft()
    question = present_question(before) if before else None
    if not getattr(question and question.kind, "other", False):
        return False
    recorded, value = await recorded_value(place, tried)
    told = value[-1:] if isinstance(value, list) else [value]
    return told == [text] if recorded else text in written_words(tried)


async def _became(place: Place, tried: Tried) -> str:
    """In a few words, for the table."""
    recorded, value = await recorded_value(place, tried)
    if recorded:
        return f"recorded {value!r}"
    if found := [_told(change) for change in facts(tried) if change.table not in NOT_TOLD]:
        return "; ".join(found)
    return f"said: {' '.join(tried.text.split())[:90]}"


def _told(change: Change) -> str:
    """A change without numbers of rows and moments."""
    if change.after is None:
        return f"{change.table} deleted"
    told = {c: change.after[c] for c in sorted(change.columns) if _is_telling(change.after.get(c))}
    new = "new " if change.before is None else ""
    return f"{new}{change.table} {told!r}"[:200]


def _is_telling(value: Any) -> bool:
    return value is not None and not isinstance(value, dt.datetime)
