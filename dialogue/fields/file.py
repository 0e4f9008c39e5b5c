"""Photos and documents."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, Heard, Option, Skipped
from dialogue.core.i18n import N_
from dialogue.core.user_input import SentFile, SentPhoto, Tapped, Typed, UserInput
from dialogue.fields.choices import DONE
from dialogue.fields.lacking import has_no_photo
from dialogue.fields.plain_words import Sort
from dialogue.fields.text import Paragraphs, TypedField
from dialogue.parsing import words
from models.core import media, plain_text
from models.core.refusal import Refusal

MB = 1024 * 1024
NAME_SHOWN = 40
HINT = N_("Tap the paper clip to take a photo, or to choose a photo or a file.")


@dataclass(frozen=True)
class Files(TypedField):
    """Photos and documents of at most media.LARGEST bytes each, of a sort that is kept.

    The value is a list of {"file_id", "name", "size", "media"}, as the phone tells them; the last
    three may be None. "caption" and "album" are there where the phone told them. Whether the
    content is what it says is found out once it is fetched. `words_to` is the key of the question
    that words said instead are for.
    """

    most: int = 10
    words_to: str = ""
    no_means_skip: ClassVar[bool] = True

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """What was sent, beside what is in hand. Refusals: as `read_file`, files_many {most}."""
        if isinstance(said, Typed) and has_no_photo(said.text):
            return Skipped()
        return self.join(partial, said)

    def join(self, value: Any, said: UserInput) -> Answered | Refusal:
        """One more; sent twice it is one."""
        file = read_file(said)
        if isinstance(file, Refusal):
            return file
        given = as_files(value)
        if any(one["file_id"] == file["file_id"] for one in given):
            return Answered(given)
        many = len(given) >= self.most
        return Refusal("files_many", {"most": self.most}) if many else Answered([*given, file])

    def show(self, value: Any, scene: FormContext) -> str:
        """Their names; of photos, which have none, how many there are."""
        given = as_files(value)
        names = [name for one in given if (name := _name(one))]
        photos = len(given) - len(names)
        if photos == 1:
            names.append(str(scene.speech(N_("a photo"))))
        elif photos:
            names.append(str(scene.speech(N_("{count} photos"), count=photos)))
        return ", ".join(names)

    def own_hint(self) -> str:
        """Where to find it on a phone."""
        return HINT


@dataclass(frozen=True)
class WordsAndFiles(Paragraphs):
    """A few sentences, or a file with or without a caption.

    The value is {"words", "files"}, as in Paragraphs and Files; {} once there is nothing to add.
    """

    most: int = 1000
    # Whoever it was told to reads it: there is nothing to ask back.
    sort: Sort = Sort.AS_WRITTEN
    # A "no" ends it, as `read` says: there is no question to skip.
    no_means_skip: ClassVar[bool] = False

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        return [Option(DONE, str(scene.speech(N_("Done"))))]

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """What was written or sent. Refusals: those of both."""
        if isinstance(said, Tapped):
            return Answered({})
        if isinstance(said, Typed):
            return self._of_words(said.text, scene)
        file = read_file(said)
        if isinstance(file, Refusal):
            return file
        caption = file.pop("caption", "")
        if len(caption) > self.most:
            return Refusal("text_too_long", {"most": self.most})
        told = {"words": caption} if caption else {}
        return Answered({**told, "files": [file]})

    def _of_words(self, typed: str, scene: FormContext) -> Answered | Refusal:
        """That there is no more ends it; what tells nothing is refused."""
        if words.means(typed, words.DONE):
            return Answered({})
        value = self.value(typed, scene)
        if isinstance(value, Skipped):
            return Answered({})
        return value if isinstance(value, Refusal) else Answered({"words": value})

    def show(self, value: Any, scene: FormContext) -> str:
        """The beginning of the words, and the files."""
        said = [super().show(value["words"], scene)] if value.get("words") else []
        files = [Files().show(value["files"], scene)] if value.get("files") else []
        return " · ".join([*said, *files]) or "–"

    def own_hint(self) -> str:
        """Where to find it on a phone."""
        return HINT


def read_file(said: UserInput) -> dict[str, Any] | Refusal:
    """A photo or document as a value. Refusals: file_needed, file_too_big {most}, file_kind."""
    if isinstance(said, SentPhoto):
        said = SentFile(said.ref, None, said.size, "image/jpeg", said.caption, said.album)
    if not isinstance(said, SentFile):
        return Refusal("file_needed")
    if (said.size or 0) > media.LARGEST:
        return Refusal("file_too_big", {"most": media.LARGEST // MB})
    if not media.may_be_kept(said.name, said.media):
        return Refusal("file_kind")
    file = {"file_id": str(said.ref), "name": said.name, "size": said.size, "media": said.media}
    told = {"caption": said.caption, "album": said.album}
    return {**file, **{key: text for key, text in told.items() if text}}


def as_files(value: Any) -> list[dict[str, Any]]:
    """The files of an answer; drafts of before held one alone."""
    if isinstance(value, dict):
        return [value]
    return value if isinstance(value, list) else []


def _name(file: dict[str, Any]) -> str:
    return plain_text.plain(file["name"] or "")[:NAME_SHOWN]
