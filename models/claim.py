"""Claims: placements as a county's subsidy rule looks at them."""

import datetime as dt
from dataclasses import dataclass

from models.placement_state import PlacementState
from models.words import Destination, EvidenceKind


@dataclass(frozen=True)
class Claim:
    """What a rule asks of one placement, as it is. Wages are yuan a month.

    `worked_until` is the last day on which the person is known to have been there, `group` how
    many the same broker brought to the same employer on the same day, `filed_on` a local date.
    `worker` is none once erased: then nobody can tell whether they counted before. It is contested
    while the office is to find out whether another worker's placement is of the same person.
    """

    number: int
    worker: int | str | None
    broker: int | None
    starts_on: dt.date
    worked_until: dt.date
    going_on: bool
    wage: int
    has_contract: bool
    has_insurance: bool
    registered_poor: bool
    destination: Destination
    group: int
    filed_on: dt.date
    evidence: frozenset[EvidenceKind]
    state: PlacementState
    is_contested: bool = False
