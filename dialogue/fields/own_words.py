"""Words of one's own beside a list: a thing by its name, never a remark or a question."""

import re

from dialogue.parsing.answer_words import answer_set
from dialogue.parsing.cover import skeleton
from dialogue.parsing.remarks import Remark, find_remark, is_question, means_none, means_unknown
from dialogue.parsing.text import line
from models.core.refusal import Refusal

OWN_MOST = 40
NO_ANSWER = Refusal("no_answer")
# What begins so tells of a time or a place, and names no thing.
NO_THING = re.compile("[你您]|想学|^(?:在|搁|以前|从前|过去)(?!线)")
IN_SENTENCES = (None, Remark.REQUEST, Remark.QUESTION)


def read_own_words(text: str, *, prose: bool = False) -> str | Refusal:
    """At most OWN_MOST characters. Refusals: those of `line`; NO_ANSWER, for what answers nothing.

    How work may be is no name of it: 离家近的. A none and an "I don't know" are no words of one's
    own either. Of `prose`, any sentence is.
    """
    remark = find_remark(text)
    answers_nothing = remark not in IN_SENTENCES if prose else remark or is_question(text)
    if not prose and (skeleton(text) in answer_set("lists", "qualities") or NO_THING.search(text)):
        return NO_ANSWER
    if answers_nothing or means_none(text) or means_unknown(text):
        return NO_ANSWER
    return line(text, OWN_MOST)
