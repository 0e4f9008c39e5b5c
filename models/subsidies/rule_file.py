"""A county's subsidy rule as data: read from a file, and from what is kept of it."""

import datetime as dt
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from models.core import calendar as months
from models.core.refusal import Refusal
from models.core.text_files import find_encoding
from models.core.vocabulary import Destination, EvidenceKind

LEFT_OPEN = "?"
# Months; wages that take longer to add up are taken as never.
LONGEST = 120
_UNKNOWN = "unexpected_keyword_argument"
_STRICT = ConfigDict(extra="forbid", strict=True)
_Yuan = Annotated[int, Field(ge=1, le=1_000_000)]
_Months = Annotated[int, Field(ge=1, le=36)]
_Count = Annotated[int, Field(ge=1, le=100_000)]


@dataclass(frozen=True)
class Tier:
    """Yuan for each head from this ordinal among the broker's placements of the year on."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    from_head: _Count
    yuan: _Yuan


@dataclass(frozen=True)
class Rate:
    """What is paid for one placement, and what it asks for; money in yuan.

    Either from `months` whole months on, or for more than `months_over`. `monthly_average` and
    `in_all` are the least wages; None and False ask for nothing.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    months: _Months | None = None
    months_over: _Months | None = None
    monthly_average: _Yuan | None = None
    in_all: _Yuan | None = None
    contract: bool = False
    insurance: bool = False
    registered_poor: bool = False

    @model_validator(mode="after")
    def _agrees(self) -> "Rate":
        heads = [tier.from_head for tier in self.tiers]
        if heads[0] != 1 or heads != sorted(set(heads)):
            raise ValueError("tiers")
        if (self.months is None) == (self.months_over is None):
            raise ValueError("months")
        return self

    @property
    def whole_months(self) -> int:
        """How many months must be whole."""
        return self.months or self.months_over or 0

    def worked_on(self, start: dt.date) -> dt.date:
        """The day on which somebody who started then has worked long enough."""
        over = dt.timedelta(days=1 if self.months_over else 0)
        return months.after(start, self.whole_months) + over

    def earned_on(self, start: dt.date, wage: int) -> dt.date | None:
        """The day on which whole months at this wage make up `in_all`; None for never."""
        if self.in_all is None:
            return start
        needed = -(-self.in_all // wage) if wage > 0 else LONGEST + 1
        return months.after(start, needed) if needed <= LONGEST else None

    def amount(self, head: int) -> int:
        """Yuan for the head with this ordinal among the broker's placements of the year, from 1."""
        return next(tier.yuan for tier in reversed(self.tiers) if tier.from_head <= head)


@dataclass(frozen=True)
class Rule:
    """A rule for placements that start on `valid_from` or later; the form: rules/README.md."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    county: Annotated[str, Field(pattern=r"^[1-9][0-9]{5}$")]
    valid_from: dt.date
    source: Annotated[str, Field(min_length=1, max_length=200)]
    filed_before_start: bool
    once_a_year: bool
    group_size: _Count
    destinations: Annotated[frozenset[Destination], Field(min_length=1)]
    evidence: frozenset[EvidenceKind]
    rate: Annotated[tuple[Rate, ...], Field(min_length=1)]


_RULE = TypeAdapter(Rule)


def read_rule_file(file: Path) -> str | Refusal:
    """What stands in a file, in UTF-8, UTF-16 or GB 18030."""
    try:
        content = file.read_bytes()
    except OSError as problem:
        return Refusal("rule_unreadable", {"why": type(problem).__name__})
    encoding = find_encoding(content)
    if encoding is None:
        return Refusal("rule_unreadable", {"why": "UnicodeDecodeError"})
    return content.decode(encoding).replace("\r\n", "\n")


def parse_rule(text: str) -> Rule | Refusal:
    """A rule from TOML; refuses what is none, naming the first field that does not fit."""
    try:
        told = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        # A number of more than 4,300 digits is a ValueError too.
        return Refusal("rule_unreadable", {"why": str(problem)})
    try:
        return _RULE.validate_json(json.dumps(told, default=str))
    except ValidationError as problem:
        # A field that is misspelt is missing too: its own name says more.
        return _refused(min(problem.errors(), key=lambda error: error["type"] != _UNKNOWN))


def dump_rule(rule: Rule) -> dict[str, Any]:
    """The rule as the store keeps it."""
    content: dict[str, Any] = _RULE.dump_python(rule, mode="json", exclude_none=True)
    return content


def load_rule(content: dict[str, Any]) -> Rule:
    """The rule that `kept` made this of."""
    return _RULE.validate_json(json.dumps(content))


def _refused(problem: Any) -> Refusal:
    """Which field, and what is the matter with it; a place in a list counts from 1."""
    place = [str(part + 1 if isinstance(part, int) else part) for part in problem["loc"]]
    if problem["type"] == "value_error":
        place.append(str(problem["ctx"]["error"]))
    field: dict[str, str | int] = {"field": ".".join(place)}
    if problem["type"] == "missing":
        return Refusal("rule_lacks", field)
    if problem["type"] == _UNKNOWN:
        return Refusal("rule_unknown", field)
    if problem["input"] == LEFT_OPEN:
        return Refusal("rule_open", field)
    return Refusal("rule_wrong", field)
