"""Several villages of one county."""

import re
from dataclasses import dataclass
from typing import Any

from dialogue.core.form import Answered, FormContext, Heard, InProgress, Option
from dialogue.core.i18n import N_
from dialogue.core.user_input import Tapped, Typed, UserInput
from dialogue.fields.choices import DONE
from dialogue.fields.names import shorten_list
from dialogue.fields.place import NEAR, Village
from dialogue.parsing import words
from models.core.gazetteer import COUNTY, TOWNSHIP, VILLAGE, Gazetteer
from models.core.refusal import Refusal

DONE_LABEL = N_("Done")
# Of the same village several times too, before each is looked up.
NAMES_MOST = 100
COMMAS = re.compile(r"[,，、;；\n]+")


@dataclass(frozen=True)
class Villages(Village):
    """1 to `most` villages of one county: tap each, then Done; or type their names with commas.

    The value is their codes, in order. A step within is that of Village with "picked", the codes
    so far; a list alone is what was picked, gone back to.
    """

    most: int = 20

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """What Village offers, those picked ticked, and Done once there are any."""
        step = _step(partial)
        offered = super().options(step, _narrowed(step, scene))
        ticked = [Option(one.code, one.label, one.code in step["picked"]) for one in offered]
        done = Option(DONE, str(scene.speech(DONE_LABEL)), picked=True, ends=True)
        return [*ticked, done] if step["picked"] else ticked

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """A tap picks or takes back; typed numbers and a list of names are the whole answer."""
        step = _step(partial)
        if isinstance(said, Tapped):
            return self._tapped(said.option, step, scene)
        if not isinstance(said, Typed):
            return Refusal("words_only")
        names = [name for name in COMMAS.split(said.text) if name.strip()]
        if len(names) > NAMES_MOST:
            return Refusal("villages_too_many", {"most": self.most})
        if len(names) > 1 and not words.pick(said.text):
            return self._listed(names, step, scene)
        ends = words.means(said.text, words.DONE) or said.text.strip() == scene.speech(DONE_LABEL)
        if step["picked"] and ends:
            return Answered(step["picked"])
        return self._typed(said, step, scene)

    def _tapped(
        self, code: str, step: dict[str, Any], scene: FormContext
    ) -> Answered | InProgress | Refusal:
        picked = step["picked"]
        if code == DONE:
            return Answered(picked)
        if len(code) < VILLAGE:
            return self._inward(super()._chosen(code, _narrowed(step, scene)), picked)
        left = [one for one in picked if one != code]
        return self._picking(left if code in picked else [*picked, code], code, scene)

    def _typed(self, said: Typed, step: dict[str, Any], scene: FormContext) -> Heard:
        options = self.options(step, scene)
        numbers = words.pick(said.text)
        fitting = numbers and all(1 <= number <= len(options) for number in numbers)
        chosen = [options[number - 1].code for number in numbers] if fitting else []
        villages = [code for code in chosen if len(code) == VILLAGE]
        if villages and "found" not in step:
            return self._whole([*step["picked"], *villages])
        if chosen:
            return self._tapped(chosen[0], step, scene)
        found = super().read(said, step, _narrowed(step, scene))
        if isinstance(found, Answered):
            return self._picking([*step["picked"], found.value], found.value, scene)
        return self._inward(found, step["picked"]) if isinstance(found, InProgress) else found

    def _listed(
        self, names: list[str], step: dict[str, Any], scene: FormContext
    ) -> Answered | InProgress | Refusal:
        """Each name one village. Refusals: villages_unknown, villages_many {place}."""
        codes, regions = list(step["picked"]), _narrowed(step, scene).regions
        for place, name in enumerate(names, start=1):
            found = regions.named(name)
            if len(found) != 1 or len(found[0].code) < VILLAGE:
                several = len(found or regions.similar(name)) > 1
                return Refusal("villages_many" if several else "villages_unknown", {"place": place})
            codes.append(found[0].code)
        return self._whole(codes)

    def _whole(self, codes: list[str]) -> Answered | Refusal:
        picked = sorted(set(codes))
        return self._refused(picked) or Answered(picked)

    def _picking(self, codes: list[str], last: str, scene: FormContext) -> InProgress | Refusal:
        """Where the last one lies, to pick its neighbours too."""
        picked = sorted(set(codes))
        if refusal := self._refused(picked):
            return refusal
        step: dict[str, Any] = {"picked": picked, "in": last[:TOWNSHIP], "before": None}
        only = self._first(_narrowed(step, scene))
        if not last.startswith(only) or len(only) < TOWNSHIP:
            step["before"] = {"picked": picked, "in": last[:COUNTY], "before": None}
        return InProgress(step)

    def _inward(
        self, to: Answered | InProgress | Refusal, picked: list[str]
    ) -> InProgress | Refusal:
        """A step of Village, with what was picked before it."""
        assert not isinstance(to, Answered)
        if isinstance(to, Refusal):
            return to
        before = to.value["before"] and {**to.value["before"], "picked": picked}
        return InProgress({**to.value, "picked": picked, "before": before})

    def _refused(self, picked: list[str]) -> Refusal | None:
        if len({code[:COUNTY] for code in picked}) > 1:
            return Refusal("villages_two_counties")
        too_many = len(picked) > self.most
        return Refusal("villages_too_many", {"most": self.most}) if too_many else None

    def show(self, value: Any, scene: FormContext) -> str:
        """Their names, by township."""
        return format_villages(value, scene)

    def hint(self, partial: Any) -> str:
        """How to pick several."""
        if partial and "near" in partial:
            return NEAR
        if partial and "found" in partial:
            return N_("More than one has that name. Which do you mean?")
        return N_("Tap each, then Done. Or type the names with a comma between.")


def format_villages(areas: list[str], scene: FormContext) -> str:
    """The villages by township: 大兴沟镇 和盛村, 兴盛社区; a wider area as it is called."""
    regions: Gazetteer = scene.regions
    said, last = [], ""
    for code in areas:
        above = code[:TOWNSHIP]
        lead = f"{regions.name(above)} " if len(code) == VILLAGE and above != last else ""
        said.append(lead + regions.name(code))
        last = above
    return shorten_list(said, scene)


def _step(partial: Any) -> dict[str, Any]:
    """A step as a mapping that says what was picked."""
    if isinstance(partial, list):
        return {"picked": partial, "in": partial[0][:COUNTY] if partial else ""}
    return {"picked": [], **(partial or {})}


def _narrowed(step: dict[str, Any], scene: FormContext) -> FormContext:
    """Once one is picked, only its county is offered."""
    if not step["picked"]:
        return scene
    county = step["picked"][0][:COUNTY]
    return FormContext(scene.speech, scene.today, scene.regions.within([county]), scene.found)
