"""What is typed, with some usual answers to tap."""

from typing import Any

from dialogue.core.form import Given, Partial, Scene
from dialogue.core.user_input import Said, Tapped, Typed
from dialogue.fields.choice import numbered
from dialogue.fields.text import Written
from models.core.refusal import Refusal


class Usual(Written):
    """A kind whose options are whole answers. A typed number that counts one of them picks it."""

    def read(self, said: Said, partial: Any, scene: Scene) -> Given | Partial | Refusal:
        """A usual answer tapped or picked by its number; or what was typed."""
        if isinstance(said, Tapped):
            return Given(self.picked(said.option))
        if isinstance(said, Typed) and (
            option := numbered(said.text, self.options(partial, scene))
        ):
            return Given(self.picked(option.code))
        return super().read(said, partial, scene)

    def picked(self, code: str) -> Any:
        """The value of an option's code."""
        return code
