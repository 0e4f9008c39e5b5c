"""What is typed, with some usual answers to tap."""

from typing import Any

from dialogue.core.form import Answered, FormContext, Heard
from dialogue.core.user_input import Tapped, Typed, UserInput
from dialogue.fields.matching import match_option
from dialogue.fields.offering import get_offered
from dialogue.fields.text import TypedField


class PresetField(TypedField):
    """A kind whose options are whole answers. A typed number that counts one of them picks it."""

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """A usual answer tapped or picked by its number; or what was typed."""
        if get_offered(partial) is not None:
            return super().read(said, partial, scene)
        if isinstance(said, Tapped):
            return Answered(self.picked(said.option))
        if isinstance(said, Typed) and (option := match_option(said.text, self.presets(scene))):
            return Answered(self.picked(option.code))
        return super().read(said, partial, scene)

    def picked(self, code: str) -> Any:
        """The value of an option's code."""
        return code
