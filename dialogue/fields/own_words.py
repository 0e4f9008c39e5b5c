"""Words of one's own beside a list: a thing by its name, never a remark or a question."""

from dialogue.parsing.remarks import find_remark, is_question, means_none, means_unknown
from dialogue.parsing.text import line
from models.core.refusal import Refusal

OWN_MOST = 40
NO_ANSWER = Refusal("no_answer")


def read_own_words(text: str) -> str | Refusal:
    """At most OWN_MOST characters. Refusals: those of `line`; NO_ANSWER, for what answers nothing.

    A none and an "I don't know" are no words of one's own either.
    """
    if find_remark(text) or is_question(text) or means_none(text) or means_unknown(text):
        return NO_ANSWER
    return line(text, OWN_MOST)
