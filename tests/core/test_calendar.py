"""Calendar months."""

from datetime import date

import pytest

from models.core import calendar


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 8, 31), 0, date(2026, 8, 31)),
    ],
)
def test_a_month_ends_on_the_day_it_began(start: date, count: int, end: date) -> None:
    assert calendar.after(start, count) == end
    assert calendar.complete(start, end) == count


def test_a_day_less_is_a_month_less() -> None:
    assert calendar.complete(date(2026, 1, 15), date(2026, 4, 14)) == 2


def test_nothing_is_complete_before_the_start() -> None:
    assert calendar.complete(date(2026, 5, 1), date(2026, 1, 1)) == 0
