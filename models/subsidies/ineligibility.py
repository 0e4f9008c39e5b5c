"""What a placement lacks under a rule: each reason by name, and whether it can be mended."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum, auto

from models.core import calendar
from models.core.vocabulary import EvidenceKind
from models.placements.states import VOID, PlacementState
from models.subsidies.rule_file import Rate, Rule
from models.subsidies.subsidy_case import Claim


class LackName(StrEnum):
    """What can be lacking. In brackets: its params."""

    WITHDRAWN = auto()
    REJECTED = auto()
    RULE = auto()
    BROKER = auto()
    FILED = auto()
    ONCE = auto()  # since
    DESTINATION = auto()
    GROUP = auto()  # have, needed
    DISPUTED = auto()
    RETURNED = auto()
    CONFIRMATION = auto()
    APPROVAL = auto()
    EVIDENCE = auto()  # kind
    MONTHS = auto()  # have, needed
    MONTHS_OVER = auto()  # have, needed
    IN_ALL = auto()  # have, needed (yuan)
    UNSEEN = auto()  # since
    WAGE = auto()  # have, needed (yuan a month)
    CONTRACT = auto()
    INSURANCE = auto()
    INSURANCE_UNSHOWN = auto()
    POOR = auto()
    IDENTITY = auto()
    POOR_UNCONFIRMED = auto()


# What staying at work mends.
WAITING = (LackName.MONTHS, LackName.MONTHS_OVER, LackName.IN_ALL, LackName.UNSEEN)


@dataclass(frozen=True)
class Lack:
    """One reason why nothing is payable; `until` is the last day on which it can be mended."""

    name: LackName
    params: dict[str, str | int | dt.date] = field(default_factory=dict)
    mendable: bool = False
    until: dt.date | None = None


_OF_STATE = {
    PlacementState.REPORTED: LackName.CONFIRMATION,
    PlacementState.UNANSWERED: LackName.CONFIRMATION,
    PlacementState.CONFIRMED: LackName.APPROVAL,
    PlacementState.CORRECTED: LackName.APPROVAL,
    PlacementState.DISPUTED: LackName.DISPUTED,
    PlacementState.RETURNED: LackName.RETURNED,
}


def void(claim: Claim) -> Lack | None:
    """That nobody counts it any more."""
    return Lack(LackName(claim.state.value)) if claim.state in VOID else None


def of_rule(claim: Claim, rule: Rule, since: dt.date | None, today: dt.date) -> tuple[Lack, ...]:
    """What it lacks whatever the rate; `since` is when the same person's one began that counts."""
    never = {
        LackName.BROKER: claim.broker is None,
        LackName.FILED: rule.filed_before_start and claim.filed_on > claim.starts_on,
        LackName.DESTINATION: claim.destination not in rule.destinations,
    }
    lacks = [Lack(name) for name, lacks in never.items() if lacks]
    if since is not None:
        lacks.append(Lack(LackName.ONCE, {"since": since}))
    if claim.group < rule.group_size:
        lacks.append(_group(claim, rule, today))
    if claim.state in _OF_STATE:
        lacks.append(Lack(_OF_STATE[claim.state], mendable=True))
    if claim.is_contested and claim.state is PlacementState.APPROVED:
        # Not before: a report must not tell its broker who else is known.
        lacks.append(Lack(LackName.IDENTITY, mendable=True))
    wanted = [kind for kind in EvidenceKind if kind in rule.evidence - claim.evidence]
    lacks += [Lack(LackName.EVIDENCE, {"kind": kind}, mendable=True) for kind in wanted]
    return tuple(lacks)


def of_rate(claim: Claim, rate: Rate, today: dt.date) -> tuple[Lack, ...]:
    """What it lacks for one rate."""
    lacks = _time(claim, rate, today)
    if rate.monthly_average is not None and claim.wage < rate.monthly_average:
        lacks.append(Lack(LackName.WAGE, {"have": claim.wage, "needed": rate.monthly_average}))
    if rate.contract and not claim.has_contract:
        lacks.append(Lack(LackName.CONTRACT, mendable=True))
    return (*lacks, *_only_told(claim, rate))


def _only_told(claim: Claim, rate: Rate) -> list[Lack]:
    """What is not so, or is so by nobody's word but the broker's or the person's."""
    lacks = []
    if rate.insurance and not claim.has_insurance:
        lacks.append(Lack(LackName.INSURANCE, mendable=True))
    elif rate.insurance and EvidenceKind.INSURANCE not in claim.evidence:
        lacks.append(Lack(LackName.INSURANCE_UNSHOWN, mendable=True))
    if rate.registered_poor and not claim.registered_poor:
        lacks.append(Lack(LackName.POOR))
    elif rate.registered_poor and not claim.poor_confirmed:
        lacks.append(Lack(LackName.POOR_UNCONFIRMED, mendable=True))
    return lacks


def _group(claim: Claim, rule: Rule, today: dt.date) -> Lack:
    """Others can still confirm or be reported; where that must be before the start, until then."""
    params: dict[str, str | int | dt.date] = {"have": claim.group, "needed": rule.group_size}
    if claim.group_told >= rule.group_size:
        return Lack(LackName.GROUP, params, mendable=True)
    until = claim.starts_on if rule.filed_before_start else None
    return Lack(LackName.GROUP, params, mendable=until is None or today <= until, until=until)


def _time(claim: Claim, rate: Rate, today: dt.date) -> list[Lack]:
    """Months and wages that have yet to add up, as far as it is known that the person is there."""
    known = min(claim.worked_until, today)
    worked = rate.worked_on(claim.starts_on)
    earned = rate.earned_on(claim.starts_on, claim.wage)
    if worked <= known and earned is not None and earned <= known:
        return []
    if claim.going_on and earned is not None and max(worked, earned) <= today:
        return [Lack(LackName.UNSEEN, {"since": known}, mendable=True)]
    have = calendar.complete(claim.starts_on, known)
    lacks = []
    if worked > known:
        name = LackName.MONTHS_OVER if rate.months_over else LackName.MONTHS
        stays = claim.going_on or worked <= claim.worked_until
        lacks.append(Lack(name, {"have": have, "needed": rate.whole_months}, mendable=stays))
    if earned is None or earned > known:
        stays = earned is not None and (claim.going_on or earned <= claim.worked_until)
        params = {"have": have * claim.wage, "needed": rate.in_all or 0}
        lacks.append(Lack(LackName.IN_ALL, {**params}, mendable=stays))
    return lacks
