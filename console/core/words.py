"""Words that a form of a page asks for, read by the kind that the chat reads them with."""

from console.core.office import View
from dialogue.core.form import Question, Skipped
from dialogue.fields.offering import Unsure
from dialogue.fields.text import TypedField
from models.core.refusal import Refusal


def read_words(question: Question, view: View) -> str | Refusal:
    """What was typed into the field of the question's key.

    What the chat would ask back stands before the eyes of who typed it. Refusals: those of the
    kind; text_empty.
    """
    kind, typed = question.kind, str(view.form.get(question.key, "")).replace("\r\n", "\n")
    if not isinstance(kind, TypedField) or not typed.strip():
        return Refusal("text_empty")
    value = kind.value(typed, view.scene)
    if isinstance(value, Skipped):
        return Refusal("text_empty")
    said = value.values[0] if isinstance(value, Unsure) else value
    return said if isinstance(said, Refusal) else str(said)
