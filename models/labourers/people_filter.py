"""Which people the office wants to see: a filter as a value, and as parameters of an address."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from models.core.refusal import Refusal
from models.core.vocabulary import Wish, WorkStatus
from models.labourers.ledger_checks.finding import FindingKind

Given = Mapping[str, str | Sequence[str]]
YES, NO = "yes", "no"
WORDS_MOST, CODE_MOST, SEVERAL_MOST = 100, 12, 20
DAYS_MOST, NUMBER_MOST = 3650, 2**53


@dataclass(frozen=True)
class PeopleFilter:
    """All that is given holds together; of several codes any one does. Empty asks for nothing.

    `words` is part of a name, a phone or its end, an ID number or its end, a place, or several of
    these. `area` is the beginning of a village's code. `silent_days` is for how long nobody has
    told the present work. `has_account` is whether the person writes from a phone of their own,
    `placed` whether a placement is going on. `check` is an open finding of that kind.
    """

    words: str = ""
    area: str = ""
    status: frozenset[WorkStatus] = frozenset()
    poor: bool | None = None
    wishes: frozenset[Wish] = frozenset()
    skills: frozenset[str] = frozenset()
    courses: frozenset[str] = frozenset()
    wants_work: bool | None = None
    silent_days: int | None = None
    has_account: bool | None = None
    placed: bool | None = None
    household: int | None = None
    check: FindingKind | None = None

    def as_parameters(self) -> dict[str, list[str]]:
        """What `parse_people_filter` reads again; what is not asked for is left out."""
        every = {one.name: _as_words(getattr(self, one.name)) for one in fields(self)}
        return {name: words for name, words in every.items() if words}

    @property
    def is_everybody(self) -> bool:
        """Whether nothing is asked for."""
        return self == PeopleFilter()


def _as_words(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        return [YES if value else NO]
    return sorted(map(str, value)) if isinstance(value, frozenset) else [str(value)]


def parse_people_filter(given: Given) -> PeopleFilter | Refusal:
    """The filter of an address; a parameter of another name is somebody else's.

    One that does not fit is refused: left out, it would widen what is then done with all of them.
    Refusal: filter_wrong {field}.
    """
    read: dict[str, Any] = {}
    for name, read_one in _READ.items():
        told = given.get(name, ())
        words = [one.strip() for one in ([told] if isinstance(told, str) else told) if one.strip()]
        if not words:
            continue
        try:
            read[name] = read_one(words)
        except (ValueError, KeyError):
            return Refusal("filter_wrong", {"field": name})
    return PeopleFilter(**read)


def _only(words: Sequence[str]) -> str:
    (word,) = words
    return word


def _text(words: Sequence[str]) -> str:
    if len(text := _only(words)) > WORDS_MOST:
        raise ValueError
    return text


def _area(words: Sequence[str]) -> str:
    code = _only(words)
    # No code begins with 0, and the range of one that does would be another's.
    if not (code.isascii() and code.isdecimal() and len(code) <= CODE_MOST and code[0] != "0"):
        raise ValueError
    return code


def _said(words: Sequence[str]) -> bool:
    return {YES: True, NO: False}[_only(words)]


def _number(most: int) -> Callable[[Sequence[str]], int]:
    def read(words: Sequence[str]) -> int:
        word = _only(words)
        if not (word.isascii() and word.isdecimal()) or not 0 < int(word[:17]) <= most:
            raise ValueError
        return int(word)

    return read


def _codes(known: type[StrEnum]) -> Callable[[Sequence[str]], frozenset[Any]]:
    return lambda words: frozenset(known(one) for one in words)


def _own_words(words: Iterable[str]) -> frozenset[str]:
    """A code of the programme, or what people said in their own words."""
    found = frozenset(words)
    if len(found) > SEVERAL_MOST or any(len(one) > WORDS_MOST for one in found):
        raise ValueError
    return found


_READ: Mapping[str, Callable[[Sequence[str]], Any]] = {
    "words": _text,
    "area": _area,
    "status": _codes(WorkStatus),
    "poor": _said,
    "wishes": _codes(Wish),
    "skills": _own_words,
    "courses": _own_words,
    "wants_work": _said,
    "silent_days": _number(DAYS_MOST),
    "has_account": _said,
    "placed": _said,
    "household": _number(NUMBER_MOST),
    "check": lambda words: FindingKind(_only(words)),
}
