"""Days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dialogue.core.form import FormContext, Option
from dialogue.fields.preset import PresetField
from dialogue.parsing import date as reading
from models.core.refusal import Refusal


@dataclass(frozen=True)
class Near:
    """A day often meant: its label, and how many days from today it lies."""

    label: str
    days: int


@dataclass(frozen=True)
class Day(PresetField):
    """A day, at most so many days back and ahead; the value is ISO text."""

    back: int = 0
    ahead: int = 366
    near: tuple[Near, ...] = ()

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """The days often meant."""
        return [
            Option(
                (scene.today + timedelta(days=near.days)).isoformat(), str(scene.speech(near.label))
            )
            for near in self.near
        ]

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        today = scene.today
        earliest, latest = today - timedelta(days=self.back), today + timedelta(days=self.ahead)
        day = reading.date(typed, today, earliest, latest)
        return day if isinstance(day, Refusal) else day.isoformat()

    def show(self, value: Any, scene: FormContext) -> str:
        """As it is said: 2026年5月3日."""
        day = date.fromisoformat(value)
        return str(
            scene.speech("{year}-{month:02}-{day:02}", year=day.year, month=day.month, day=day.day)
        )
