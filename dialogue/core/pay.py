"""Wages as people read them: as said, with the estimate by the month."""

from typing import Any

from dialogue.core.i18n import N_, Speech
from models.core.pay import PayUnit, read_answer

MONTHLY = N_("{amount} yuan")
BY_UNIT = {
    PayUnit.HOUR: N_("{amount} yuan an hour (about {month} a month: 26 days of 8 hours)"),
    PayUnit.DAY: N_("{amount} yuan a day (about {month} a month of 26 days)"),
    PayUnit.WEEK: N_("{amount} yuan a week (about {month} a month)"),
    PayUnit.YEAR: N_("{amount} yuan a year (about {month} a month)"),
}


def format_pay(value: Any, speech: Speech) -> str:
    """3500 yuan; 150 yuan a day (about 3900 a month of 26 days)."""
    pay = read_answer(value)
    assert pay is not None
    words = BY_UNIT.get(pay.unit, MONTHLY)
    return str(speech(words, amount=pay.amount, month=pay.by_month))
