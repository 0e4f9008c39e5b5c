"""Villages of the register, and places anywhere."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, Heard, InProgress, Option, Skipped
from dialogue.core.i18n import N_
from dialogue.core.reply import Share
from dialogue.core.user_input import SharedPlace, Tapped, Typed, UserInput
from dialogue.fields.matching import match_option, match_option_loosely
from dialogue.fields.offering import Unsure
from dialogue.fields.plain_words import Sort, may_be_named
from dialogue.fields.text import TypedField
from dialogue.parsing import words
from dialogue.parsing.remarks import find_remark, means_none, means_unknown
from dialogue.parsing.text import line
from models.core.gazetteer import COUNTY, TOWNSHIP, VILLAGE, Area
from models.core.refusal import Refusal

MOST_FOUND = 10
NEAR = N_("Do you mean this? Then tap it. If not, type the name once more, or go back.")


@dataclass(frozen=True)
class Village(TypedField):
    """A village, by county, township and village buttons or by a part of its name.

    The value is its code of 12 digits. A step within is {"in": code} or {"found": [codes]}, each
    with the step before; "near" says that what was found was not named for certain.
    """

    columns: ClassVar[int] = 2

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """The regions to choose from now; what was found, each with the regions above it."""
        if partial and "found" in partial:
            return [Option(code, scene.regions.full_name(code)) for code in partial["found"]]
        inside = self._inside(partial, scene)
        return [Option(area.code, area.name) for area in scene.regions.below(inside)]

    def _inside(self, partial: Any, scene: FormContext) -> str:
        """Where one is: the region whose parts are offered; empty above the counties."""
        return (partial or {}).get("in") or self._first(scene)

    def _first(self, scene: FormContext) -> str:
        """A lone county or township is no choice."""
        code = ""
        while len(below := scene.regions.below(code)) == 1 and len(below[0].code) < VILLAGE:
            code = below[0].code
        return code

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """A region tapped, picked by its number, or a part of a village's name."""
        if isinstance(said, Tapped):
            return self._chosen(said.option, scene)
        if not isinstance(said, Typed):
            return Refusal("words_only")
        typed = said.text.strip()
        if partial and "near" in partial and (answer := self._confirmed(typed, partial, scene)):
            return answer
        if option := self._offered(typed, partial, self.options(partial, scene)):
            return self._chosen(option.code, scene)
        return self._search(typed, partial, scene)

    def _confirmed(
        self, typed: str, partial: Any, scene: FormContext
    ) -> Answered | InProgress | Refusal | None:
        """Yes to the one place that was offered; no to all of them."""
        if words.means(typed, words.NO | words.NEITHER):
            return self._unknown()
        only = partial["found"] if words.means(typed, words.YES) else []
        return self._chosen(only[0], scene) if len(only) == 1 else None

    def _offered(self, typed: str, partial: Any, options: list[Option]) -> Option | None:
        """A township tells found villages apart; 三 is a part of many names, 3 is a number."""
        if partial and "found" in partial:
            return match_option_loosely(typed, options)
        if typed[:1].isdecimal():
            return match_option(typed, options)
        return next((option for option in options if option.label == typed), None)

    def _chosen(self, code: str, scene: FormContext) -> Answered | InProgress:
        """A village, or into a region; back leads out to the county, unless there is but one."""
        if len(code) == VILLAGE:
            return Answered(code)
        above = code[:COUNTY] if len(code) == TOWNSHIP else ""
        alone = self._first(scene).startswith(above)
        return InProgress({"in": code, "before": None if alone else {"in": above}})

    def _named(self, code: str, scene: FormContext) -> Answered | InProgress:
        """The one region that was typed; a county or a township opens."""
        return self._chosen(code, scene)

    def _search(
        self, typed: str, partial: Any, scene: FormContext
    ) -> Answered | InProgress | Refusal:
        """What is named for certain; what may be meant is offered, even if it is but one."""
        step = partial or {}
        found = self._found(typed, partial, scene)
        near = [] if found else self._similar(typed, scene)
        fit = self._within_step(found or near, step)
        if not fit:
            return self._unknown() if scene.regions.below() else Refusal("no_villages")
        if found and len(fit) == 1:
            return self._named(fit[0].code, scene)
        if len(fit) > MOST_FOUND:
            return self._many(len(fit))
        before = step.get("before") if "found" in step else partial
        offered: dict[str, Any] = {"found": [area.code for area in fit], "before": before}
        return InProgress(offered | ({"near": True} if near else {}))

    def _within_step(self, areas: list[Area], step: dict[str, Any]) -> list[Area]:
        """Those where one is; of what was found, those that lie in the region said now."""
        above = tuple(area.code for area in areas if len(area.code) < VILLAGE)
        told = [code for code in step.get("found", ()) if code.startswith(above)]
        if above and 0 < len(told) < len(step["found"]):
            areas = [Area(code, "") for code in told]
        return [a for a in areas if a.code.startswith(step.get("in", ""))] or areas

    def _found(self, typed: str, partial: Any, scene: FormContext) -> list[Area]:
        return scene.regions.named(typed)

    def _similar(self, typed: str, scene: FormContext) -> list[Area]:
        return scene.regions.similar(typed)

    def _many(self, count: int) -> Refusal:
        return Refusal("village_many", {"count": count})

    def _unknown(self) -> Refusal:
        return Refusal("village_unknown")

    def show(self, value: Any, scene: FormContext) -> str:
        """County, township and village."""
        return scene.regions.full_name(value)

    def hint(self, partial: Any) -> str:
        if partial and "near" in partial:
            return NEAR
        if partial and "found" in partial:
            return N_("More than one has that name. Which is yours?")
        return N_("Tap, or type the village's name.")


@dataclass(frozen=True)
class Place(TypedField):
    """A place anywhere, named or shown on the map.

    The value is {"name", "latitude", "longitude"}, the last two None for a place only named.
    """

    share: ClassVar[Share | None] = Share.LOCATION
    most: int = 60

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """A place shared, or a name."""
        if isinstance(said, SharedPlace):
            name = " ".join(said.name.split())[: self.most]
            return Answered({"name": name, "latitude": said.latitude, "longitude": said.longitude})
        return super().read(said, partial, scene)

    def value(self, typed: str, scene: FormContext) -> dict[str, Any] | Unsure | Skipped | Refusal:
        """The place by its name; what is like a remark is asked back."""
        name = line(typed, self.most)
        if isinstance(name, Refusal):
            return name
        if means_none(typed) or means_unknown(typed):
            return Skipped()
        place = {"name": name, "latitude": None, "longitude": None}
        if not find_remark(typed):
            return place
        asks = may_be_named(name, Sort.WORKPLACE, scene)
        return Unsure([place]) if asks else Refusal("no_answer")

    def show(self, value: Any, scene: FormContext) -> str:
        """Its name, or its place on the map."""
        if value["name"]:
            return str(value["name"])
        where = scene.speech(N_("on the map"))
        return f"{where} {value['latitude']:.4f}, {value['longitude']:.4f}"
