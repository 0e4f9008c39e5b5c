"""Back, skip and keep, typed instead of tapped."""

from dialogue.core.form_screens import BACK, KEEP, SKIP
from dialogue.core.user_input import Typed, UserInput
from dialogue.parsing import words
from handlers.core.form_session import FormSession
from models.core.plain_text import letters


def move_in_words(talk: FormSession, said: UserInput) -> str | None:
    """A typed 0, back or skip in words, or the keyboard's own label of a move."""
    if not isinstance(said, Typed):
        return None
    typed, question = said.text.strip(), talk.filling.question
    label = letters(typed)

    def is_label(move: str) -> bool:
        return label == letters(talk.scene.speech(move))

    zero_is_answer = question is not None and question.kind.zero_is_answer
    if (typed == "0" and not zero_is_answer) or is_label(BACK) or words.means(typed, words.BACK):
        return "back"
    if question is None:
        return None
    # A no to what is offered asks anew: see dialogue.fields.offering.
    asked_plainly = not isinstance(talk.filling.partial, dict)
    no_skips = question.skippable and question.kind.no_means_skip and asked_plainly
    if no_skips and words.means(typed, words.NO):
        return "skip"
    if talk.filling.revisiting and is_label(KEEP):
        return "keep"
    skips = words.means(typed, words.SKIP) and not question.kind.takes_unknown
    return "skip" if is_label(SKIP) or skips else None
