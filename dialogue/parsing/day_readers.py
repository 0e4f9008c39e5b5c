"""What the patterns of day_grammar caught, as spans of days.

Each reader takes the groups of a match. It gives None where a number among them can't be read,
and no spans where there is no such day.
"""

import datetime
from collections.abc import Iterable

from dialogue.parsing import day_words as words
from dialogue.parsing.numeral import numeral
from dialogue.parsing.span import Span, Window, day, month, month_end, stepped


def _figure(said: str) -> int | None:
    value = numeral(said)
    return int(value) if value is not None and value.denominator == 1 else None


def _year(caught: dict[str, str], window: Window) -> int | None:
    """The year in full; two digits are those of the last ninety years or the next ten."""
    if "year_word" in caught:
        return window.today.year + words.YEARS[caught["year_word"]]
    year = _figure(caught["year"])
    if year is None or len(caught["year"]) > 2:
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
    number = "12" if caught.get("part") in words.ENDS else "1"
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
    count, halves = _count(caught), ("half" in caught) + ("more" in caught)
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


def _count(caught: dict[str, str]) -> int | None:
    if "count" in caught:
        return _figure(caught["count"])
    if "half" in caught:
        return 0
    return 1 if "one" in caught else None


def by_word(caught: dict[str, str], window: Window) -> list[Span] | None:
    """Today, tomorrow, yesterday."""
    date = stepped(window.today, 0, words.DAYS[caught["word"]])
    return [Span(date, date)]
