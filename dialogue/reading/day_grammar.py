"""How people write days: a table of patterns, each with the reader of what it caught."""

import datetime
import re
from collections.abc import Callable, Iterable

from dialogue.reading import day_words as words
from dialogue.reading.numeral import numeral
from dialogue.reading.span import Span, Window, day, month, month_end, stepped

# None where a number in it can't be read; no spans where there is no such day.
Reader = Callable[[dict[str, str], Window], list[Span] | None]


def _any(table: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, table), key=len, reverse=True))


NUMBER = "(?:[0-9]{1,4}|[零〇一二两俩三四五六七八九十廿]{1,4}|[일이삼사오육륙칠팔구십]{1,4})"
SIGNS = "零〇一二三四五六七八九"
YEAR = (
    rf"(?:(?P<year>[0-9]{{4}}|[0-9]{{2}}|[{SIGNS}]{{4}}|[{SIGNS}]{{2}}|[이천구백팔십육칠오사삼일]{{3,8}})"
    rf"\s*[年년]|(?P<year_word>{_any(words.YEARS)}))\s*的?"
)
PART = "(?P<part>初|底|末|초|말)"
TURN = f"(?P<turn>{_any(words.TURNS)})"
NAMED = rf"(?P<month_name>{_any(words.MONTHS)})\.?"
SINGLE = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
FULL = r"(?P<year>[0-9]{4})"
M, D = "(?P<month>[0-9]{1,2})", "(?P<day>[0-9]{1,2})"


def _figure(said: str) -> int | None:
    value = numeral(said)
    return int(value) if value is not None and value.denominator == 1 else None


def _year(caught: dict[str, str], window: Window) -> int | None:
    """The year in full; two digits are those of the last ninety years or the next ten."""
    if "year_word" in caught:
        return window.today.year + words.YEARS[caught["year_word"]]
    year = _figure(caught["year"])
    if year is None or year > 99:
        return year
    year += window.today.year // 100 * 100
    return year if year <= window.today.year + 10 else year - 100


def _month(caught: dict[str, str]) -> int | None:
    if "month_name" in caught:
        return words.MONTHS[caught["month_name"]]
    return _figure(caught["month"])


def _in_month(year: int, number: int, caught: dict[str, str]) -> list[Span] | None:
    """A day of a month, its first, its last, or the whole of it."""
    if "part" in caught:
        return month_end(year, number) if caught["part"] in words.ENDS else day(year, number, 1)
    if "day" not in caught:
        return month(year, number)
    figure = _figure(caught["day"])
    return None if figure is None else day(year, number, figure)


def _gathered(found: Iterable[list[Span] | None]) -> list[Span] | None:
    spans: list[Span] = []
    for some in found:
        if some is None:
            return None
        spans.extend(some)
    return spans


def by_calendar(caught: dict[str, str], window: Window) -> list[Span] | None:
    """Month and day, with the year or in any year near."""
    number = _month(caught)
    years = window.years()
    if "year" in caught or "year_word" in caught:
        year = _year(caught, window)
        years = [] if year is None else [year]
    if number is None or not years:
        return None
    return _gathered(_in_month(year, number, caught) for year in years)


def by_year(caught: dict[str, str], window: Window) -> list[Span] | None:
    """The first of January, or the last day of the year."""
    number = "12" if caught.get("part", "") in words.ENDS and "part" in caught else "1"
    return by_calendar({"part": "初", **caught, "month": number}, window)


def by_month_turn(caught: dict[str, str], window: Window) -> list[Span] | None:
    """This month, the next, the last; or a day of any month near."""
    turn = caught.get("turn")
    steps = range(-2, 3) if turn is None else [words.TURNS[turn]]
    first = window.today.replace(day=1)
    months = [stepped(first, step, 0) for step in steps]
    return _gathered(_in_month(start.year, start.month, caught) for start in months)


def by_week(caught: dict[str, str], window: Window) -> list[Span] | None:
    """A day of this week, the next, the last, all from Monday; or the whole of a week."""
    turn, weekday = caught.get("turn"), caught.get("weekday")
    steps = range(-1, 2) if turn is None else [words.TURNS[turn]]
    monday = window.today - datetime.timedelta(days=window.today.weekday())
    weeks = [monday + datetime.timedelta(weeks=step) for step in steps]
    first, last = (0, 6) if weekday is None else (words.WEEKDAYS[weekday],) * 2
    one = datetime.timedelta(days=1)
    return [Span(start + first * one, start + last * one) for start in weeks]


