"""Photos."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, Heard, Skipped
from dialogue.core.i18n import N_
from dialogue.core.user_input import SentPhoto, Typed, UserInput
from dialogue.fields.lacking import has_no_photo
from dialogue.fields.text import TypedField
from models.core.refusal import Refusal


@dataclass(frozen=True)
class Photo(TypedField):
    """A photo; the value is the text of its MediaRef."""

    no_means_skip: ClassVar[bool] = True

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """The photo sent; everything else is refused."""
        if isinstance(said, Typed) and has_no_photo(said.text):
            return Skipped()
        return Answered(str(said.ref)) if isinstance(said, SentPhoto) else Refusal("photo_needed")

    def join(self, value: Any, said: UserInput) -> Answered | Refusal:
        """Beside what was given: there is room for one. Refusals: photo_needed, one_picture."""
        if value is not None:
            return Refusal("one_picture")
        return Answered(str(said.ref)) if isinstance(said, SentPhoto) else Refusal("photo_needed")

    def show(self, value: Any, scene: FormContext) -> str:
        return str(scene.speech(N_("a photo")))

    def own_hint(self) -> str:
        """Where to find it on a phone."""
        return N_("Tap the paper clip to take or choose a photo.")
