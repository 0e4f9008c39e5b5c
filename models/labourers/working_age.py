"""Who is of an age to work: a dated rule, as data, since counties differ and change it."""

import datetime as dt
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, and_, case, true
from sqlmodel import col

from models.core.refusal import Refusal
from models.core.vocabulary import Sex

FILE = "working_age.toml"
SHIPPED = Path(__file__).parent / FILE
_STRICT = ConfigDict(extra="forbid", strict=True)
_Age = Annotated[int, Field(ge=16, le=120)]


@dataclass(frozen=True)
class WorkingAge:
    """From a day on: the least age, the greatest of women and of men; None for no limit."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    valid_from: dt.date
    source: Annotated[str, Field(min_length=1, max_length=200)]
    least: _Age = 16
    most_women: _Age | None = None
    most_men: _Age | None = None

    def includes(self, people: Any, today: dt.date) -> ColumnElement[bool]:
        """The people of that age this year, as a condition over a table with sex and birth year."""
        born = col(people.birth_year)
        is_old_enough = born <= today.year - self.least
        if self.most_women is None and self.most_men is None:
            return is_old_enough
        limits = ((Sex.FEMALE, self.most_women), (Sex.MALE, self.most_men))
        young = [
            (col(people.sex) == sex, born >= today.year - most) for sex, most in limits if most
        ]
        return and_(is_old_enough, case(*young, else_=true()))


@dataclass(frozen=True)
class _File:
    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    rule: Annotated[tuple[WorkingAge, ...], Field(min_length=1)]


_FILE = TypeAdapter(_File)


def parse_working_ages(text: str) -> tuple[WorkingAge, ...] | Refusal:
    """The rules of a file, the earliest first. Refusal: working_age_wrong {field}."""
    try:
        told = tomllib.loads(text)
        found = _FILE.validate_json(json.dumps(told, default=str))
    except ValidationError as problem:
        place = ".".join(str(part) for part in problem.errors()[0]["loc"])
        return Refusal("working_age_wrong", {"field": place})
    except (ValueError, RecursionError):
        return Refusal("working_age_wrong", {"field": FILE})
    return tuple(sorted(found.rule, key=lambda one: one.valid_from))


@cache
def read_shipped() -> tuple[WorkingAge, ...]:
    """The rules that come along."""
    found = parse_working_ages(SHIPPED.read_text(encoding="utf-8"))
    assert not isinstance(found, Refusal)
    return found


def read_working_ages(folder: Path | None = None) -> tuple[WorkingAge, ...] | Refusal:
    """The county's own, where it has a file; else those that come along."""
    own = folder / FILE if folder else None
    if own is None or not own.is_file():
        return read_shipped()
    try:
        return parse_working_ages(own.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return Refusal("working_age_wrong", {"field": FILE})


def get_working_age(rules: Sequence[WorkingAge], today: dt.date) -> WorkingAge:
    """The one in force on a day; before the earliest that one."""
    in_force = [one for one in rules if one.valid_from <= today]
    return in_force[-1] if in_force else rules[0]
