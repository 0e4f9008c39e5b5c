"""Which township or village the name of a place, such as 大兴沟镇政府, speaks of."""

from collections.abc import Iterator, Mapping

from models.core.place_index import COUNTY, TOWNSHIP, VILLAGE
from models.core.region_names import core, forms_above, korean_name, place_key


def find_mentioned(names: Mapping[str, str], text: str, area: str) -> str:
    """The code of the township or village of an area that is spoken of; else the area."""
    county = names.get(area[:COUNTY], "")
    rest = place_key(text)
    for name in (county, korean_name(county)):
        rest = rest.replace(place_key(name) or "\0", "")
    townships = _said(names, rest, area, TOWNSHIP)
    for words, code in townships:
        if villages := _said(names, rest.replace(words, "", 1), code, VILLAGE):
            return villages[0][1]
    return (townships or _said(names, rest, area, VILLAGE) or [("", area)])[0][1]


def _said(names: Mapping[str, str], text: str, area: str, size: int) -> list[tuple[str, str]]:
    """The regions of an area that a text names, each with the words for it, longest first."""
    county = names.get(area[:COUNTY], "")
    found = []
    for code, name in names.items():
        if len(code) == size and code.startswith(area[:size]):
            ways = (*_ways(name, county), *_ways(korean_name(name), korean_name(county)))
            found += [(way, code) for way in ways if len(way) > 1 and way in text][:1]
    return sorted(found, key=lambda one: (-len(one[0]), one[1]))


def _ways(name: str, county: str) -> Iterator[str]:
    """A name and its core; 汪清食品厂 is in the county, not in the township of that name."""
    yield place_key(name)
    bare = core(place_key(name))
    bare = min((bare, *forms_above(name)), key=len)
    if bare not in forms_above(county):
        yield bare
