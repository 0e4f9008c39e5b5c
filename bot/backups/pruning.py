"""Which backups are kept: many of the last days, few of long ago, none past the limit.

Whoever is erased is still in the backups of before, so the limit is a promise to people.
"""

import datetime as dt
from collections.abc import Collection

ALL_OF = dt.timedelta(days=2)
DAILY, WEEKLY = dt.timedelta(days=7), dt.timedelta(days=35)
# The timer comes once a day: what would pass the limit before it comes again goes now.
NEXT_TIME = dt.timedelta(days=1)


def choose_expired(
    taken: Collection[dt.datetime], now: dt.datetime, most_days: int
) -> set[dt.datetime]:
    """Return the moments whose backups go. The newest always stays.

    Of the last two days every one is kept, then one a day for a week, one a week for five weeks,
    and one a month, until `most_days`.
    """
    kept: set[dt.datetime] = set()
    filled: set[object] = set()
    limit = dt.timedelta(days=most_days) - NEXT_TIME
    for moment in sorted(taken, reverse=True):
        place = _place(moment, now - moment)
        if not kept or (now - moment < limit and place not in filled):
            kept.add(moment)
            filled.add(place)
    return set(taken) - kept


def _place(moment: dt.datetime, age: dt.timedelta) -> object:
    """What only one backup is kept for."""
    if age < ALL_OF:
        return moment
    if age < DAILY:
        return moment.date()
    if age < WEEKLY:
        return moment.isocalendar()[:2]
    return moment.year, moment.month, "month"
