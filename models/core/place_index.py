"""Villages, and the regions above them, by all that people call them."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.core import place_words
from models.core.region_names import (
    core,
    forms_above,
    korean_name,
    place_key,
    sort_of,
    village_forms,
    without_office,
)

COUNTY, TOWNSHIP, VILLAGE = 6, 9, 12
# How well a village is named: by its name, by its core, by a core whose ending is another sort.
_NAME, _CORE, _LOOSE = range(3)


@dataclass(frozen=True)
class PlaceReading:
    """The codes that a text names. `sure` if it says nothing else and asks nothing.

    `loose`: those of that name where the ending differs, such as a community for a village.
    """

    codes: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class _Hit:
    code: str
    rank: int
    rest: int
    sure: bool = True


class PlaceIndex:
    """All regions by code; `outer` holds provinces and prefectures, by 2 and 4 digits."""

    def __init__(self, names: Mapping[str, str], outer: Mapping[str, str]) -> None:
        self._names = names
        self._outer = outer

    @cached_property
    def forms(self) -> list[tuple[str, str]]:
        """The villages' codes, each with the keys of its names in Chinese and Korean."""
        return [
            (code, form)
            for code, name in self._names.items()
            if len(code) == VILLAGE
            for form in _forms_of(name)
        ]

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _grouped((form, code) for code, form in self.forms)

    @cached_property
    def _by_core(self) -> dict[str, list[str]]:
        return _grouped((core(form), code) for code, form in self.forms)

    @cached_property
    def above(self) -> dict[str, list[str]]:
        """The codes of all regions above villages, provinces too, by the keys of their names."""
        above = {code: name for code, name in self._names.items() if len(code) < VILLAGE}
        return _grouped(
            (form, code)
            for code, name in {**self._outer, **above}.items()
            for form in {*forms_above(name), *forms_above(korean_name(name))}
        )

    @cached_property
    def _longest_above(self) -> int:
        return max(map(len, self.above), default=0)

    def read(self, text: str, known: Container[str]) -> PlaceReading:
        """What a text names of the regions that are known, all of its words accounted for."""
        asks = place_words.is_question(text)
        for key in place_words.peel(place_key(text)):
            hits = _outermost([hit for hit in self._hits(key) if hit.code in known])
            if not hits:
                continue
            best = min((hit.rank, hit.rest) for hit in hits)
            chosen = [hit for hit in hits if (hit.rank, hit.rest) == best]
            codes = tuple(sorted({hit.code for hit in chosen}))
            if best[0] == _LOOSE:
                return PlaceReading((), codes, sure=False)
            return PlaceReading(codes, (), sure=not asks and all(hit.sure for hit in chosen))
        return PlaceReading(sure=False)

    def _hits(self, key: str) -> Iterator[_Hit]:
        for area, rest in self.inward(key):
            if not rest:
                yield _Hit(area, _CORE, 0)
            for end in range(len(rest), 1, -1):
                named = place_words.address_after(rest[end:])
                if named is not None:
                    yield from self._village_hits(rest[:end], area, len(rest) - end, named)

    def inward(self, key: str, area: str = "") -> Iterator[tuple[str, str]]:
        """The text without the regions above a village that it begins with, and the innermost."""
        yield area, key
        for end in range(2, min(len(key), self._longest_above) + 1):
            for code in self.above.get(key[:end], ()):
                if code.startswith(area) and code != area:
                    yield from self.inward(key[end:], code)

    def _village_hits(self, form: str, area: str, rest: int, named: str) -> Iterator[_Hit]:
        for written in without_office(form):
            for code in self._by_name.get(written, ()):
                if code.startswith(area):
                    yield from self._with_hamlet(_Hit(code, _NAME, rest), named)
            sort = sort_of(written)
            for code in {*self._by_core.get(written, ()), *self._by_core.get(core(written), ())}:
                if code.startswith(area):
                    own = sort_of(place_key(self._names[code]))
                    alike = not sort or not own or sort == own or written in self._by_core
                    rank = _CORE if alike else _LOOSE
                    yield from self._with_hamlet(
                        _Hit(code, rank, rest, bool(sort or not named)), named
                    )

    def _with_hamlet(self, hit: _Hit, named: str) -> Iterator[_Hit]:
        """A hamlet or street after it that has the name of another village near leaves it open."""
        others = [
            code
            for code in self._by_core.get(core(named), ())
            if code != hit.code and code[:6] == hit.code[:6]
        ]
        yield _Hit(hit.code, hit.rank, hit.rest, hit.sure and not others)
        for code in others:
            yield _Hit(code, hit.rank, hit.rest, sure=False)


def _forms_of(name: str) -> list[str]:
    """A village's name in Chinese, in Korean, and in both, as it is shown where two are alike."""
    korean = korean_name(name)
    both = place_key(korean) + place_key(name)
    return sorted({*village_forms(name), *village_forms(korean), both})


def _outermost(hits: list[_Hit]) -> list[_Hit]:
    """For 汪清 the county, not the township in it; and the village."""
    above = [hit.code for hit in hits if len(hit.code) < VILLAGE]
    return [
        hit
        for hit in hits
        if len(hit.code) == VILLAGE
        or not any(hit.code != code and hit.code.startswith(code) for code in above)
    ]


def _grouped(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for name, code in named:
        groups.setdefault(name, []).append(code)
    return groups
