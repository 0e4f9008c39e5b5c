"""Several people by their names."""

from dataclasses import dataclass
from typing import Any

from dialogue.core.form import FormContext
from dialogue.core.i18n import N_
from dialogue.fields.text import TypedField
from dialogue.parsing import words
from dialogue.parsing.names import names
from models.core.refusal import Refusal

SHOWN = 600


@dataclass(frozen=True)
class Names(TypedField):
    """1 to `most` people typed at once: a list of names, or of a name, a space and its village."""

    most: int = 50

    def value(self, typed: str, scene: FormContext) -> list[str] | Refusal:
        """Each person once; a greeting or a button's word is nobody."""
        if words.means(typed, words.GREETING | words.DONE):
            return Refusal("answer_now")
        return names(
            typed, self.most, lambda word: len(word) > 1 and bool(scene.regions.find(word))
        )

    def show(self, value: Any, scene: FormContext) -> str:
        """One after the other; of very many how many more."""
        return shorten_list(list(value), scene)


def shorten_list(listed: list[str], scene: FormContext) -> str:
    """Names one after the other; of very many how many more."""
    shown = list(listed)
    while len(scene.speech.listed(shown)) > SHOWN:
        shown.pop()
    said, more = scene.speech.listed(shown), len(listed) - len(shown)
    if not more:
        return said
    return scene.speech(N_("{names} and {count} more"), names=said, count=more).unescape()
