"""Languages besides the one that is spoken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogue.core.form import FormContext
from dialogue.core.i18n import N_, OWN_NAMES
from dialogue.fields.choices import Choices


@dataclass(frozen=True)
class OtherLanguages(Choices):
    """Several of the bot's languages but the writer's, each by its own name."""

    labels: Mapping[Any, str] = field(default_factory=lambda: OWN_NAMES)
    none: str = N_("Only this one")

    def listed(self, scene: FormContext) -> Mapping[Any, str]:
        spoken = scene.speech.language
        return {code: name for code, name in self.labels.items() if code != spoken}
