"""Days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dialogue.core.form import FormContext, Option, Skipped
from dialogue.fields.offering import Unsure
from dialogue.fields.preset import PresetField
from dialogue.parsing import date as reading
from dialogue.parsing.answer_words import answer_set
from dialogue.parsing.cover import skeleton
from dialogue.parsing.remarks import means_none, means_unknown
from dialogue.parsing.rough_day import before_which, length_within, rough_days, third_of_month
from dialogue.parsing.span import Window
from models.core.refusal import Refusal

# 半年, where only days that are past are asked for, is half a year ago.
DAY_ALONE = re.compile(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})\s*(?:号|日|일)[。.]?"
    r"|(?:the )?[0-9]{1,2}(?:st|nd|rd|th)"
)
YEAR_ALONE = re.compile(
    r"(?:[0-9]{4}|[0-9零〇一二三四五六七八九]{2,4}\s*[年년])\s*年?\s*[初底末초말]?(?:的|生|생)?[\s.。]*"
)
ENDED = re.compile(r"\s*(?:됐습니다|됐어요|됐소|되였습니다|입니다|이요|요|了|呢)?[\s.。]*$")
# Nobody of this age is asked for a day of birth.
YOUNGEST_BORN = 10
# So many days of a sentence are offered.
WITHIN = 2
PAST = ("{}前", "{} 전", "{} ago")


@dataclass(frozen=True)
class Near:
    """A day often meant: its label, and how many days from today it lies."""

    label: str
    days: int


@dataclass(frozen=True)
class Day(PresetField):
    """A day, at most so many days back and ahead; the value is ISO text.

    Of an `exact` day a whole month is asked about. `soonest` takes "at any time" for today. Rough
    times, such as after the harvest, are offered as the days that they may mean.
    """

    back: int = 0
    ahead: int = 366
    near: tuple[Near, ...] = ()
    soonest: bool = False
    exact: bool = False

    def presets(self, scene: FormContext) -> list[Option]:
        """The days often meant."""
        return [
            Option(
                (scene.today + timedelta(days=near.days)).isoformat(), str(scene.speech(near.label))
            )
            for near in self.near
        ]

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Skipped | Refusal:
        window = Window(
            scene.today,
            scene.today - timedelta(days=self.back),
            scene.today + timedelta(days=self.ahead),
        )
        day = self._day(typed, window)
        if not isinstance(day, Refusal):
            return self._sure(typed, day, window)
        if self.soonest and skeleton(typed) in answer_set("days", "soonest"):
            return scene.today.isoformat()
        if rough := self._rough(typed, window):
            return Unsure([one.isoformat() for one in rough])
        if means_unknown(typed) or means_none(typed):
            return Skipped()
        return self._within(typed, day, window)

    def _within(self, typed: str, refused: Refusal, window: Window) -> Unsure | Refusal:
        """The days that stand in a sentence, to be asked about; else the refusal of before."""
        days = reading.dates_within(typed, window) if refused.name == "date_unread" else []
        return Unsure([one.isoformat() for one in days]) if 0 < len(days) <= WITHIN else refused

    def _sure(self, typed: str, day: date, window: Window) -> str | Unsure:
        """The day; where it may lie before today or after, both; where a month was told, asked."""
        if DAY_ALONE.fullmatch(typed.strip()) and self.back and self.ahead:
            ways = (Window(window.today, window.earliest, window.today), window)
            read = [reading.date(typed, one.today, one.earliest, one.latest) for one in ways]
            days = sorted({one for one in read if not isinstance(one, Refusal)})
            if len(days) > 1:
                return Unsure([one.isoformat() for one in days])
        if self.exact and reading.is_longer_than_a_day(typed, window):
            return Unsure([day.isoformat()])
        return day.isoformat()

    def _day(self, typed: str, window: Window) -> date | Refusal:
        day = reading.date(typed, window.today, window.earliest, window.latest)
        if isinstance(day, Refusal) and day.name == "date_unread" and not self.ahead:
            said = ENDED.sub("", typed)
            past = self._all_read(window, *(way.format(said) for way in PAST))
            return past[0] if past else day
        return day

    def _rough(self, typed: str, window: Window) -> list[date]:
        if rough := rough_days(typed, window):
            return rough
        if third := third_of_month(typed):
            return self._all_read(window, *(f"{third[0]}{day}号" for day in third[1]))
        if before := before_which(typed):
            return self._all_read(window, before)
        length = None if self.ahead else length_within(typed)
        return self._all_read(window, *(way.format(length) for way in PAST)) if length else []

    def _all_read(self, window: Window, *texts: str) -> list[date]:
        """The days of the texts that can be read."""
        read = [reading.date(one, window.today, window.earliest, window.latest) for one in texts]
        return [day for day in read if not isinstance(day, Refusal)]

    def show(self, value: Any, scene: FormContext) -> str:
        """As it is said: 2026年5月3日."""
        day = date.fromisoformat(value)
        return str(
            scene.speech("{year}-{month:02}-{day:02}", year=day.year, month=day.month, day=day.day)
        )


@dataclass(frozen=True)
class BirthDay(Day):
    """A day of birth, at most so many days back.

    Without a year it lies in the year of birth that was given before. A month is asked about.
    """

    ahead: int = -365 * YOUNGEST_BORN
    exact: bool = True

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Skipped | Refusal:
        if YEAR_ALONE.fullmatch(typed.strip()):
            return Refusal("date_unread")
        year = scene.given.get("birth_year")
        if not year:
            return super().value(typed, scene)
        window = Window(scene.today, date(year, 1, 1), date(year, 12, 31))
        day = self._day(typed, window)
        if not isinstance(day, Refusal):
            return self._sure(typed, day, window)
        # Another year than that of before must be told in full.
        if reading.tells_year(typed, window):
            return super().value(typed, scene)
        return self._within(typed, day, window)
