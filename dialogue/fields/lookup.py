"""What the store knows: an employer, people; offered the latest, found by a part of the name."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, Heard, InProgress, Option
from dialogue.core.i18n import N_
from dialogue.core.user_input import Tapped, Typed, UserInput
from dialogue.fields.matching import match_option, match_option_loosely
from dialogue.fields.names import shorten_list
from dialogue.fields.offering import get_offered
from dialogue.fields.text import Text, TypedField
from dialogue.parsing.names import names
from dialogue.parsing.text import line
from models.core.refusal import Refusal

NEW = "new"
MOST = 60


@dataclass(frozen=True)
class Lookup(TypedField):
    """One of `scene.found`; the value is {"id", "name"}, of a new one {"id": None, "name": ""}.

    What is typed and not offered is a step {"typed": text}: the conversation looks it up, and the
    same text is read again with what was found. `new` labels the button for what is not there yet.
    """

    new: str = ""
    columns: ClassVar[int] = 1
    searches: ClassVar[bool] = True

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """What was found or used last, and the way to a new one."""
        new = [Option(NEW, str(scene.speech(self.new)))] if self.new else []
        return [*scene.found, *new]

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """One that is offered, or a text to look up."""
        options = self.options(partial, scene)
        if isinstance(said, Tapped):
            return self._taken([option for option in options if option.code == said.option])
        if not isinstance(said, Typed):
            return Refusal("words_only")
        text = line(said.text, MOST)
        if isinstance(text, Refusal):
            return text
        if partial == {"typed": text}:
            return self._found(text, scene)
        option = match_option(said.text, options)
        return self._taken([option]) if option else InProgress({"typed": text})

    def _found(self, text: str, scene: FormContext) -> Answered | InProgress | Refusal:
        found = list(scene.found)
        one = found[0] if len(found) == 1 else match_option_loosely(text, found)
        if one is not None:
            return self._taken([one])
        return InProgress({"typed": text}) if found else Refusal("known_none")

    def _taken(self, options: list[Option]) -> Answered:
        return Answered(_value(options[0]))

    def show(self, value: Any, scene: FormContext) -> str:
        return str(value["name"] or scene.speech(self.new))

    def hint(self, partial: Any) -> str:
        found = isinstance(partial, dict)
        return N_("More than one fits. Which is it?") if found else N_("Tap, or type the name.")


@dataclass(frozen=True)
class PeopleLookup(Lookup):
    """One or several people; the value is a list. Several are typed, as in kinds.names.

    Of several the step is {"typed": names}, and what was found are those people in this order.
    """

    most: int = 50

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """As one; or several names, each to be looked up."""
        several = self._several(said, scene)
        if not isinstance(several, list):
            return several or super().read(said, partial, scene)
        step = {"typed": several}
        return self._taken(list(scene.found)) if partial == step else InProgress(step)

    def _several(self, said: UserInput, scene: FormContext) -> list[str] | Refusal | None:
        """The names, where more than one was typed."""
        if not isinstance(said, Typed):
            return None
        read = names(said.text, self.most, lambda word: bool(scene.regions.find(word)))
        if isinstance(read, Refusal):
            return read if read.name == "names_too_many" else None
        return read if len(read) > 1 else None

    def _taken(self, options: list[Option]) -> Answered:
        return Answered([_value(option) for option in options])

    def show(self, value: Any, scene: FormContext) -> str:
        """The names; of very many how many more."""
        listed = [super(PeopleLookup, self).show(one, scene) for one in value]
        return shorten_list(listed, scene)

    def hint(self, partial: Any) -> str:
        if isinstance(partial, dict):
            return super().hint(partial)
        return N_(
            "Tap, or type a name, a phone number or a village. Several names: commas between."
        )


@dataclass(frozen=True)
class Suggestions(Text):
    """A line of text, with what `scene.found` suggests to tap."""

    columns: ClassVar[int] = 1
    searches: ClassVar[bool] = True

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        return (
            list(scene.found) if get_offered(partial) is None else super().options(partial, scene)
        )

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """A suggestion tapped or picked by its number; or what was typed."""
        if get_offered(partial) is not None:
            return super().read(said, partial, scene)
        options = self.options(partial, scene)
        if isinstance(said, Tapped):
            return Answered(next(option.label for option in options if option.code == said.option))
        if isinstance(said, Typed) and (option := match_option(said.text, options)):
            return Answered(option.label)
        return super().read(said, partial, scene)


@dataclass(frozen=True)
class Purpose(Lookup):
    """What something is for: one of `scene.found`, whose codes are words; the value is its code."""

    def _taken(self, options: list[Option]) -> Answered:
        return Answered(options[0].code)

    def show(self, value: Any, scene: FormContext) -> str:
        return next((one.label for one in scene.found if one.code == value), "–")

    def hint(self, partial: Any) -> str:
        return N_("More than one fits. Which is it?") if isinstance(partial, dict) else ""


def _value(option: Option) -> dict[str, Any]:
    new = option.code == NEW
    return {"id": None if new else int(option.code), "name": "" if new else option.label}
