"""Which backups stay: enough to go back by, and nobody who was erased for longer than promised."""

import datetime as dt

import pytest

from bot.backups.pruning import DAILY, WEEKLY, choose_expired
from tests.support.store import NOON

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("most", [2, 10, 30, 92, 400])
def test_a_backup_each_night_for_years(most: int) -> None:
    kept: set[dt.datetime] = set()
    for night in range(800):
        now = NOON + night * DAY
        kept |= {now}
        kept -= choose_expired(kept, now, most)
        ages = sorted(now - moment for moment in kept)
        assert ages[0] == dt.timedelta(0)
        # Before the timer comes again nothing has passed the limit.
        assert ages[-1] + DAY <= most * DAY
        assert len(kept) <= 8 + 6 + most // 28
    days = {age for age in ages if age < DAILY}
    assert len(days) == min(7, most - 1)
    if most > WEEKLY.days:
        assert len([age for age in ages if DAILY <= age < WEEKLY]) >= 4
        assert ages[-1] > (most - 40) * DAY


def test_the_newest_stays_however_old_it_is() -> None:
    taken = {NOON - 500 * DAY, NOON - 501 * DAY}
    assert choose_expired(taken, NOON, 92) == {NOON - 501 * DAY}
    assert choose_expired(set(), NOON, 92) == set()


def test_what_somebody_took_by_hand_before_a_mishap_stays_beside_the_one_after_it() -> None:
    minute = dt.timedelta(minutes=1)
    taken = {NOON - 9 * minute, NOON - 5 * minute, NOON}
    assert choose_expired(taken, NOON + DAY, 92) == set()
    assert choose_expired(taken, NOON + 3 * DAY, 92) == taken - {NOON}
