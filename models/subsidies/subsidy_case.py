"""Cases: placements as a county's subsidy rule looks at them."""

import datetime as dt
from dataclasses import dataclass

from models.core.vocabulary import Destination, EvidenceKind
from models.placements.states import PlacementState


@dataclass(frozen=True)
class SubsidyCase:
    """What a rule asks of one placement, as it is. Wages are yuan a month.

    `worked_until` is the last day on which the person is known to have been there, `group` how
    many the same broker brought to the same employer on the same day who say so themselves, and
    `group_told` how many were reported and may still say so; `filed_on` is a local date.
    `has_contract` is the labourer's word, `has_insurance` and `registered_poor` are only told:
    money goes by the proof among the `evidence` that is kept, and by `poor_confirmed`.
    `worker` tells that two cases are of one person, also once erased; none where nobody can tell.
    It is contested while the office is to find out whether another worker is the same person.
    Of who is erased the evidence is gone too, so that what was paid may not count any more.
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
    poor_confirmed: bool
    destination: Destination
    group: int
    group_told: int
    filed_on: dt.date
    evidence: frozenset[EvidenceKind]
    state: PlacementState
    is_contested: bool = False
    is_erased: bool = False
