"""Whom a notice is for: situations and wishes, never sex, ethnic group or age."""

from dataclasses import dataclass
from typing import Any

from dialogue.core.form import FormContext, Heard
from dialogue.core.user_input import Typed, UserInput
from dialogue.fields.choices import Choices
from models.core.refusal import Refusal
from models.core.unlawful import is_about_sex_ethnicity_or_age


@dataclass(frozen=True)
class Criteria(Choices):
    """As several choices; what the law forbids to ask for is refused, and why."""

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """Picks, or the end of picking."""
        if isinstance(said, Typed) and is_about_sex_ethnicity_or_age(said.text):
            return Refusal("audience_unlawful")
        return super().read(said, partial, scene)
