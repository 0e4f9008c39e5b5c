"""Figures: whole numbers and money."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import FormContext, Option
from dialogue.core.i18n import N_
from dialogue.fields.preset import PresetField
from dialogue.fields.text import TypedField
from dialogue.parsing import money, number
from models.core.refusal import Refusal


@dataclass(frozen=True)
class Number(TypedField):
    """A whole number from `least` to `most`."""

    zero_is_answer: ClassVar[bool] = True
    no_means_skip: ClassVar[bool] = True
    least: int
    most: int

    def value(self, typed: str, scene: FormContext) -> int | Refusal:
        return number.whole(typed, self.least, self.most)


YEAR_SIGNS = set("年년")


@dataclass(frozen=True)
class BirthYear(TypedField):
    """A year of birth of somebody between two ages."""

    youngest: int = 16
    oldest: int = 90

    def value(self, typed: str, scene: FormContext) -> int | Refusal:
        """The year: four digits, or the last two with 年. A bare 41 may as well be an age."""
        year = number.whole(typed, 0, 9999)
        if isinstance(year, Refusal) or (year < 100 and not YEAR_SIGNS & set(typed)):
            return Refusal("year_unread")
        if year < 100:
            year += 2000 if year <= scene.today.year % 100 else 1900
        least, most = scene.today.year - self.oldest, scene.today.year - self.youngest
        if not least <= year <= most:
            return Refusal("birth_year_out_of_range", {"least": least, "most": most})
        return year


@dataclass(frozen=True)
class Money(PresetField):
    """Whole yuan from `least` to `most`, with some usual amounts to tap."""

    least: int = 100
    most: int = 100_000
    usual: tuple[int, ...] = ()

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """The usual amounts."""
        return [Option(str(amount), self.show(amount, scene)) for amount in self.usual]

    def picked(self, code: str) -> int:
        """The amount tapped."""
        return int(code)

    def value(self, typed: str, scene: FormContext) -> int | Refusal:
        return money.money(typed, self.least, self.most)

    def show(self, value: Any, scene: FormContext) -> str:
        return str(scene.speech(N_("{amount} yuan"), amount=value))


@dataclass(frozen=True)
class Wage(Money):
    """What somebody is paid in a month: a typed 0 is a wrong amount, and does not go back."""

    zero_is_answer: ClassVar[bool] = True
    least: int = 500
    most: int = 50_000
