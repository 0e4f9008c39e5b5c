"""What a placement lacks under a rule: each reason by name, and whether it can be mended."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum, auto

from models.core import calendar
from models.core.vocabulary import EvidenceKind
from models.placements.states import VOID, PlacementState
from models.subsidies.rule_file import Rate, Rule
from models.subsidies.subsidy_case import SubsidyCase


class Condition(StrEnum):
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
WAITING = (Condition.MONTHS, Condition.MONTHS_OVER, Condition.IN_ALL, Condition.UNSEEN)


@dataclass(frozen=True)
class MissingCondition:
    """One reason why nothing is payable; `until` is the last day on which it can be mended."""

    name: Condition
    params: dict[str, str | int | dt.date] = field(default_factory=dict)
    mendable: bool = False
    until: dt.date | None = None


_OF_STATE = {
    PlacementState.REPORTED: Condition.CONFIRMATION,
    # One condition: a broker is not to tell a No from silence.
    PlacementState.UNANSWERED: Condition.DISPUTED,
    PlacementState.CONFIRMED: Condition.APPROVAL,
    PlacementState.CORRECTED: Condition.APPROVAL,
    PlacementState.DISPUTED: Condition.DISPUTED,
    PlacementState.RETURNED: Condition.RETURNED,
}


def check_void(case: SubsidyCase) -> MissingCondition | None:
    """That nobody counts it any more."""
    return MissingCondition(Condition(case.state.value)) if case.state in VOID else None


def check_rule(
    case: SubsidyCase, rule: Rule, since: dt.date | None, today: dt.date
) -> tuple[MissingCondition, ...]:
    """What it lacks whatever the rate; `since` is when the same person's one began that counts."""
    never = {
        Condition.BROKER: case.broker is None,
        Condition.FILED: rule.filed_before_start and case.filed_on > case.starts_on,
        Condition.DESTINATION: case.destination not in rule.destinations,
    }
    lacks = [MissingCondition(name) for name, lacks in never.items() if lacks]
    if since is not None:
        lacks.append(MissingCondition(Condition.ONCE, {"since": since}))
    if case.group < rule.group_size:
        lacks.append(_group(case, rule, today))
    if case.state in _OF_STATE:
        lacks.append(MissingCondition(_OF_STATE[case.state], mendable=True))
    if case.is_contested and case.state is PlacementState.APPROVED:
        # Not before: a report must not tell its broker who else is known.
        lacks.append(MissingCondition(Condition.IDENTITY, mendable=True))
    wanted = [kind for kind in EvidenceKind if kind in rule.evidence - case.evidence]
    lacks += [
        MissingCondition(Condition.EVIDENCE, {"kind": kind}, mendable=True) for kind in wanted
    ]
    return tuple(lacks)


def check_rate(case: SubsidyCase, rate: Rate, today: dt.date) -> tuple[MissingCondition, ...]:
    """What it lacks for one rate."""
    lacks = _time(case, rate, today)
    if rate.monthly_average is not None and case.wage < rate.monthly_average:
        lacks.append(
            MissingCondition(Condition.WAGE, {"have": case.wage, "needed": rate.monthly_average})
        )
    if rate.contract and not case.has_contract:
        lacks.append(MissingCondition(Condition.CONTRACT, mendable=True))
    return (*lacks, *_only_told(case, rate))


def _only_told(case: SubsidyCase, rate: Rate) -> list[MissingCondition]:
    """What is not so, or is so by nobody's word but the broker's or the person's."""
    lacks = []
    if rate.insurance and not case.has_insurance:
        lacks.append(MissingCondition(Condition.INSURANCE, mendable=True))
    elif rate.insurance and EvidenceKind.INSURANCE not in case.evidence:
        lacks.append(MissingCondition(Condition.INSURANCE_UNSHOWN, mendable=True))
    if rate.registered_poor and not case.registered_poor:
        lacks.append(MissingCondition(Condition.POOR))
    elif rate.registered_poor and not case.poor_confirmed:
        lacks.append(MissingCondition(Condition.POOR_UNCONFIRMED, mendable=True))
    return lacks


def _group(case: SubsidyCase, rule: Rule, today: dt.date) -> MissingCondition:
    """Others can still confirm or be reported; where that must be before the start, until then."""
    params: dict[str, str | int | dt.date] = {"have": case.group, "needed": rule.group_size}
    if case.group_told >= rule.group_size:
        return MissingCondition(Condition.GROUP, params, mendable=True)
    until = case.starts_on if rule.filed_before_start else None
    return MissingCondition(
        Condition.GROUP, params, mendable=until is None or today <= until, until=until
    )


def _time(case: SubsidyCase, rate: Rate, today: dt.date) -> list[MissingCondition]:
    """Months and wages that have yet to add up, as far as it is known that the person is there."""
    known = min(case.worked_until, today)
    worked = rate.worked_on(case.starts_on)
    earned = rate.earned_on(case.starts_on, case.wage)
    if worked <= known and earned is not None and earned <= known:
        return []
    if case.going_on and earned is not None and max(worked, earned) <= today:
        return [MissingCondition(Condition.UNSEEN, {"since": known}, mendable=True)]
    have = calendar.complete(case.starts_on, known)
    lacks = []
    if worked > known:
        name = Condition.MONTHS_OVER if rate.months_over else Condition.MONTHS
        stays = case.going_on or worked <= case.worked_until
        lacks.append(
            MissingCondition(name, {"have": have, "needed": rate.whole_months}, mendable=stays)
        )
    if earned is None or earned > known:
        stays = earned is not None and (case.going_on or earned <= case.worked_until)
        params = {"have": have * case.wage, "needed": rate.in_all or 0}
        lacks.append(MissingCondition(Condition.IN_ALL, {**params}, mendable=stays))
    return lacks
