"""Counties, townships and villages as a value: looked up without a database."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

COUNTY, TOWNSHIP, VILLAGE = 6, 9, 12
_ENDINGS = ("村委会", "社区居民委员会", "居委会", "生活区", "社区", "村", "屯", "镇", "乡", "街道")


@dataclass(frozen=True)
class Area:
    """A region: a code of 6, 9 or 12 digits and the name people call it by."""

    code: str
    name: str


def spoken_name(official: str) -> str:
    """The name as said aloud: 老村村委会 is 老村村, 新惠社区居民委员会 is 新惠社区."""
    name = official.replace("虚拟", "")
    if name.endswith("社区居民委员会"):
        return name.removesuffix("居民委员会")
    return name.removesuffix("委会") if name.endswith("村委会") else name


def _core(name: str) -> str:
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


class Gazetteer:
    """All regions known, by code. `names` maps code to spoken name, in order of code."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)

    def __contains__(self, code: object) -> bool:
        return code in self._names

    def within(self, areas: Iterable[str]) -> "Gazetteer":
        """Only what lies in one of the areas (code prefixes), with the regions above it."""
        prefixes = tuple(areas)
        kept = [code for code in self._names if code.startswith(prefixes)]
        above = {code[:size] for code in kept for size in (COUNTY, TOWNSHIP)}
        return Gazetteer({c: n for c, n in self._names.items() if c in above or c in set(kept)})

    def below(self, code: str = "") -> list[Area]:
        """The counties; or a county's townships; or a township's villages."""
        size = {0: COUNTY, COUNTY: TOWNSHIP, TOWNSHIP: VILLAGE}.get(len(code), 0)
        return [Area(c, n) for c, n in self._names.items() if len(c) == size and c.startswith(code)]

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
        """Villages whose name, with or without its township, holds the text; whole names win."""
        wanted = unicodedata.normalize("NFKC", text).replace(" ", "")
        villages = [(c, n) for c, n in self._names.items() if len(c) == VILLAGE]
        whole = [Area(c, n) for c, n in villages if wanted in (n, self._path(c))]
        bare = [Area(c, n) for c, n in villages if _core(n) == _core(wanted)]
        part = [Area(c, n) for c, n in villages if wanted and self._holds(c, n, wanted)]
        return whole or bare or part

    def _holds(self, code: str, name: str, wanted: str) -> bool:
        return (
            wanted in name
            or wanted in self._path(code)
            or (len(_core(wanted)) > 1 and _core(wanted) in name)
        )

    def _path(self, code: str) -> str:
        return self.full_name(code).replace(" ", "")
