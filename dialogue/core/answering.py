"""Reading what was said to a question."""

from typing import Any

from dialogue.core.form import FormContext, Heard, Question
from dialogue.core.user_input import Tapped, UserInput
from models.core.refusal import Refusal


def read_answer(
    question: Question, said: UserInput, scene: FormContext, partial: Any = None
) -> Heard:
    """What was said to a question, as its value, a step, or a refusal. A forged tap is refused."""
    if isinstance(said, Tapped):
        offered = {option.code for option in question.kind.options(partial, scene)}
        if said.option not in offered:
            return Refusal("button_stale")
    return question.kind.read(said, partial, scene)
