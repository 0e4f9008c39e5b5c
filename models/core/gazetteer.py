"""Counties, townships and villages as a value: looked up without a database."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

COUNTY, TOWNSHIP, VILLAGE = 6, 9, 12
# No village is called by more, with its county and township before it; no place is described by
# more. What is longer is not looked for.
NAME_MOST, PLACE_MOST = 60, 200
_ENDINGS = ("村委会", "社区居民委员会", "居委会", "生活区", "社区", "村", "屯")
_ENDINGS_ABOVE = ("县", "街道", "镇", "乡")


@dataclass(frozen=True)
class Area:
    """A region: a code of 6, 9 or 12 digits and the name people call it by."""

    code: str
    name: str


def spoken_name(official: str) -> str:
    """The name as said aloud: 老村村委会 is 老村村, 新惠社区居民委员会 is 新惠社区."""
    name = official.replace("虚拟", "")
    for office in ("居民委员会", "居委会"):
        if name.endswith(f"社区{office}"):
            return name.removesuffix(office)
    return name.removesuffix("委会") if name.endswith("村委会") else name


def _core(name: str, endings: Iterable[str] = _ENDINGS) -> str:
    for ending in endings:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def _holds(name: str, wanted: str) -> bool:
    core = _core(wanted)
    return wanted in name or (len(core) > 1 and core in name)


def _typed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text[:PLACE_MOST]).split())


def _grouped(named: Iterable[tuple[str, Area]]) -> dict[str, list[Area]]:
    groups: dict[str, list[Area]] = {}
    for name, area in named:
        groups.setdefault(name, []).append(area)
    return groups


def _lying(named: Mapping[str, list[Area]], ways: Iterable[tuple[str, str]]) -> list[Area]:
    """Those of these names, each within its area, in order of code."""
    found = {a.code: a for area, way in ways for a in named.get(way, ()) if a.code.startswith(area)}
    return [found[code] for code in sorted(found)]


class Gazetteer:
    """All regions known, by code. `names` maps code to spoken name, in order of code."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)

    def __contains__(self, code: object) -> bool:
        return code in self._names

    def within(self, areas: Iterable[str]) -> "Gazetteer":
        """Only what lies in one of the areas (code prefixes), with the regions above it."""
        prefixes = tuple(areas)
        kept = {code for code in self._names if code.startswith(prefixes)}
        above = {code[:size] for code in kept for size in (COUNTY, TOWNSHIP)}
        return Gazetteer({c: n for c, n in self._names.items() if c in above or c in kept})

    @cached_property
    def _below(self) -> dict[str, list[Area]]:
        """What lies directly below each region; the counties below nothing."""
        below: dict[str, list[Area]] = {}
        for code, name in self._names.items():
            above = {COUNTY: 0, TOWNSHIP: COUNTY, VILLAGE: TOWNSHIP}.get(len(code))
            if above is not None:
                below.setdefault(code[:above], []).append(Area(code, name))
        return below

    @cached_property
    def _villages(self) -> list[Area]:
        return [Area(code, name) for code, name in self._names.items() if len(code) == VILLAGE]

    @cached_property
    def _by_name(self) -> dict[str, list[Area]]:
        return _grouped((village.name, village) for village in self._villages)

    @cached_property
    def _by_core(self) -> dict[str, list[Area]]:
        """The villages by their names but for the endings."""
        return _grouped((_core(village.name), village) for village in self._villages)

    @cached_property
    def _cores_above(self) -> dict[str, str]:
        """Counties and townships by code: the names but for their endings."""
        above = ((code, name) for code, name in self._names.items() if len(code) < VILLAGE)
        return {code: _core(name, _ENDINGS_ABOVE) for code, name in above}

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

    def find(self, text: str) -> list[Area]:
        """The villages of that very name; or the villages, and the county or township, of that name
        but for its 村 or 镇; or the villages whose name holds the text.

        A village's county, township or both may stand before its name: 大兴沟和盛.
        """
        if len(text) > NAME_MOST:
            return []
        wanted = _typed(text)
        ways = self._ways(wanted)
        if whole := _lying(self._by_name, ways):
            return whole
        core = _lying(self._by_core, [(area, _core(way)) for area, way in ways])
        if found := [*core, *self._above(wanted)]:
            return found
        return [
            v
            for v in self._villages
            if any(v.code.startswith(area) and _holds(v.name, way) for area, way in ways)
        ]

    def _ways(self, wanted: str) -> list[tuple[str, str]]:
        """What a village may be called, each with the area in which it may."""
        townships = (code for code in self._cores_above if len(code) == TOWNSHIP)
        bare = [(code, self._bare(code, wanted)) for code in townships]
        return [("", wanted), *(one for one in bare if one[1] != wanted)] if wanted else []

    def mentioned(self, text: str, area: str) -> str:
        """The township or village of an area that a place's name speaks of; else the area."""
        rest = _typed(text).replace(self.name(area[:COUNTY]) or "\0", "")
        townships = self._said(rest, area, TOWNSHIP)
        for words, code in townships:
            if villages := self._said(rest.replace(words, "", 1), code, VILLAGE):
                return villages[0][1]
        return (townships or self._said(rest, area, VILLAGE) or [("", area)])[0][1]

    def _said(self, text: str, area: str, size: int) -> list[tuple[str, str]]:
        """The regions of an area that a text names, each with the words for it, longest first."""
        found = []
        county = _core(self.name(area[:COUNTY]), _ENDINGS_ABOVE)
        for code, name in self._names.items():
            if len(code) == size and code.startswith(area[:size]):
                core = _core(name, (*_ENDINGS, *_ENDINGS_ABOVE))
                # 汪清食品厂 is somewhere in the county, not in the township of that name.
                ways = (name,) if core == county else (name, core)
                found += [(way, code) for way in ways if len(way) > 1 and way in text][:1]
        return sorted(found, key=lambda one: (-len(one[0]), one[1]))

    def _bare(self, township: str, wanted: str) -> str:
        """The text without a village's own county and township, if they lead to its name."""
        rest = wanted
        for size in (COUNTY, TOWNSHIP):
            name, core = self.name(township[:size]), self._cores_above.get(township[:size], "")
            rest = rest.removeprefix(name if rest.startswith(name) else core)
        return rest if len(rest) > 1 else wanted

    def _above(self, wanted: str) -> list[Area]:
        """The county or township of that name; for 汪清 the county, not the township in it."""
        core = [code for code, core in self._cores_above.items() if core == wanted]
        named = [code for code in self._cores_above if self._names[code] == wanted] or core
        first = [code for code in named[:1] if all(other.startswith(code) for other in named)]
        return [Area(code, self._names[code]) for code in first]
