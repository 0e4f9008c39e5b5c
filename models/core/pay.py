"""Wages: whole yuan, as they were said, and the estimate by the month.

An answer is a number, which is by the month, or {"amount", "unit"} for another unit of time. A
month is counted with 26 days of 8 hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from fractions import Fraction
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator

DAYS_A_MONTH, HOURS_A_DAY, WEEKS_A_YEAR, MONTHS_A_YEAR = 26, 8, 52, 12
BETWEEN = "/"


class PayUnit(StrEnum):
    """What a wage is paid for."""

    HOUR = auto()
    DAY = auto()
    WEEK = auto()
    MONTH = auto()
    YEAR = auto()


A_MONTH = {
    PayUnit.HOUR: Fraction(DAYS_A_MONTH * HOURS_A_DAY),
    PayUnit.DAY: Fraction(DAYS_A_MONTH),
    PayUnit.WEEK: Fraction(WEEKS_A_YEAR, MONTHS_A_YEAR),
    PayUnit.MONTH: Fraction(1),
    PayUnit.YEAR: Fraction(1, MONTHS_A_YEAR),
}


@dataclass(frozen=True)
class Pay:
    """Whole yuan for a unit of time."""

    amount: int
    unit: PayUnit = PayUnit.MONTH

    @property
    def by_month(self) -> int:
        """The estimate by the month, in whole yuan."""
        return round(self.amount * A_MONTH[self.unit])

    @property
    def answer(self) -> Any:
        """As an answer keeps it."""
        if self.unit is PayUnit.MONTH:
            return self.amount
        return {"amount": self.amount, "unit": str(self.unit)}

    @property
    def as_said(self) -> str | None:
        """150/day; None of a month's wage, which is its own estimate."""
        is_month = self.unit is PayUnit.MONTH
        return None if is_month else f"{self.amount}{BETWEEN}{self.unit}"


def read_answer(value: Any) -> Pay | None:
    """The wage of an answer; None where none was given."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return Pay(value["amount"], PayUnit(value["unit"]))
    return Pay(int(value))


def by_month(value: Any) -> Any:
    """The estimate by the month of an answer; None stays None."""
    pay = read_answer(value)
    return None if pay is None else pay.by_month


def as_said(value: Any) -> str | None:
    """What was said, where it was not by the month."""
    pay = read_answer(value)
    return None if pay is None else pay.as_said


def as_answer(month: int | None, said: str | None) -> Any:
    """The answer again, from the two as they are kept."""
    if said is None:
        return month
    amount, _, unit = said.partition(BETWEEN)
    return Pay(int(amount), PayUnit(unit)).answer


# A command's wage: whatever an answer holds, in yuan a month.
Yuan: TypeAlias = Annotated[int, BeforeValidator(by_month)]
