"""The office: what everything that happens by the clock needs to know of its surroundings."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from models.core.clock import Clock
from models.core.vocabulary import Language
from scheduler.timing import ClockTiming


@dataclass(frozen=True)
class ClockContext:
    """The time, the county's zone, the language of who chose none, and messages a second.

    `timing` is how often the loops look.
    """

    clock: Clock
    zone: ZoneInfo
    language: Language
    rate: int
    timing: ClockTiming = field(default_factory=ClockTiming)
