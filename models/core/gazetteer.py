"""Counties, townships and villages as a value: looked up without a database."""

import csv
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from models.core.mentioned_places import find_mentioned
from models.core.near_places import NearPlaces
from models.core.place_index import COUNTY, TOWNSHIP, VILLAGE, PlaceIndex
from models.core.region_names import korean_name, place_key, spoken_name
from models.core.vocabulary import Language

__all__ = [
    "COUNTY",
    "NAME_MOST",
    "TOWNSHIP",
    "VILLAGE",
    "Area",
    "Gazetteer",
    "has_province",
    "spoken_name",
]

# No village is called by more, with its county and township before it.
NAME_MOST = 60
OUTER = Path(__file__).parents[1] / "regions" / "prefectures.csv"
# Where places have names in Korean that people use: Yanbian, and Changbai.
KOREAN_AREAS = ("2224", "220623")


@dataclass(frozen=True)
class Area:
    """A region: a code of 6, 9 or 12 digits and the name people call it by."""

    code: str
    name: str


@cache
def _outer() -> dict[str, str]:
    """Provinces and prefectures, by codes of 2 and 4 digits."""
    with OUTER.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def has_province(code: str) -> bool:
    """Whether a region's code begins as one of China's provinces does."""
    return code[:2] in _outer()


class Gazetteer:
    """All regions known, by code. `names` maps code to spoken name, in order of code.

    A region that is retired is known by its name and offered no more.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        retired: Container[str] = (),
        *,
        whole: "Gazetteer | None" = None,
    ) -> None:
        self._names = dict(names)
        self._retired = retired
        self._whole = whole or self

    def __contains__(self, code: object) -> bool:
        return code in self._names

    def within(self, areas: Iterable[str]) -> "Gazetteer":
        """Only what lies in one of the areas (code prefixes), with the regions above it."""
        prefixes = tuple(areas)
        kept = {code for code in self._names if code.startswith(prefixes)}
        above = {code[:size] for code in kept for size in (COUNTY, TOWNSHIP)}
        names = {c: n for c, n in self._names.items() if c in above or c in kept}
        return Gazetteer(names, self._retired, whole=self._whole)

    def in_language(self, language: Language) -> "Gazetteer":
        """The same with the names that speakers of a language use: in Yanbian Korean ones."""
        return self._korean if language is Language.KO else self

    @cached_property
    def _korean(self) -> "Gazetteer":
        names = dict(self._names)
        said: dict[str, list[str]] = {}
        for code, name in self._names.items():
            if code.startswith(KOREAN_AREAS):
                names[code] = korean_name(name)
                said.setdefault(
                    code[: {VILLAGE: TOWNSHIP}.get(len(code), COUNTY)] + names[code], []
                ).append(code)
        for code in (code for codes in said.values() if len(codes) > 1 for code in codes):
            names[code] = f"{names[code]}({self._names[code]})"
        return Gazetteer(names, self._retired, whole=self._whole)

    @cached_property
    def _offered(self) -> set[str]:
        return {code for code in self._names if code not in self._retired}

    @cached_property
    def _below(self) -> dict[str, list[Area]]:
        """What lies directly below each region; the counties below nothing."""
        below: dict[str, list[Area]] = {}
        for code, name in self._names.items():
            above = {COUNTY: 0, TOWNSHIP: COUNTY, VILLAGE: TOWNSHIP}.get(len(code))
            if above is not None and code in self._offered:
                below.setdefault(code[:above], []).append(Area(code, name))
        return below

    @cached_property
    def _index(self) -> PlaceIndex:
        return PlaceIndex(self._names, _outer())

    @cached_property
    def _near(self) -> NearPlaces:
        return NearPlaces(self._index)

    def below(self, code: str = "") -> list[Area]:
        """The counties; or a county's townships; or a township's villages."""
        return list(self._below.get(code, ()))

    def name(self, code: str) -> str:
        """The region's own name; empty where it is not known."""
        return self._names.get(code, "")

    def full_name(self, code: str) -> str:
        """County, township and village, as in an address: 汪清县 大兴沟镇 和盛村."""
        parts = (
            self.name(code[:size]) for size in (COUNTY, TOWNSHIP, VILLAGE) if len(code) >= size
        )
        return " ".join(filter(None, parts))

    def named(self, text: str) -> list[Area]:
        """What a text names for certain, with all of its words: a village, or several of that name.

        A county or township of that name is found too. Around may stand what people say, before
        it the regions that it lies in, and after it a group or a house: 家住大兴沟镇和盛村三组.
        """
        if len(text) > NAME_MOST:
            return []
        reading = self._whole._index.read(text, self._offered)
        return self._areas(reading.codes) if reading.sure else []

    def similar(self, text: str) -> list[Area]:
        """What a text may mean, to be asked: a name among other words, misheard or mistyped."""
        if len(text) > NAME_MOST:
            return []
        return self._areas(self._whole._near.similar(text, self._offered))

    def find(self, text: str) -> list[Area]:
        """The villages, and the county or township, that a text names; else the villages whose name
        holds it. Those retired are found too: people live there.
        """
        if len(text) > NAME_MOST:
            return []
        reading = self._whole._index.read(text, self._names)
        named = self._areas(reading.codes)
        above = [area for area in named if len(area.code) < VILLAGE]
        if above[1:]:
            # The same name in two counties is not guessed.
            named = [area for area in named if area not in above]
        return named or self._areas(self._whole._near.parts(text, self._names.keys()))

    def is_in(self, code: str, words: str) -> bool:
        """Whether a village is one that the words name, or lies in such a region."""
        said = place_key(words)
        own = map(place_key, (self.full_name(code), self._whole.full_name(code)))
        return any(said in name for name in own) or any(
            code.startswith(area.code) for area in self.find(words)
        )

    def _areas(self, codes: Iterable[str]) -> list[Area]:
        """The villages first, each in order of code."""
        ordered = sorted(codes, key=lambda code: (-len(code), code))
        return [Area(code, self._names[code]) for code in ordered]

    def mentioned(self, text: str, area: str) -> str:
        """The township or village of an area that a place's name speaks of; else the area."""
        names = {code: self._whole._names[code] for code in self._offered}
        return find_mentioned(names, text, area)
