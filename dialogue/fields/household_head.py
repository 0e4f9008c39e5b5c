"""The head of a household: a name, or the person themselves."""

from typing import Any

from dialogue.core.form import Answered, FormContext, Heard, Option
from dialogue.core.i18n import N_
from dialogue.core.user_input import Typed, UserInput
from dialogue.fields.offering import Unsure, get_offered
from dialogue.fields.preset import PresetField
from dialogue.fields.text import Name
from dialogue.parsing import phrase_files, words
from models.core.refusal import Refusal
from models.labourers.household import HEAD_SELF

SELF = "self"
I_AM = N_("🙋 I am the head")
# Who says so of themselves.
ONESELF = frozenset(
    map(
        phrase_files.key,
        (
            *("我", "我自己", "自己", "本人", "我本人", "是我", "就是我", "我就是", "我是户主"),
            *("我就是户主", "户主是我", "户主就是我", "户主是我自己", "我当家", "俺", "俺自己"),
            *("就是俺", "俺就是", "俺是户主", "俺就是户主", "自个儿", "我自个儿", "咱自己"),
            *("나", "나요", "내가", "내요", "저", "저요", "제가", "접니다", "본인", "본인입니다"),
            *("나 자신", "저 자신", "제 자신", "내가 호주", "제가 호주입니다", "내가 세대주"),
            *("제가 세대주입니다", "me", "myself", "i am", "i", "it's me", "that's me"),
            *("i am the head", "i'm the head", "me myself", "i myself"),
        ),
    )
)


class HouseholdHead(PresetField):
    """A name of 2 to 30 letters, or that it is the person themselves: HEAD_SELF."""

    def presets(self, scene: FormContext) -> list[Option]:
        return [Option(SELF, str(scene.speech(I_AM)))]

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """Themselves, tapped or in their words; else a name, and no more than that."""
        is_asked = get_offered(partial) is None
        if is_asked and isinstance(said, Typed) and phrase_files.key(said.text) in ONESELF:
            return Answered(HEAD_SELF)
        return super().read(said, partial, scene)

    def picked(self, code: str) -> str:
        """It has one option."""
        return HEAD_SELF

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Refusal:
        if words.means(typed, words.YES | words.NO | words.SKIP):
            return Refusal("head_unread")
        return Name(relation=True).value(typed, scene)

    def show(self, value: Any, scene: FormContext) -> str:
        return str(scene.speech(I_AM)) if value == HEAD_SELF else str(value)
