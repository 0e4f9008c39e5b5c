"""Whether own words plainly are what a question asks for: [plain] of answers.toml has the words.

Lists of remarks are never complete, so whatever is not known to be an answer is asked back once.
"""

import re
from enum import StrEnum, auto
from functools import cache

from dialogue.core.form import FormContext
from dialogue.fields.ethnic_groups import ETHNIC_GROUPS
from dialogue.parsing.answer_words import answer_words
from dialogue.parsing.cover import skeleton
from dialogue.parsing.phrases import request_in
from dialogue.parsing.remarks import (
    Remark,
    any_of,
    find_remark,
    is_common_question,
    is_only_remark,
    is_surely_negated,
)

HAN, HANGUL, LETTER = re.compile(r"[一-鿿]"), re.compile(r"[가-힣]"), re.compile(r"[a-z]")
SENTENCE = 24
PHONE = re.compile(r"(?:[0-9][ -]?){7,}")
# A shorter name of a region may be anything.
PLACE_LEAST = 3


class Sort(StrEnum):
    """What own words are asked for; most are names of [plain].

    ANYTHING is looked up only, AS_WRITTEN is read by somebody as what was written to them.
    """

    ANYTHING = auto()
    AS_WRITTEN = auto()
    UNUSUAL = auto()
    SENTENCE = auto()
    WORKPLACE = auto()
    WORK = auto()
    CERTIFICATE = auto()
    LIMITS = auto()
    CONTACT = auto()
    NEEDS = auto()
    ETHNIC_GROUP = auto()


# Of these, nearly anything is plain.
UNSORTED = frozenset({Sort.ANYTHING, Sort.AS_WRITTEN, Sort.SENTENCE, Sort.NEEDS})


def are_plain(words: str, sort: Sort, scene: FormContext) -> bool:
    """Whether these words can be recorded as such a thing without asking back."""
    if sort in (Sort.ANYTHING, Sort.AS_WRITTEN):
        return True
    if sort is Sort.ETHNIC_GROUP:
        return words.casefold() in ETHNIC_GROUPS
    return not _has("postponed", words) and _is_of(sort, words, scene)


def may_be_named(words: str, sort: Sort, scene: FormContext) -> bool:
    """Whether words that look like a remark may be the name of such a thing: to be asked back.

    The firm 饿了么 has a question in its name, 你好超市 a greeting, 未来科技公司 a "not yet".
    """
    if is_only_remark(words) or is_common_question(words) or request_in(words):
        return False
    named = sort not in UNSORTED and are_plain(words, sort, scene)
    return named or (find_remark(words) is Remark.QUESTION and not is_surely_negated(words))


def _is_of(sort: Sort, words: str, scene: FormContext) -> bool:
    match sort:
        case Sort.SENTENCE:
            return _is_sentence(words)
        case Sort.NEEDS:
            return _is_sentence(words) or _has(sort, words) or _has(Sort.WORK, words)
        case Sort.LIMITS:
            return _has(sort, words)
        case Sort.CONTACT:
            return bool(PHONE.search(words))
        case Sort.WORKPLACE if _is_on_the_map(words, scene):
            return not _has("doubtful", words)
    return _is_named(sort, words)


def _is_named(sort: Sort, words: str) -> bool:
    """A name of such a thing, with nothing that makes it a remark about one: 证丢了."""
    return _has(sort, words) and not _has("doubtful", words)


def _has(name: str, words: str) -> bool:
    said = skeleton(words)
    pattern = _plain(name)
    return bool(pattern and (pattern.search(said) or pattern.search(_without_tail(said))))


@cache
def _plain(name: str) -> re.Pattern[str] | None:
    given = answer_words("plain", name)
    return any_of(given) if given else None


def _without_tail(said: str) -> str:
    """Without what people say after a name: 鞋厂上班, 공장에서 일합니다."""
    tails = sorted(map(skeleton, answer_words("plain", "tails")), key=len, reverse=True)
    while tail := next((one for one in tails if said != one and said.endswith(one)), ""):
        said = said.removesuffix(tail).rstrip()
    return said


def _is_on_the_map(words: str, scene: FormContext) -> bool:
    return len(words) >= PLACE_LEAST and bool(scene.regions.named(words))


def _is_sentence(words: str) -> bool:
    """Whether it tells something: about six signs of Chinese, eight of Korean or twelve letters."""
    said = words.casefold()
    return (
        4 * len(HAN.findall(said)) + 3 * len(HANGUL.findall(said)) + 2 * len(LETTER.findall(said))
        >= SENTENCE
    )
