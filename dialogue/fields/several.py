"""Which of a list were meant by their places: 前两个, 除了2, 1到3, all but the second."""

import re
from collections.abc import Sequence

from dialogue.parsing import words
from dialogue.parsing.numeral import numeral
from models.core.spoken_text import spoken

COUNT = "[0-9]{1,2}|[一二两俩三仨四五六七八九十]{1,2}"
FIRST = re.compile(
    rf"(?:我?要|选)?(?:前面?|头)({COUNT})[个项样]?(?:都?行|都要|吧)?|the first ({COUNT})"
    rf"|앞의?\s*({COUNT})\s*(?:개|가지)?"
)
LAST = re.compile(
    rf"(?:我?要|选)?(?:后面?|最后)({COUNT})[个项样]?(?:都?行|都要|吧)?|the last ({COUNT})"
    rf"|뒤의?\s*({COUNT})\s*(?:개|가지)?"
)
ALL_BUT = re.compile(
    r"(?:除了?|除去|不要|别要)第?(.+?)个?(?:以外|之外|外)?[,，\s]*(?:其他的?|其它的?|别的"
    r"|剩下的|都|全)*(?:都要|全要|都行|都可以|要|行)"
    r"|(?:all|everything) (?:but|except) (.+)|(.+?)번?\s*(?:만)?\s*(?:빼고|제외하고)\s*(?:다"
    r"|모두|전부)?"
)
FROM_TO = re.compile(rf"({COUNT})\s*[-–—~～到至]\s*({COUNT})")


def spoken_places(text: str, count: int) -> Sequence[Sequence[int]]:
    """The places from 1 in a list of `count`, in each way that the text may mean; empty for none.

    1-3 may be all three or the two: both ways are given.
    """
    said = spoken(text).strip(" .。!！")
    if len(said) > words.LONGEST:
        return ()
    if found := FIRST.fullmatch(said):
        return _within([range(1, _figure(found) + 1)], count)
    if found := LAST.fullmatch(said):
        return _within([range(count - _figure(found) + 1, count + 1)], count)
    if found := ALL_BUT.fullmatch(said):
        left_out = words.pick(next(filter(None, found.groups())))
        rest = [place for place in range(1, count + 1) if place not in left_out]
        return _within([rest], count) if left_out and max(left_out) <= count else ()
    if found := FROM_TO.fullmatch(said):
        first, last = (int(numeral(one) or 0) for one in found.groups())
        return _within([range(first, last + 1), (first, last)], count) if first < last else ()
    return ()


def _figure(found: re.Match[str]) -> int:
    return int(numeral(next(filter(None, found.groups()))) or 0)


def _within(ways: list[Sequence[int]], count: int) -> list[list[int]]:
    """The ways whose places are all in the list, each once."""
    lists = [list(way) for way in ways]
    kept = [way for way in lists if way and all(1 <= place <= count for place in way)]
    return [way for at, way in enumerate(kept) if way not in kept[:at]]