def by_distance(caught: dict[str, str], window: Window) -> list[Span] | None:
    """So many days, weeks, months or years from today, with halves of the last two."""
    count = _figure(caught["count"]) if "count" in caught else "half" not in caught
    halves = ("half" in caught) + ("more" in caught)
    months, days = words.UNITS[caught["unit"]]
    half = words.HALVES.get((months, days))
    if count is None or (halves and half is None):
        return None
    half_months, half_days = half or (0, 0)
    way = -1 if caught.get("way") in words.BACKWARD else 1
    date = stepped(
        window.today,
        way * (count * months + halves * half_months),
        way * (count * days + halves * half_days),
    )
    return [Span(date, date)]


def by_word(caught: dict[str, str], window: Window) -> list[Span] | None:
    """Today, tomorrow, yesterday."""
    date = stepped(window.today, 0, words.DAYS[caught["word"]])
    return [Span(date, date)]


PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"(?P<word>{_any(words.DAYS)})", by_word),
    # 2018.4.24  2018-04-24  20180424  2018.4  201804  18.4.24  5/3
    (rf"{FULL}\s*[-./ ]\s*{M}\s*[-./ ]\s*{D}[日号]?", by_calendar),
    (rf"{FULL}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})", by_calendar),
    (rf"{FULL}\s*[-./]\s*{M}", by_calendar),
    (r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})", by_calendar),
    (rf"(?P<year>[0-9]{{2}})([-.]){M}\2{D}", by_calendar),
    (rf"{M}\s*[-./]\s*{D}[日号]?", by_calendar),
    # 2018年4月24日  去年五月  5月3  5月底  2018년 4월 24일. Not 五月初三: that is the moon's calendar
    (rf"(?:{YEAR}\s*)?(?P<month>{NUMBER})\s*[月월]份?\s*(?:{PART}|(?P<day>{NUMBER})\s*[号日일])?", by_calendar),
    (rf"(?:{YEAR}\s*)?{M}月{D}", by_calendar),
    # 2018  2018年  去年  2018年底  去年年底  年底
    (r"(?P<year>(?:19|20)[0-9]{2})", by_year),
    (rf"{YEAR}(?:\s*[年연년]?{PART})?", by_year),
    (rf"[年연년]{PART}", by_year),
    # 下个月  下个月5号  上月底  月底  3号  다음 달 5일  next month  the 3rd
    (rf"{TURN}个?月(?:份)?(?:{PART}|(?P<day>{NUMBER})[号日])?", by_month_turn),
    (rf"{TURN}\s*달\s*(?:{PART}|(?P<day>{NUMBER})\s*일)?", by_month_turn),
    (rf"(?:the )?{TURN} month", by_month_turn),
    (rf"[月월]{PART}", by_month_turn),
    (rf"(?P<day>{NUMBER})\s*[号日일]", by_month_turn),
    (r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)", by_month_turn),
    # 下周一  周五  下周  다음 주 월요일  next Monday
    (rf"(?:{TURN}个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])", by_week),
    (rf"{TURN}个?(?:周|星期|礼拜)", by_week),
    (rf"(?:{TURN}\s*주\s*)?(?P<weekday>[월화수목금토일])요일", by_week),
    (rf"{TURN}\s*주", by_week),
    (rf"(?:{TURN} )?(?P<weekday>{_any(w for w in words.WEEKDAYS if len(w) > 1)})", by_week),
    (rf"{TURN} week", by_week),
    # 三天后  两周以后  半年前  一个半月后  三年了  过三天
    (
        rf"(?P<count>{NUMBER})?\s*(?P<half>个半|半)?(?P<unit>个月|(?<=半)月|天|日|个?周|个?星期|个?礼拜|年)"
        r"(?P<more>半)?(?:以|之)?(?P<way>前|后|了)",
        by_distance,
    ),
    (rf"再?过(?P<count>{NUMBER})?(?P<half>半)?(?P<unit>个月|天|周|个?星期|年)(?:以?后)?", by_distance),
    # 3일 후  두 달 전  반년 전  한 달 반 뒤
    (
        rf"(?P<count>{NUMBER})?\s*(?P<half>반)?\s*(?P<unit>일|주일?|개월|달|년)\s*(?P<more>반)?"
        r"\s*(?P<way>전|후|뒤)",
        by_distance,
    ),
    # in 3 days  2 weeks ago  a month later  in half a year
    (r"in (?:(?P<count>[0-9]{1,4})|(?P<half>half )?an?) (?P<unit>day|week|month|year)s?", by_distance),
    (
        r"(?:(?P<count>[0-9]{1,4})|(?P<half>half )?an?) (?P<unit>day|week|month|year)s?"
        r" (?P<way>ago|before|later|from now)",
        by_distance,
    ),
    # May 3, 2018  3 May 2018  May 2018  May
    (rf"{NAMED}(?: {SINGLE})?(?:,? {FULL})?", by_calendar),
    (rf"(?:the )?{SINGLE} (?:of )?{NAMED}(?:,? {FULL})?", by_calendar),
)
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
