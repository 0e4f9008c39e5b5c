"""One figure within the words that people put around it."""

import re
from fractions import Fraction

from dialogue.parsing.korean_endings import COPULA
from dialogue.parsing.numeral import few_ends, is_few, numeral

LONGEST = 60
ABOUT = "it's|it is|大概|大约|约|差不多|也就|about|around|approximately|approx|roughly|약|대략"
AT_LEAST = (
    "至少|最少|最?起码|(?:不能|不得|不可|别)(?:低于|少于)|不低于|不少于|最低|超过|大于"
    "|怎么也得|咋也得|咋的也得|怎么着也得|也得|也要"
    "|得|底线"
    "|at least|(?:not|no) (?:below|under|lower than)|no less than|not less than"
    "|more than|over|from|min|minimum|최소한?|적어도|못해도"
)
ROUGHLY = (
    "左右|上下|出头|冒头|挂零|多|来|以上|往上|起步|起|打底|吧|啊|呢|了|就行|就好|就可以|都行|or"
    " so|or more|or above|and up|upwards|plus"
    f"|정도|쯤|가량|이상|넘게|부터|까지|{COPULA}|면 돼|[.。!~+]"
)
NEGATIVE = re.compile(
    r"(?:[-−–]|负|minus |마이너스)\s*(?=[0-9零一二两三四五六七八九十영일이삼사오육칠팔구십])"
)
UNIT_AT_END = re.compile("[十百千万k천만백w]$")
MORE = re.compile(r"(?<=[0-9十百千万k천만백w])\s*多|넘게|넘는|\b(?:over|more than)\b")
BETWEEN = re.compile(r"\s*(?:[-−–—~〜∼/]|到|至|或者?|、|,|\bto\b|\bor\b|에서|부터|내지)\s*")


class Setting:
    """The words that may stand before and after a figure, as alternatives of a pattern."""

    def __init__(self, before: str, after: str) -> None:
        self.before = re.compile(rf"(?:{before}|{ABOUT}|{AT_LEAST})\s*")
        self.after = re.compile(rf"\s*(?:{after}|{ROUGHLY})$")

    def figure(self, said: str) -> Fraction | None:
        """The figure without these words; None where there is none, or more than one."""
        if len(said) > LONGEST:
            return None
        while (value := numeral(said)) is None:
            bare = self._barer(said)
            if bare == said:
                return None
            said = bare
        return value

    def _barer(self, said: str) -> str:
        """One word less: from the end first, so that 一个月三千 keeps its 三千."""
        shorter = self.after.sub("", said)
        if shorter != said:
            return shorter
        lead = self.before.match(said)
        return said[lead.end() :] if lead else said

    def ends(self, said: str) -> tuple[Fraction, Fraction] | None:
        """The two figures of a range, the lower first: 3000-4000, 3-4千, 三四千块, 두세 명."""
        if len(said) > 2 * LONGEST:
            return None
        while (few := few_ends(said)) is None:
            bare = self._barer(said)
            if bare == said:
                break
            said = bare
        return few or self._between_ends(said)

    def _between_ends(self, said: str) -> tuple[Fraction, Fraction] | None:
        ends = [end for end in BETWEEN.split(said) if end]
        if len(ends) != 2:
            return None
        last = self.figure(ends[1])
        unit = UNIT_AT_END.search(self._bare(ends[1]))
        first = self.figure(ends[0])
        if first is not None and last is not None and unit and first * 10 <= last:
            # 3-4千: the unit is said once.
            first = self.figure(self._bare(ends[0]) + unit[0]) or first
        if first is None or last is None:
            return None
        return (first, last) if first < last else None

    def _bare(self, said: str) -> str:
        while numeral(said) is None and (bare := self._barer(said)) != said:
            said = bare
        return said

    def tells_more(self, said: str) -> bool:
        """Whether a figure is said to be more than it is: 一千多, 二十几, over 3000."""
        return bool(MORE.search(said))

    def is_range(self, said: str) -> bool:
        """Whether these are two figures, as 3000-4000 or 三四千."""
        return len(said) <= 2 * LONGEST and (self._is_few(said) or self._is_between(said))

    def _is_few(self, said: str) -> bool:
        while not is_few(said):
            bare = self._barer(said)
            if bare == said:
                return False
            said = bare
        return True

    def _is_between(self, said: str) -> bool:
        ends = [end for end in BETWEEN.split(said) if end]
        return len(ends) == 2 and all(self.figure(end) is not None for end in ends)
