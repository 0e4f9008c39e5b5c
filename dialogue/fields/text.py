"""Names and free text."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, InProgress, Option
from dialogue.core.reply import Share
from dialogue.core.user_input import Typed, UserInput
from dialogue.parsing import text, words
from models.core import plain_text
from models.core.refusal import Refusal

GLIMPSE = 40


class TypedField:
    """What all kinds have that are simply typed."""

    columns: ClassVar[int] = 2
    share: ClassVar[Share | None] = None
    # Where a 0 is an answer, if a wrong one, it does not go back.
    zero_is_answer: ClassVar[bool] = False
    # Where a "no" can mean nothing but that there is none, it skips.
    no_means_skip: ClassVar[bool] = False
    searches: ClassVar[bool] = False

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        return []

    def read(
        self, said: UserInput, partial: Any, scene: FormContext
    ) -> Answered | InProgress | Refusal:
        """The text, as `value` reads it."""
        if not isinstance(said, Typed):
            return Refusal("words_only")
        value = self.value(said.text, scene)
        return value if isinstance(value, Refusal) else Answered(value)

    def value(self, typed: str, scene: FormContext) -> Any:
        """The JSON value of what was typed, or a refusal."""
        raise NotImplementedError

    def show(self, value: Any, scene: FormContext) -> str:
        return str(value)

    def hint(self, partial: Any) -> str:
        """None is needed."""
        return ""


@dataclass(frozen=True)
class Name(TypedField):
    """A person's name, 2 to 30 letters."""

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        """The name with its spaces set right; a greeting or a button's word is none."""
        if words.means(typed, words.GREETING) or words.means(typed, words.DONE):
            return Refusal("name_greeting")
        return text.name(typed)


@dataclass(frozen=True)
class Text(TypedField):
    """A line of at most `most` characters."""

    most: int = 100

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        """The line with its spaces set right; the word of a button before is none."""
        return Refusal("answer_now") if _ends(typed) else text.line(typed, self.most)


@dataclass(frozen=True)
class Paragraphs(TypedField):
    """Several lines of at most `most` characters in all, shown by how they begin."""

    most: int = 600

    def show(self, value: Any, scene: FormContext) -> str:
        """The beginning of what was given."""
        line = " ".join(value.split())
        return line if len(line) <= GLIMPSE else f"{line[:GLIMPSE]}…"

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        """The lines with their spaces set right; the word of a button before is none."""
        return Refusal("answer_now") if _ends(typed) else text.paragraphs(typed, self.most)


def _ends(typed: str) -> bool:
    """Whether it is the word that ends several choices: "none left" may be an answer."""
    return words.means(typed, words.DONE) and not words.means(typed, words.NO)


@dataclass(frozen=True)
class Code(TypedField):
    """A one-time code: its digits, whatever stands between them."""

    length: int = 8

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        plain = "" if text.too_long(typed) else plain_text.plain(typed)
        digits = "".join(sign for sign in plain if sign.isdecimal())
        return digits if len(digits) == self.length else Refusal("code_unknown")
