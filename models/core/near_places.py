"""What a text may mean that names no place for certain: to be asked, never taken."""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cached_property
from itertools import product

from models.core import place_words
from models.core.place_index import TOWNSHIP, PlaceIndex
from models.core.readings import pinyin, sound_alike
from models.core.region_names import core, forms_above, place_key, sort_of, without_office

# A village's bare name may be any word in a longer text than this around it.
AROUND_MOST = 4
LONGEST_NEAR = 40
_LATIN = re.compile("[a-z]+")
_LATIN_ENDING = re.compile("(?:cun|tun|village|shequ|zhen|xiang|town|township|county|xian)+$")
_PINYIN_WAYS = 2


class NearPlaces:
    """Searches an index for what is near a text."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index

    @cached_property
    def _above_forms(self) -> list[tuple[str, str]]:
        """Counties and townships, each by the keys of its names."""
        return [
            (code, form)
            for form, codes in self._index.above.items()
            for code in codes
            if len(code) >= TOWNSHIP - 3
        ]

    @cached_property
    def _latin(self) -> dict[str, list[str]]:
        """Villages, and the regions above them, by their cores in pinyin."""
        found: dict[str, list[str]] = {}
        above = ((c, min(forms_above(form), key=len)) for c, form in self._above_forms)
        for code, form in {*((c, core(f)) for c, f in self._index.forms), *above}:
            for ways in product(*(pinyin(c)[:_PINYIN_WAYS] for c in form[:6])):
                found.setdefault("".join(ways), []).append(code)
        return found

    def similar(self, text: str, known: Set[str]) -> list[str]:
        """The codes of places that a text may mean, the likeliest sort of them alone.

        First what it names but not for certain, then names that sound alike, names that hold it,
        names among its words, and those with one character else.
        """
        key = list(place_words.peel(place_key(text)))[-1:]
        if not key or len(key[0]) > LONGEST_NEAR:
            return []
        ways = list(self._index.inward(key[0]))
        ways = [way for way in ways if any(code.startswith(way[0]) for code in known)]
        deepest = max((len(area) for area, _ in ways), default=0)
        ways = [way for way in ways if len(way[0]) == deepest]
        if all(place_words.address_after(rest) == "" for _, rest in ways):
            return []
        reading = self._index.read(text, known)
        stages: tuple[Callable[[], Iterable[str]], ...] = (
            lambda: (*reading.codes, *reading.loose, *self._embedded(ways, _is_whole_in)),
            lambda: self._latin_names(key[0]),
            lambda: self._close(ways, sound_alike),
            lambda: self._parts(ways),
            lambda: self._embedded(ways, _is_core_in),
            lambda: self._close(ways, _one_else),
            lambda: (area for area, _ in ways),
        )
        for stage in stages:
            if found := sorted({code for code in stage() if code in known}):
                return found
        return []

    def parts(self, text: str, known: Set[str]) -> list[str]:
        """The codes of the villages whose names hold the text, perhaps after their regions'."""
        ways = list(self._index.inward(place_key(text)))
        return sorted({code for code in self._parts(ways) if code in known})

    def _embedded(
        self, ways: list[tuple[str, str]], stands_in: Callable[[str, str], bool]
    ) -> list[str]:
        """Names that stand in the text among other words; the longest of those within another."""
        forms = _grouped((*self._index.forms, *self._above_forms))
        inside = {form for form in forms if any(stands_in(form, rest) for _, rest in ways)}
        longest = (f for f in inside if not any(f != other and f in other for other in inside))
        return [code for form in longest for code in forms[form]]

    def _parts(self, ways: list[tuple[str, str]]) -> Iterator[str]:
        """Villages whose names hold the text."""
        for area, rest in ways:
            for wanted in (rest, core(rest)):
                if len(wanted) > 1 or (not area and sort_of(wanted)):
                    yield from (
                        c for c, f in self._index.forms if c.startswith(area) and wanted in f
                    )

    def _latin_names(self, key: str) -> list[str]:
        if not _LATIN.fullmatch(key):
            return []
        return self._latin.get(key) or self._latin.get(_LATIN_ENDING.sub("", key), [])

    def _close(
        self, ways: list[tuple[str, str]], alike: Callable[[str, str], bool]
    ) -> Iterator[str]:
        """Villages and regions whose cores are alike to the innermost that the text leaves."""
        for area, rest in ways:
            for head in _heads(rest):
                bare = core(head)
                yield from (
                    code
                    for code, form in self._index.forms
                    if code.startswith(area) and len(bare) > 1 and alike(bare, core(form))
                )
            yield from (
                code
                for code, form in self._above_forms
                if code.startswith(area) and len(rest) > 1 and alike(rest, form)
            )


def _is_whole_in(form: str, rest: str) -> bool:
    return len(form) > 2 and bool(sort_of(form)) and form in rest


def _is_core_in(form: str, rest: str) -> bool:
    bare = core(form)
    return len(bare) > 1 and bare in rest and len(rest) <= len(bare) + AROUND_MOST


def _heads(rest: str) -> Iterator[str]:
    """The beginnings of a text that an address may stand after, without their offices."""
    for end in range(len(rest), 1, -1):
        if place_words.address_after(rest[end:]) is not None:
            yield from without_office(rest[:end])


def _one_else(one: str, other: str) -> bool:
    """Whether one character is another, missing or too many in a name of three or more."""
    if max(len(one), len(other)) < 3:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _grouped(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for code, form in named:
        groups.setdefault(form, []).append(code)
    return groups
