"""Figures: whole numbers, years of birth and sums of money."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import FormContext, Option, Skipped
from dialogue.core.pay import format_pay
from dialogue.fields.offering import Unsure
from dialogue.fields.preset import PresetField
from dialogue.fields.text import TypedField
from dialogue.parsing import money, number
from dialogue.parsing.answer_words import answer_set
from dialogue.parsing.birth_year import birth_years
from dialogue.parsing.cover import skeleton
from dialogue.parsing.figure import Setting
from dialogue.parsing.pay import names_unit, pay, pay_within
from dialogue.parsing.remarks import Remark, find_remark, is_question, means_none, means_unknown
from dialogue.parsing.text import too_long
from models.core.pay import Pay, PayUnit
from models.core.refusal import Refusal


@dataclass(frozen=True)
class Number(TypedField):
    """A whole number from `least` to `most`, of people unless `counted` says otherwise."""

    zero_is_answer: ClassVar[bool] = True
    no_means_skip: ClassVar[bool] = True
    least: int
    most: int
    counted: Setting = number.PEOPLE

    def value(self, typed: str, scene: FormContext) -> int | Unsure | Skipped | Refusal:
        """The number; of a rough one those that it may mean. "No limit" leaves it out."""
        if rough := [n for n in number.spread(typed, self.counted) if self.least <= n <= self.most]:
            return Unsure(rough)
        if skeleton(typed) in answer_set("numbers", "unlimited") or _is_left_open(typed):
            return Skipped()
        told = number.whole(typed, self.least, self.most, self.counted)
        if not isinstance(told, Refusal) or told.name != "number_unread" or is_question(typed):
            return told
        within = number.whole_within(typed, self.least, self.most)
        return told if within is None or DENIED.search(typed) else Unsure([within])


def _is_refused(typed: str) -> bool:
    return find_remark(typed) is Remark.REFUSED


def _is_left_open(typed: str) -> bool:
    return _is_refused(typed) or means_none(typed) or means_unknown(typed)


@dataclass(frozen=True)
class BirthYear(TypedField):
    """A year of birth of somebody between two ages."""

    youngest: int = 16
    oldest: int = 90

    def value(self, typed: str, scene: FormContext) -> int | Unsure | Refusal:
        """The year: four digits, or the last two with 年; an age is one of two years."""
        years = birth_years(typed, scene.today.year)
        if isinstance(years, Refusal):
            return years
        least, most = scene.today.year - self.oldest, scene.today.year - self.youngest
        within = [year for year in years if least <= year <= most]
        if not within:
            return Refusal("birth_year_out_of_range", {"least": least, "most": most})
        return within[0] if len(years) == 1 else Unsure(within)


@dataclass(frozen=True)
class Money(PresetField):
    """A sum in whole yuan from `least` to `most`, with some usual amounts to tap."""

    least: int = 1
    most: int = 1_000_000
    usual: tuple[int, ...] = ()

    def presets(self, scene: FormContext) -> list[Option]:
        """The usual amounts."""
        return [Option(str(amount), self.show(amount, scene)) for amount in self.usual]

    def picked(self, code: str) -> int:
        """The amount tapped."""
        return int(code)

    def value(self, typed: str, scene: FormContext) -> Any:
        """The sum; what is told for a day or a month is none."""
        if _is_left_open(typed):
            return Skipped()
        paid = pay(typed)
        if isinstance(paid, Refusal):
            return _sum_within(typed, paid, self.least, self.most)
        if names_unit(typed):
            return Refusal("money_unread")
        if not isinstance(paid, list):
            return money.within(paid.amount, self.least, self.most)
        within = [one.amount for one in paid if self.least <= one.amount <= self.most]
        return Unsure(within) if within else money.within(paid[0].amount, self.least, self.most)

    def show(self, value: Any, scene: FormContext) -> str:
        return format_pay(value, scene.speech)


DENIED = re.compile(r"不是|没到|不到|아니|아님|\bnot\b", re.IGNORECASE)


def _sum_within(typed: str, refused: Refusal, least: int, most: int) -> Unsure | Refusal:
    """The sum that stands in a sentence, to be asked about; else the refusal of before."""
    paid = pay_within(typed) if refused.name == "money_unread" else None
    if paid is None or is_question(typed) or DENIED.search(typed):
        return refused
    return Unsure([paid.answer]) if least <= paid.by_month <= most else refused


# A month's wage below or above is asked about once more: it may be a day's or a year's.
PROPORTIONATE = range(500, 20_001)
A_DAY, A_YEAR = range(40, 1001), range(15_000, 500_001)
# What is owed or kept back is no wage.
OWED = re.compile(r"欠|扣了(?!社保|五险|保险|税)|没给|\b(?:owes?|owed)\b|밀렸|밀린|떼웠|못\s*받")
AT_MOST = re.compile(
    r"^\s*(?:最多|最高|顶多|不超过|不多于|封顶|at most|up to|no more than|max(?:imum)?|최고"
    r"|최대|많아야)\s*(?:能|给|是)?\s*"
    r"|\s*(?:封顶|以内|以下|以里|at most|max(?:imum)?)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wage(Money):
    """What somebody is paid, by the month.

    A wage for a day, an hour, a week or a year is kept as said: see models.core.pay. The ends of a
    range are offered, unless it is the least that one wishes for: `floor`. `ceiling` takes "at
    most". An amount out of all proportion is asked about once more. A typed 0 is a wrong amount,
    and does not go back.
    """

    zero_is_answer: ClassVar[bool] = True
    floor: bool = False
    ceiling: bool = False

    def value(self, typed: str, scene: FormContext) -> Any:
        if refusal := too_long(typed):
            return refusal
        if OWED.search(typed):
            return Refusal("money_unread")
        said = AT_MOST.sub("", typed.strip()) if self.ceiling else typed
        open_words = answer_set("wages", "open") | (
            answer_set("wages", "unwilling") if self.floor else set()
        )
        if skeleton(typed) in open_words or means_unknown(typed) or _is_refused(typed):
            return Skipped()
        if (self.floor or self.ceiling) and means_none(typed):
            return Skipped()
        paid = pay(said)
        if isinstance(paid, Refusal):
            return _sum_within(typed, paid, 1, self.most)
        if not isinstance(paid, list):
            return self._of_one(paid)
        if self.floor:
            return self._of_one(paid[0])
        within = [one for one in paid if 0 < one.by_month <= self.most]
        return Unsure([one.answer for one in within]) if within else self._beyond(0)

    def _of_one(self, paid: Pay) -> Any:
        if not 0 < paid.by_month <= self.most:
            return self._beyond(paid.by_month)
        if paid.by_month in PROPORTIONATE:
            return paid.answer
        return Unsure([paid.answer, *self._other_units(paid)])

    def _other_units(self, paid: Pay) -> list[Any]:
        """The same amount, meant for a day or for a year."""
        if paid.unit is not PayUnit.MONTH:
            return []
        units = ((A_DAY, PayUnit.DAY), (A_YEAR, PayUnit.YEAR))
        return [Pay(paid.amount, unit).answer for span, unit in units if paid.amount in span]

    def _beyond(self, amount: int) -> Refusal:
        refused = money.within(amount, 1, self.most)
        assert isinstance(refused, Refusal)
        return refused
