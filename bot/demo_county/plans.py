"""The plans: which placements there are, and how each report went."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Outcome(StrEnum):
    """How a report went."""

    STAYS = auto()
    LEAVES = auto()
    ENDED = auto()
    SILENT = auto()
    CONFIRMED = auto()
    CORRECTED = auto()
    ASKED = auto()
    DENIED = auto()
    RETURNED = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class Plan:
    """Work from that day on, seen from today.

    `writes` is whether its person has an account; of None either will do.
    """

    outcome: Outcome
    begins: int
    writes: bool | None = True
    poor: bool = False


WRITES = (None, True, False, True)


def _stays(*days: int) -> tuple[Plan, ...]:
    """Every fourth tells it to the office on the phone; of another the household is poor."""
    return tuple(
        Plan(Outcome.STAYS, day, writes=WRITES[place % 4], poor=place % 4 == 0)
        for place, day in enumerate(days)
    )


PLANS = (
    *_stays(-214, -209, -205, -201, -198, -194),
    *_stays(-128, -124, -119, -115, -111, -107, -102, -98, -95),
    *_stays(-62, -57, -51, -46, -41, -38),
    *_stays(-22, -19, -15, -12, -8),
    Plan(Outcome.LEAVES, -104),
    Plan(Outcome.ENDED, -92),
    Plan(Outcome.SILENT, -43),
    Plan(Outcome.REFUSED, -33),
    Plan(Outcome.RETURNED, -7),
    Plan(Outcome.DENIED, -2),
    Plan(Outcome.CONFIRMED, -1),
    Plan(Outcome.CONFIRMED, 0),
    Plan(Outcome.CORRECTED, 0),
    Plan(Outcome.CONFIRMED, 1),
    Plan(Outcome.ASKED, 3),
    Plan(Outcome.ASKED, 4),
    Plan(Outcome.ASKED, 5),
    Plan(Outcome.ASKED, 3, writes=False),
    Plan(Outcome.ASKED, 6, writes=False),
)
# So many days before the work begins it is reported.
REPORTED_BEFORE = 3
