"""Photos and documents."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, Heard, Skipped
from dialogue.core.i18n import N_
from dialogue.core.user_input import SentFile, SentPhoto, Typed, UserInput
from dialogue.fields.text import TypedField, has_no_photo
from models.core import media, plain_text
from models.core.refusal import Refusal

MB = 1024 * 1024
NAME_SHOWN = 40


@dataclass(frozen=True)
class File(TypedField):
    """A photo or a document of at most media.LARGEST bytes, of a sort that is kept.

    The value is {"file_id", "name", "size", "media"}, as the phone tells them; the last three may
    be None. Whether the content is what it says is found out once it is fetched.
    """

    no_means_skip: ClassVar[bool] = True

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """What was sent. Refusals: file_needed, file_too_big {most}, file_kind."""
        if isinstance(said, SentPhoto):
            said = SentFile(said.ref, None, said.size, "image/jpeg")
        if isinstance(said, Typed) and has_no_photo(said.text):
            return Skipped()
        if not isinstance(said, SentFile):
            return Refusal("file_needed")
        if (said.size or 0) > media.LARGEST:
            return Refusal("file_too_big", {"most": media.LARGEST // MB})
        if not media.may_be_kept(said.name, said.media):
            return Refusal("file_kind")
        return Answered(
            {"file_id": str(said.ref), "name": said.name, "size": said.size, "media": said.media}
        )

    def show(self, value: Any, scene: FormContext) -> str:
        """Its name; of a photo, which has none, that there is one."""
        name = plain_text.plain(value["name"] or "")
        return name[:NAME_SHOWN] or str(scene.speech(N_("a photo")))

    def own_hint(self) -> str:
        """Where to find it on a phone."""
        return N_("Tap the paper clip to take a photo, or to choose a photo or a file.")
