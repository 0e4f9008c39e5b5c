"""The office: what everything that happens by the clock needs to know of its surroundings."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from models.core.clock import Clock
from models.core.vocabulary import Language


@dataclass(frozen=True)
class ClockContext:
    """The time, the county's zone, the language of who chose none, and messages a second."""

    clock: Clock
    zone: ZoneInfo
    language: Language
    rate: int
