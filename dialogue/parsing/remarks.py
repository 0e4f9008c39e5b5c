"""What people say instead of an answer: thanks, greetings, questions, requests, curses."""

import re
from enum import StrEnum, auto
from functools import cache, lru_cache

from dialogue.parsing.answer_words import answer_words
from dialogue.parsing.cover import Phrases, phrases, skeleton
from dialogue.parsing.reasons import clauses
from models.core.plain_text import plain

LATIN = re.compile(r"[a-z]")
ALL_CHINESE = re.compile("[一-鿿]+")
SHORT_QUESTION = re.compile("(?:什么|怎么|啥|咋|谁|哪[个种样些]?).{0,2}")
QUESTION_MARK = re.compile(r"[?？]\s*$")
# Curses that are parts of names and of harmless words count as whole texts only.
CURSE_LEAST = 2
STRONG = ["牛逼", "傻逼", "装逼", "二逼", "煞笔", "滚蛋", "犊子", "鸡巴", "放屁", "卧槽"]


class Remark(StrEnum):
    """What is said that answers no question."""

    ACKNOWLEDGED = auto()
    GREETING = auto()
    REFUSED = auto()
    SWEARING = auto()
    QUESTION = auto()
    REQUEST = auto()


WHOLE = (
    Remark.SWEARING,
    Remark.REQUEST,
    Remark.REFUSED,
    Remark.GREETING,
    Remark.ACKNOWLEDGED,
)


@cache
def _whole() -> Phrases:
    """Remarks that are the whole text, however many of them, with nothing else."""
    fillers = answer_words("fillers", "always")
    return phrases(((kind, answer_words("remarks", kind)) for kind in WHOLE), fillers)


@cache
def _silent(table: str, name: str) -> Phrases:
    fillers = (*answer_words("fillers", "always"), *answer_words("fillers", "soft"))
    return phrases([(name, answer_words(table, name))], fillers)


@cache
def _marked(name: str) -> re.Pattern[str]:
    """Any of the words of a mark; a Latin one only as a whole word, one with $ at the end only."""
    return any_of(answer_words("markers", name))


@cache
def _negated(*names: str) -> re.Pattern[str]:
    return any_of(tuple(word for name in names for word in answer_words("uncovered", name)))


def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words in a skeleton; a Latin one as a whole word, one with $ at the end."""
    kept = sorted(filter(skeleton, words), key=len, reverse=True)
    return re.compile("|".join(map(_pattern, kept)))


def _pattern(word: str) -> str:
    bare = re.escape(skeleton(word)) + ("$" if word.endswith("$") else "")
    return rf"(?<![a-z]){bare}(?![a-z])" if LATIN.search(bare) else bare


@lru_cache(maxsize=256)
def find_remark(text: str) -> Remark | None:
    """What a text is that answers nothing by itself; None where it may be an answer.

    "好的谢谢" and "你好" are remarks, "好" in 张好人 is not: the whole text must be remarks.
    """
    said = skeleton(text)
    if not said:
        return None
    cover = _whole().cover(text)
    if cover is not None:
        found = {key for keys in cover.hits for key in keys}
        return next((kind for kind in WHOLE if kind in found), Remark.ACKNOWLEDGED)
    if _curses().search(said):
        return Remark.SWEARING
    if is_question(text):
        return Remark.QUESTION
    return Remark.REQUEST if _marked("request").search(said) else None


def is_only_remark(text: str) -> bool:
    """Whether it is remarks and nothing else: a curse within a complaint does not count."""
    return not skeleton(text) or _whole().cover(text) is not None


@cache
def _curses() -> re.Pattern[str]:
    words = answer_words("remarks", Remark.SWEARING)
    long = (word for word in words if len(word) > CURSE_LEAST or LATIN.search(word))
    return any_of((*long, *STRONG))


@lru_cache(maxsize=256)
def is_question(text: str) -> bool:
    """Whether it asks: 哪里, 签啥合同, 어디요, where. A question word is never a choice."""
    if QUESTION_MARK.search(plain(text)):
        return True
    return bool(_marked("question").search(skeleton(text)))


def is_common_question(text: str) -> bool:
    """Whether a question, and nothing that could be a name, is the whole of it: 什么厂, 怎么填.

    饿了么 has a question word and is a firm.
    """
    said = skeleton(text)
    if QUESTION_MARK.search(plain(text)) or not ALL_CHINESE.fullmatch(said):
        return is_question(text)
    if said.endswith("吗") or SHORT_QUESTION.fullmatch(said):
        return True
    cover = _questions().cover(text)
    return cover is not None and bool(cover.hits)


def asks_at_the_end(text: str) -> bool:
    """Whether its last clause is a question, whatever stands before: 有欠条，咋给你."""
    last = clauses(text)[-1:]
    return text.rstrip().endswith(("?", "？")) or any(map(is_common_question, last))


@cache
def _questions() -> Phrases:
    beside = (*answer_words("markers", "asked"), *answer_words("fillers", "always"))
    return phrases([("question", answer_words("markers", "question"))], beside)


def is_negated(text: str) -> bool:
    """Whether a negation stands anywhere in it: 我不是女的, 안 합니다, not a driver."""
    return bool(_negated("negations", "weak").search(_without_harmless(text)))


def is_surely_negated(text: str) -> bool:
    """As `is_negated`, by words that stand in hardly any name of a thing: 少 and 非 do."""
    return bool(_negated("negations").search(_without_harmless(text)))


def _without_harmless(text: str) -> str:
    """The skeleton without words that deny nothing, such as 不锈钢 and 除草."""
    return _negated("harmless").sub(" ", skeleton(text))


def is_sentence(text: str) -> bool:
    """Whether it has words that only sentences have, as no name of a person or thing has."""
    return bool(_marked("sentence").search(skeleton(text)))


def means_none(text: str) -> bool:
    """Whether the whole text says that there is none: 没有, 啥也没有, 없습니다, nothing."""
    return _says("none", "all", text)


def means_unknown(text: str) -> bool:
    """Whether the whole text says that one does not know, or not yet: 不晓得, 还没定, 모르겠소."""
    return _says("unknown", "all", text) or _says("unknown", "later", text)


def means_lacking(text: str, thing: str) -> bool:
    """Whether the whole text says that one has no such thing: 俺没手机, 没照片呢."""
    return _says("lacking", thing, text)


def _says(table: str, name: str, text: str) -> bool:
    cover = _silent(table, name).cover(text)
    return cover is not None and bool(cover.hits)
