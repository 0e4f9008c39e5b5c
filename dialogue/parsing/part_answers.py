"""What a part of a sentence answers: enough to offer it, never to take it.

嗯，还在厂里上班呢 is no answer as a whole; that one is still there is a part of it.
"""

from functools import lru_cache
from itertools import combinations

from dialogue.parsing.looser import looser
from dialogue.parsing.phrase_files import ANSWERS, key, load
from dialogue.parsing.phrases import whole_answers
from dialogue.parsing.reasons import clauses
from dialogue.parsing.remarks import is_negated, is_question
from models.core.plain_text import plain

LONGEST, CLAUSE_MOST = 160, 40
# A shorter phrase stands in other words by chance.
LEAST = 2


@lru_cache(maxsize=128)
def partial_answers(text: str) -> frozenset[str]:
    """The intents of each clause that answers by itself, and of the phrases within the others."""
    if len(text) > LONGEST or plain(text).rstrip().endswith("?"):
        return frozenset()
    return _of_clauses(text) | _of_clauses(looser(text))


def _of_clauses(text: str) -> frozenset[str]:
    return frozenset().union(*(_of_clause(clause) for clause in clauses(text)))


def _of_clause(clause: str) -> frozenset[str]:
    if whole := whole_answers(clause):
        return frozenset().union(*whole)
    said = key(clause)
    if len(said) > CLAUSE_MOST or is_question(clause):
        return frozenset()
    found, left = _longest_within(said)
    return frozenset() if is_negated(left) else found


def _longest_within(said: str) -> tuple[frozenset[str], str]:
    """The intents of the longest phrases in a key, and what is left of it."""
    table, found = load(ANSWERS), frozenset[str]()
    spans = sorted(combinations(range(len(said) + 1), 2), key=lambda one: one[0] - one[1])
    for start, end in spans:
        part = said[start:end]
        if end - start >= LEAST and " " not in part and (meant := table.whole.get(part)):
            found |= meant
            said = said[:start] + " " * (end - start) + said[end:]
    return found, said
