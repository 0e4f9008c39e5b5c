"""Somebody who fills in a form, on the engine alone, as the conversation would lead them."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from dialogue.core.answering import read_answer
from dialogue.core.form import (
    Answered,
    FormContext,
    FormState,
    Heard,
    InProgress,
    Question,
    Skipped,
)
from dialogue.core.form_screens import FormDisplay, ask_question
from dialogue.core.reply import Message
from dialogue.core.user_input import Tapped, Typed, UserInput
from dialogue.fields import Choices
from dialogue.labourers.form_intake import INTAKE
from models.core.refusal import Refusal
from tests.support.form_contexts import TODAY, ZH, shown_text
from tests.support.labourers.facts import id_number

MOST_STEPS = 80
# What most people would type; every other question has a first option.
TYPICAL = {
    "name": ("王小春", "Ann Lee"),
    "id_number": (id_number("19850312"), id_number("20040312", order="013")),
    "birth_year": ("1985", "2003年"),
    "phone": ("138 0000 2001", "+8613800002002"),
    "village": ("和盛", "永安村", "汪清县"),
    "household_head": ("王大山", "我自己"),
    "head_birth_year": ("1950",),
    "out_of_work_since": ("2026-03", "今年"),
    "work_place": ("宁波 <b>鞋厂</b>", "R&D"),
    "work_what": ("踩缝纫机",),
    "wage": ("三千五", "3500"),
    "certificates": ("C1",),
    "available_from": ("明天", "2027-03-01"),
    "limits": ("家里有老人",),
}


def jsoned(value: Any) -> Any:
    """The value as the store gives it back."""
    return json.loads(json.dumps(value))


@dataclass
class FormFiller:
    """What they have in hand, and the language they speak."""

    scene: FormContext = ZH
    filling: FormState = field(default_factory=lambda: FormState(INTAKE, TODAY))

    @property
    def question(self) -> Question | None:
        """The present question; None at the summary."""
        return self.filling.question

    def hear(self, said: UserInput) -> Heard:
        """Say something to the present question, and go where it leads."""
        assert self.question is not None
        heard = read_answer(self.question, said, self.scene, self.filling.partial)
        if isinstance(heard, Answered):
            self.filling = self.filling.answer(heard.value)
        elif isinstance(heard, InProgress):
            self.filling = self.filling.step(heard.value)
        elif isinstance(heard, Skipped):
            self.go(self.filling.skip())
        return heard

    def go(self, to: FormState | Refusal) -> None:
        """Make a move, where it is allowed."""
        if isinstance(to, FormState):
            self.filling = to

    def sees(self, refusal: Refusal | None = None, page: int = 1) -> Message:
        """What lies before them; held to Telegram's limits."""
        message = ask_question(self.filling, self.scene, FormDisplay(7, page=page), refusal)
        assert shown_text(message)
        return message

    def stored(self) -> FormState:
        """What they have in hand after a restart."""
        filling = self.filling
        return replace(
            filling,
            answers=jsoned(filling.answers),
            revisiting=jsoned(filling.revisiting),
            partial=jsoned(filling.partial),
        )

    def finish(self) -> None:
        """Go on to the summary, always with the first thing that comes to mind."""
        for _ in range(MOST_STEPS):
            if self.question is None:
                return
            heard = self.hear(self.likeliest())
            assert not isinstance(heard, Refusal), (self.question, heard)
        raise AssertionError(f"no way out of {self.question}")

    def likeliest(self) -> UserInput:
        """A tap on the first option; several choices end; the rest is typed."""
        assert self.question is not None
        options = self.question.kind.options(self.filling.partial, self.scene)
        if options:
            return Tapped(options[-1 if isinstance(self.question.kind, Choices) else 0].code)
        return Typed(TYPICAL.get(self.question.key, ("编织",))[0])
