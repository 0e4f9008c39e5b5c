"""The head of a household: a name, or the person themselves."""

from typing import Any

from dialogue.core.form import Answered, FormContext, InProgress, Option
from dialogue.core.i18n import N_
from dialogue.core.user_input import Tapped, Typed, UserInput
from dialogue.fields.preset import PresetField
from dialogue.fields.text import Name
from dialogue.parsing import phrases, words
from models.core.refusal import Refusal
from models.labourers.household import HEAD_SELF

SELF = "self"
I_AM = N_("🙋 I am the head")
# Who says so of themselves.
ONESELF = frozenset(
    map(
        phrases.key,
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
# Who they are to somebody is no name.
RELATIVES = frozenset(
    map(
        phrases.key,
        (
            *("爸", "爸爸", "我爸", "我爸爸", "父亲", "我父亲", "爹", "我爹", "俺爹", "俺爸"),
            *("妈", "妈妈", "我妈", "我妈妈", "母亲", "我母亲", "娘", "我娘", "俺娘", "俺妈"),
            *("老公", "我老公", "丈夫", "我丈夫", "男人", "我男人", "当家的", "我当家的", "媳妇"),
            *("我媳妇", "老婆", "我老婆", "妻子", "儿子", "我儿子", "女儿", "爷爷", "我爷爷"),
            *("奶奶", "公公", "我公公", "婆婆", "我婆婆", "哥哥", "我哥", "弟弟", "我弟", "户主"),
            *("아버지", "아버님", "우리 아버지", "어머니", "우리 어머니", "남편", "우리 남편"),
            *("안해", "아내", "아들", "우리 아들", "할아버지", "할머니", "시아버지", "나그네"),
            *("father", "my father", "my dad", "dad", "mother", "my mother", "husband"),
            *("my husband", "wife", "my wife", "son", "my son", "grandfather", "my grandfather"),
        ),
    )
)


class HouseholdHead(PresetField):
    """A name of 2 to 30 letters, or that it is the person themselves: HEAD_SELF."""

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        return [Option(SELF, str(scene.speech(I_AM)))]

    def read(
        self, said: UserInput, partial: Any, scene: FormContext
    ) -> Answered | InProgress | Refusal:
        """Themselves, tapped or in their words; else a name, and no more than that."""
        if isinstance(said, Tapped):
            return Answered(HEAD_SELF)
        if isinstance(said, Typed) and phrases.key(said.text) in ONESELF:
            return Answered(HEAD_SELF)
        return super().read(said, partial, scene)

    def picked(self, code: str) -> str:
        """It has one option."""
        return HEAD_SELF

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        answers = words.YES | words.NO | words.SKIP
        if words.means(typed, answers) or phrases.key(typed) in RELATIVES:
            return Refusal("head_unread")
        return Name().value(typed, scene)

    def show(self, value: Any, scene: FormContext) -> str:
        return str(scene.speech(I_AM)) if value == HEAD_SELF else str(value)
