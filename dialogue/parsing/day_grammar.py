"""How people write days: a table of patterns, each with the reader of what it caught."""

import re
from collections.abc import Callable, Iterable

from dialogue.parsing import day_words as words
from dialogue.parsing.day_readers import (
    by_calendar,
    by_distance,
    by_month_turn,
    by_week,
    by_word,
    by_year,
)
from dialogue.parsing.span import Span, Window

Reader = Callable[[dict[str, str], Window], list[Span] | None]


def _any(table: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, table), key=len, reverse=True))


NUMBER = "(?:[0-9]{1,4}|[零〇一二两俩三四五六七八九十廿]{1,4}|[일이삼사오육륙칠팔구십]{1,4})"
SIGNS = "零〇一二三四五六七八九"
YEAR = (
    rf"(?:(?P<year>[0-9]{{4}}|[0-9]{{2}}|[{SIGNS}]{{4}}|[{SIGNS}]{{2}}"
    rf"|[이천구백팔십육륙칠오사삼일]{{3,8}})"
    rf"\s*[年년]|(?P<year_word>{_any(words.YEARS)}))\s*的?"
)
PART = "(?P<part>初|底|末|초|말)"
TURN = f"(?P<turn>{_any(words.TURNS)})"
NAMED = rf"(?P<month_name>{_any(words.MONTHS)})\.?"
SINGLE = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
FULL = r"(?P<year>[0-9]{4})"
M, D = "(?P<month>[0-9]{1,2})", "(?P<day>[0-9]{1,2})"
MONTH, DAY, COUNT = (rf"(?P<{part}>{NUMBER})" for part in ("month", "day", "count"))
LENGTH = r"(?:(?P<count>[0-9]{1,4})|(?P<half>half )?(?P<one>an?)) (?P<unit>day|week|month|year)s?"

PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"(?P<word>{_any(words.DAYS)})", by_word),
    # 2018.4.24  2018-04-24  20180424  2018.4  201804  18.4.24  5/3
    (rf"{FULL}\s*[-./ ]\s*{M}\s*[-./ ]\s*{D}[日号]?", by_calendar),
    (rf"{FULL}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})", by_calendar),
    (rf"{FULL}\s*[-./]\s*{M}", by_calendar),
    (r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})", by_calendar),
    (rf"(?P<year>[0-9]{{2}})([-.]){M}\2{D}", by_calendar),
    (rf"{M}\s*[-./]\s*{D}[日号]?", by_calendar),
    # 2018年4月24日  去年五月  5月底  5月3  2018년 4월 24일. Not 八月十五: the moon's
    (rf"(?:{YEAR}\s*)?{MONTH}\s*[月월]份?\s*(?:{PART}|{DAY}\s*[号日일])?", by_calendar),
    (rf"(?:{YEAR}\s*)?{M}月{D}", by_calendar),
    # 2018  2018年  去年  2018年底  去年年底  年底
    (r"(?P<year>(?:19|20)[0-9]{2})", by_year),
    (rf"{YEAR}(?:\s*[年연년]?{PART})?", by_year),
    (rf"[年연년]{PART}", by_year),
    # 下个月  下个月5号  上月底  月底  3号  다음 달 5일  next month  the 3rd
    (rf"{TURN}个?月(?:份)?(?:{PART}|{DAY}[号日])?", by_month_turn),
    (rf"{TURN}\s*달\s*(?:{PART}|{DAY}\s*일)?", by_month_turn),
    (rf"(?:the )?{TURN} month", by_month_turn),
    (rf"[月월]{PART}", by_month_turn),
    (rf"{DAY}\s*[号日일]", by_month_turn),
    (r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)", by_month_turn),
    # 下周一  周五  下周  다음 주 월요일  next Monday
    (rf"(?:{TURN}个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])", by_week),
    (rf"{TURN}个?(?:周|星期|礼拜)", by_week),
    (rf"(?:{TURN}\s*주\s*)?(?P<weekday>[월화수목금토일])요일", by_week),
    (rf"{TURN}\s*주", by_week),
    (rf"(?:{TURN} )?(?P<weekday>{_any(w for w in words.WEEKDAYS if len(w) > 1)})", by_week),
    (rf"{TURN} week", by_week),
    # 三天后  两周以后  半年前  一个半月后  三年了  过三天. Not 年后: after the Spring Festival
    (
        rf"{COUNT}?\s*(?P<half>个半|半)?(?P<unit>个月|(?<=半)月|天|日|个?周|个?星期|个?礼拜|年)"
        r"(?P<more>半)?(?:以|之)?(?P<way>前|后|了)",
        by_distance,
    ),
    (rf"再?过(?!两天){COUNT}?(?P<half>半)?(?P<unit>个月|天|周|个?星期|年)(?:以?后)?", by_distance),
    # 3일 후  두 달 전  반년 전  한 달 반 뒤
    (
        rf"{COUNT}?\s*(?P<half>반)?\s*(?P<unit>일|주일?|개월|달|년)\s*(?P<more>반)?"
        r"\s*(?P<way>전|후|뒤)",
        by_distance,
    ),
    # in 3 days  2 weeks ago  a month later  in half a year
    (rf"in {LENGTH}", by_distance),
    (rf"{LENGTH} (?P<way>ago|before|later|from now)", by_distance),
    # May 3, 2018  3 May 2018  May 2018  May
    (rf"{NAMED}(?: {SINGLE})?(?:,? {FULL})?", by_calendar),
    (rf"(?:the )?{SINGLE} (?:of )?{NAMED}(?:,? {FULL})?", by_calendar),
)
TURNED = re.compile(rf"(?:{_any((*words.YEARS, *words.TURNS))})个?\s*$")
GRAMMAR = tuple((re.compile(pattern), reader) for pattern, reader in PATTERNS)


def spans(said: str, window: Window) -> list[Span] | None:
    """What the text may mean; none where there is no such day, None where it can't be read."""
    for pattern, reader in GRAMMAR:
        if match := pattern.fullmatch(said):
            caught = {name: text for name, text in match.groupdict().items() if text}
            try:
                return reader(caught, window)
            except (ValueError, OverflowError):  # where the calendar ends
                return []
    return None


def spans_within(said: str) -> list[str]:
    """The longest parts of a text that are written as days, in order.

    Of "last October" October alone is no day.
    """
    found = {match.span() for pattern, _ in GRAMMAR for match in pattern.finditer(said)}
    whole = [
        one for one in found if not any(_contains(other, one) for other in found if other != one)
    ]
    return [said[a:b] for a, b in sorted(whole) if not TURNED.search(said[:a])]


def _contains(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
