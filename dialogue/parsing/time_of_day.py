"""Times of day, as people write them in Chinese, Korean and English."""

import datetime
import re
from dataclasses import dataclass

from dialogue.parsing.figure import ABOUT
from dialogue.parsing.numeral import numeral
from dialogue.parsing.text import too_long
from models.core.refusal import Refusal
from models.core.spoken_text import COUNTED, spoken

LONGEST = 40
DAY = frozenset(range(24))


@dataclass(frozen=True)
class Part:
    """A part of the day: the hours said from noon on, what its 12 is, and the hours it has."""

    later: range
    twelve: int
    hours: frozenset[int]


MORNING = Part(range(0), 12, frozenset(range(13)))
SMALL_HOURS = Part(range(0), 0, frozenset(range(12)))
MIDDAY = Part(range(1, 7), 12, DAY)
AFTERNOON = Part(range(1, 12), 12, frozenset(range(12, 24)))
NIGHT = Part(range(5, 12), 0, DAY - set(range(5, 17)))
AS_WRITTEN = Part(range(0), 12, DAY)
# 头晌 and 下晌 are how the north-east says 上午 and 下午.
PARTS = {
    "上午|早上|早晨|清晨|清早|早|头晌|上晌|오전|아침|in the morning": MORNING,
    r"凌晨|半夜|午夜|새벽|a\.? ?m\.?": SMALL_HOURS,
    "中午|正午|晌午|한낮|낮|점심|noon": MIDDAY,
    r"下午|午后|下晌|傍晚|오후|저녁|p\.? ?m\.?|in the afternoon|in the evening": AFTERNOON,
    "晚上|晚间|夜里|夜间|晚|밤|at night": NIGHT,
}
ALONE = {"noon|midday|中午|正午|晌午|정오": "12", "midnight|午夜|자정": "00"}

CHINESE = "[零〇一二两三四五六七八九十]{1,3}"
COUNTING = "|".join(word for word, value in COUNTED.items() if value < 24)
NUMBER = f"(?:[0-9]{{1,2}}|{CHINESE}|[일이삼사오육륙칠팔구십]{{1,4}}|{COUNTING})"
# 9点10 and 九点零五 need no 分; in 9点5 it may as well be a decimal.
MINUTES = (
    r"(?P<half>半|반)|(?P<quarters>[一1三3])\s*刻钟?"
    r"|(?P<minutes>[0-9]{2}|[零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?"
    rf"|{NUMBER}(?=\s*[分분]))\s*(?:[分분]钟?)?"
)
CLOCK = (
    rf"(?P<hour>{NUMBER})\s*(?P<clock>[点點][钟鐘]?|[时時시]|o ?['’]? ?clock)"
    rf"\s*(?:整|정각|过?(?:{MINUTES}))?"
)
DIGITAL = r"(?P<hour>[0-9]{1,2})\s*[:∶.]\s*(?P<minutes>[0-9]{2})"
BARE = f"(?P<hour>[0-9]{{1,2}}|{CHINESE})"
WORDS = "|".join(PARTS)
GRAMMAR = tuple(
    re.compile(rf"(?:(?P<before>{WORDS})\s*)?{shape}(?:\s*(?P<after>{WORDS}))?")
    for shape in (CLOCK, DIGITAL, BARE)
)


def bare(pattern: str) -> str:
    """The pattern with no groups of a name."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


IN_TEXT = re.compile(
    rf"(?<![0-9])(?:(?:{WORDS})\s*)?(?:{bare(CLOCK)}|{bare(DIGITAL)})(?![0-9])(?:\s*(?:{WORDS}))?"
)
BEFORE = re.compile(rf"(?:从|自|在|at|from|{ABOUT})\s*")
AFTER = re.compile(r"\s*(?:开始|起|开|左右|吧|에|부터|쯤|경|입니다|이에요|예요|요|[.。!])$")


def time_of_day(text: str) -> datetime.time | Refusal:
    """The time typed: 9点半, 9:30, 14.30, 下午两点一刻, 오후 2시 반, 9 a.m., noon, a bare 9.

    From 1 to 6 without a word for the part of the day is the afternoon, as people say a fair's
    time; 02:30 with its zero is as written. Refusals: time_unread, time_impossible,
    text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    caught = _caught(spoken(text))
    return _moment(caught) if caught else Refusal("time_unread")


def time_within(text: str) -> datetime.time | None:
    """The one time that stands among other words: 下午两点开会; to be asked about."""
    said = spoken(text)
    found = list(IN_TEXT.finditer(said)) if len(said) <= LONGEST else []
    at = time_of_day(found[0][0]) if len(found) == 1 else None
    return at if isinstance(at, datetime.time) else None


def _caught(said: str) -> dict[str, str] | None:
    """What a pattern catches in the text as it is, or without the words around: 9点开始."""
    while said and len(said) <= LONGEST:
        for pattern in GRAMMAR:
            if match := pattern.fullmatch(said):
                return {name: text for name, text in match.groupdict().items() if text}
        for words, hour in ALONE.items():
            if re.fullmatch(words, said):
                return {"hour": hour}
        bare = AFTER.sub("", said)
        bare = BEFORE.sub("", said, count=1) if bare == said else bare
        if bare == said:
            return None
        said = bare
    return None


def _moment(caught: dict[str, str]) -> datetime.time | Refusal:
    said, minute = _number(caught["hour"]), _minute(caught)
    alone = caught.keys() == {"hour"}
    if said is None or minute is None or {"before", "after"} <= caught.keys():
        return Refusal("time_unread")
    part = _part(caught)
    hour = part.twelve if said == 12 else said + 12 * (said in part.later)
    if hour not in part.hours or minute >= 60:
        return Refusal("time_unread" if alone else "time_impossible")
    return datetime.time(hour, minute)


def _part(caught: dict[str, str]) -> Part:
    word = caught.get("before") or caught.get("after")
    if word:
        return next(part for words, part in PARTS.items() if re.fullmatch(words, word))
    return AS_WRITTEN if caught["hour"].startswith("0") else MIDDAY


def _minute(caught: dict[str, str]) -> int | None:
    if "half" in caught:
        return 30
    if "quarters" in caught:
        return 15 * (_number(caught["quarters"]) or 0)
    return _number(caught.get("minutes", "0"))


def _number(said: str) -> int | None:
    value = COUNTED.get(said) or numeral(said)
    return None if value is None else int(value)
