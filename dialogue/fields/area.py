"""Areas: a whole county, a township or a village."""

from dataclasses import dataclass, replace
from typing import Any

from dialogue.core.form import Answered, FormContext, InProgress, Option
from dialogue.core.i18n import N_
from dialogue.fields.place import NEAR, Village
from dialogue.parsing import words
from models.core import gazetteer
from models.core.gazetteer import COUNTY, VILLAGE
from models.core.plain_text import plain
from models.core.refusal import Refusal

# A region's own code opens it. With this before it, it is the answer: a second tap on the button
# that opened a county must not be the whole of it.
ALL = "all"


@dataclass(frozen=True)
class Area(Village):
    """An area by buttons or by a part of its name; the value is its code of 6, 9 or 12 digits.

    `scene.regions` holds the counties one may choose in; a lone one is open from the start.
    """

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """The whole of where one is, then what lies in it; or what was found."""
        options = super().options(partial, scene)
        if partial and "found" in partial:
            return [self._whole(option, scene) for option in options]
        inside = self._inside(partial, scene)
        whole = [self._whole(Option(inside, scene.regions.name(inside)), scene)] if inside else []
        return [*whole, *options]

    def _whole(self, option: Option, scene: FormContext) -> Option:
        if len(option.code) == VILLAGE:
            return option
        label = scene.speech(N_("The whole of {name}"), name=option.label).unescape()
        return Option(ALL + option.code, label)

    def _offered(self, typed: str, partial: Any, options: list[Option]) -> Option | None:
        """A number is its tap; a region's own name is the whole of it."""
        option = super()._offered(typed, partial, options)
        if option is None or typed[:1].isdecimal() or option.code.startswith(ALL):
            return option
        return replace(option, code=ALL + option.code)

    def _chosen(self, code: str, scene: FormContext) -> Answered | InProgress:
        if code.startswith(ALL):
            return Answered(code.removeprefix(ALL))
        return super()._chosen(code, scene)

    def _named(self, code: str, scene: FormContext) -> Answered | InProgress:
        return Answered(code)

    def _found(self, typed: str, partial: Any, scene: FormContext) -> list[gazetteer.Area]:
        if words.means(typed, words.WHOLE_COUNTY):
            county = self._inside(partial, scene)[:COUNTY]
            return [area for area in scene.regions.below() if area.code == county]
        return super()._found(typed, partial, scene)

    def _similar(self, typed: str, scene: FormContext) -> list[gazetteer.Area]:
        """Townships by a part of their name too."""
        townships = _townships(typed, scene.regions)
        near = super()._similar(typed, scene)
        return [*near, *(one for one in townships if one not in near)]

    def _many(self, count: int) -> Refusal:
        return Refusal("area_many", {"count": count})

    def _unknown(self) -> Refusal:
        return Refusal("area_unknown")

    def hint(self, partial: Any) -> str:
        if partial and "near" in partial:
            return NEAR
        if partial and "found" in partial:
            return N_("More than one has that name. Which do you mean?")
        return N_("Tap, or type the name of a township or village.")


def _townships(typed: str, regions: gazetteer.Gazetteer) -> list[gazetteer.Area]:
    """Those whose name holds the text."""
    wanted = "".join(plain(typed).split())
    townships = [t for county in regions.below() for t in regions.below(county.code)]
    return [t for t in townships if len(wanted) > 1 and wanted in t.name]
