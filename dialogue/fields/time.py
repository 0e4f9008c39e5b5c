"""Times of day."""

from dataclasses import dataclass

from dialogue.core.form import FormContext, Option
from dialogue.fields.offering import Unsure
from dialogue.fields.preset import PresetField
from dialogue.parsing.remarks import is_question
from dialogue.parsing.time_of_day import time_of_day, time_within
from models.core.refusal import Refusal


@dataclass(frozen=True)
class Time(PresetField):
    """A time of day, with some usual ones to tap; the value is text: 09:00.

    Of two usual ones, a typed 2 is the second and a typed 9 is nine o'clock.
    """

    near: tuple[str, ...] = ()

    def presets(self, scene: FormContext) -> list[Option]:
        """The usual times; a button's code has no colon."""
        return [Option(at.replace(":", ""), self.show(at, scene)) for at in self.near]

    def picked(self, code: str) -> str:
        """0900 is 09:00."""
        return f"{code[:2]}:{code[2:]}"

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Refusal:
        """The time; that within a sentence is asked about."""
        at = time_of_day(typed)
        if not isinstance(at, Refusal):
            return f"{at:%H:%M}"
        within = time_within(typed) if at.name == "time_unread" and not is_question(typed) else None
        return Unsure([f"{within:%H:%M}"]) if within else at
