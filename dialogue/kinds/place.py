"""Villages of the register, and places anywhere."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.form import Given, Option, Partial, Scene
from dialogue.kinds.choice import numbered
from dialogue.kinds.text import Written
from dialogue.message import Share
from dialogue.reading.text import line
from dialogue.said import Said, SharedPlace, Tapped, Typed
from dialogue.speech import N_
from models.gazetteer import VILLAGE, Area
from models.refusal import Refusal

MOST_FOUND = 10


@dataclass(frozen=True)
class Village(Written):
    """A village, by county, township and village buttons or by a part of its name.

    The value is its code of 12 digits. A step within is {"in": code} or {"found": [codes]}.
    """

    columns: ClassVar[int] = 2

    def options(self, partial: Any, scene: Scene) -> list[Option]:
        """The regions to choose from now; where villages were found, each with its township."""
        if partial and "found" in partial:
            return [Option(code, scene.regions.full_name(code)) for code in partial["found"]]
        inside = partial["in"] if partial else self._first(scene)
        return [Option(area.code, area.name) for area in scene.regions.below(inside)]

    def _first(self, scene: Scene) -> str:
        """A lone county or township is no choice."""
        code = ""
        while len(below := scene.regions.below(code)) == 1 and len(below[0].code) < VILLAGE:
            code = below[0].code
        return code

    def read(self, said: Said, partial: Any, scene: Scene) -> Given | Partial | Refusal:
        """A region tapped, picked by its number, or a part of a village's name."""
        if isinstance(said, Tapped):
            return self._chosen(said.option)
        if not isinstance(said, Typed):
            return Refusal("words_only")
        options = self.options(partial, scene)
        typed = said.text.strip()
        same = [o for o in options if o.label == typed]
        by_number = numbered(typed, options) if typed[:1].isdecimal() else None
        if option := same[0] if same else by_number:
            return self._chosen(option.code)
        return self._search(typed, partial, scene)

    def _chosen(self, code: str) -> Given | Partial:
        return Given(code) if len(code) == VILLAGE else Partial({"in": code})

    def _search(self, typed: str, partial: Any, scene: Scene) -> Given | Partial | Refusal:
        if not line(typed, 40) or isinstance(line(typed, 40), Refusal):
            return Refusal("village_unknown")
        found = scene.regions.find(typed)
        inside = partial.get("in", "") if partial else ""
        found = [a for a in found if a.code.startswith(inside)] or found
        return self._found(found) if found else self._township(typed, scene)

    def _found(self, found: list[Area]) -> Given | Partial | Refusal:
        if len(found) == 1:
            return Given(found[0].code)
        if len(found) > MOST_FOUND:
            return Refusal("village_many", {"count": len(found)})
        return Partial({"found": [area.code for area in found]})

    def _township(self, typed: str, scene: Scene) -> Partial | Refusal:
        areas = [
            a
            for county in scene.regions.below()
            for a in (county, *scene.regions.below(county.code))
        ]
        named = [a for a in areas if typed in (a.name, a.name[:-1])]
        return Partial({"in": named[0].code}) if len(named) == 1 else Refusal("village_unknown")

    def show(self, value: Any, scene: Scene) -> str:
        """County, township and village."""
        return scene.regions.full_name(value)

    def hint(self, partial: Any) -> str:
        """How to find it."""
        if partial and "found" in partial:
            return N_("More than one has that name. Which is yours?")
        return N_("Tap, or type the village's name.")


@dataclass(frozen=True)
class Place(Written):
    """A place anywhere, named or shown on the map.

    The value is {"name", "latitude", "longitude"}, the last two None for a place only named.
    """

    share: ClassVar[Share | None] = Share.LOCATION
    most: int = 60

    def read(self, said: Said, partial: Any, scene: Scene) -> Given | Partial | Refusal:
        """A place shared, or a name."""
        if isinstance(said, SharedPlace):
            return Given(
                {"name": said.name, "latitude": said.latitude, "longitude": said.longitude}
            )
        return super().read(said, partial, scene)

    def value(self, typed: str, scene: Scene) -> dict[str, Any] | Refusal:  # noqa: ARG002
        """The place by its name."""
        name = line(typed, self.most)
        if isinstance(name, Refusal):
            return name
        return {"name": name, "latitude": None, "longitude": None}

    def show(self, value: Any, scene: Scene) -> str:
        """Its name, or its place on the map."""
        if value["name"]:
            return str(value["name"])
        where = scene.speech(N_("on the map"))
        return f"{where} {value['latitude']:.4f}, {value['longitude']:.4f}"
