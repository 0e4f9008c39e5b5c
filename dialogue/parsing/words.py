"""The everyday words that answer and steer, and the numbers of options."""

import re
import unicodedata
from functools import lru_cache

from dialogue.parsing import phrases
from dialogue.parsing.numeral import numeral
from dialogue.parsing.phrase_files import ANSWERS, REQUESTS, key, load
from models.core.plain_text import plain

LONGEST = 30
# The numbers of all the options that a message can have, and something between them.
PICKED_MOST = 400


def _words(*intents: str) -> frozenset[str]:
    """The keys of all phrases of these intents."""
    tables = load(ANSWERS), load(REQUESTS)
    wanted = frozenset(intents)
    return frozenset(said for one in tables for said, meant in one.whole.items() if meant & wanted)


YES = _words("affirm", "agree", "want", "have", "can", "signed")
NO = _words("deny", "refuse", "lack", "cannot", "not_yet")
NEITHER = _words("neither")
BACK = _words("back", "previous_page")
SKIP = _words("skip", "unknown", "later")
MENU = _words("menu", "help")
SAVE = _words("save", "all_right")
DONE = _words("done")
GREETING = _words("greeting")
WHOLE_COUNTY = _words("whole_county")
CANCEL = _words("cancel")

BETWEEN = re.compile(r"[\s,、;./|+&。]+|和|跟|与|及|还有|\band\b|그리고|하고|와|과|랑")
CHINESE = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
KOREAN = "(?:[이삼사오육칠팔구]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])"
# 号 is left out: where a day is asked, 3号 is the 3rd.
OPTION = re.compile(
    rf"[(\[#]*(?:第|选项?|我?选|我要|option|number|no|nr)?({CHINESE}|[0-9]{{1,3}})"
    rf"(?:个|项|条|种|题|번째?|st|nd|rd|th)?[)\]]*|({KOREAN})번째?"
)
# A number apart from the word it belongs to: "option 2", "第 2 个", "2 번".
APART = re.compile(r"(option|number|no|第|选项?|#)\.? (?=\S)| (?=(?:个|项|번))")
ORDINALS = {"첫": "1", "두": "2", "세": "3", "네": "4", "다섯": "5"}
KOREAN_ORDINAL = re.compile(rf"({'|'.join(ORDINALS)}) ?번째")


def means(text: str, words: frozenset[str]) -> bool:
    """Whether the text is one of these words, however it is written: "OK!", "好的。", "嗯嗯"."""
    return not words.isdisjoint(_forms(text))


@lru_cache(maxsize=256)
def _forms(text: str) -> frozenset[str]:
    """The ways to take a text as one word; none where it is too long for that."""
    if len(text) > PICKED_MOST:
        return frozenset()
    said = key(text)
    return frozenset(phrases.forms(said)) if len(said) <= LONGEST else frozenset()


@lru_cache(maxsize=256)
def pick(text: str) -> tuple[int, ...]:
    """The option numbers in a text that is nothing else: "1 3", "1、3和5", "第二个", "2번", "②".

    Each once, in the order typed; none for any other text.
    """
    if len(text) > PICKED_MOST:
        return ()
    said = APART.sub(r"\1", _digits(plain(_apart(text))).casefold())
    said = KOREAN_ORDINAL.sub(lambda m: ORDINALS[m[1]], said)
    found = [OPTION.fullmatch(part) for part in BETWEEN.split(said) if part]
    numbers = [numeral(option[1] or option[2]) for option in found if option]
    if len(numbers) != len(found):
        return ()
    return tuple(dict.fromkeys(int(number) for number in numbers if number is not None))


def _apart(text: str) -> str:
    """Circled digits and keycaps stand alone: ①③ is 1 and 3, not 13."""
    enclosed = "".join(f" {c} " if unicodedata.category(c) == "No" else c for c in text)
    return re.sub("\ufe0f?\u20e3", " ", enclosed)


def _digits(text: str) -> str:
    """❷ and its like, which the plain form leaves as they are."""
    return "".join(
        str(unicodedata.digit(c, c)) if unicodedata.category(c) == "No" else c for c in text
    )
