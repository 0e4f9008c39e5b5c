"""What a county pays its brokers for placements: how much now, or what is lacking and until when.

Nothing here reads or keeps anything: cases and rules go in, assessments come out.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.placements.states import HOLDING, PlacementState
from models.subsidies import ineligibility
from models.subsidies.ineligibility import Condition, MissingCondition
from models.subsidies.rule_file import Rate, Rule
from models.subsidies.subsidy_case import SubsidyCase

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Assessment:
    """Either `amount` yuan are payable now, or there are lacks.

    Where all that lacks can be mended, `on` is the earliest day on which it can be payable and
    `would_be` how much, as things stand. Of what is payable, `on` is the day from which staying
    it more, and `would_be` that amount; else None, and the amount. `due` is the day that
    the rule fixes for it, be it past: it stays the same as time goes by. `source` is the rule's.
    """

    amount: int = 0
    lacks: tuple[MissingCondition, ...] = ()
    on: dt.date | None = None
    would_be: int = 0
    source: str = ""
    due: dt.date | None = field(default=None, compare=False)


@dataclass
class _Counted:
    """What was found payable so far, the earliest start first."""

    heads: Counter[tuple[int | None, int]] = field(default_factory=Counter)
    since: dict[int | str, dt.date] = field(default_factory=dict)

    def add(self, case: SubsidyCase) -> None:
        self.heads[case.broker, case.starts_on.year] += 1
        self.remember(case)

    def remember(self, case: SubsidyCase) -> None:
        """Let none of the same person count within a year; it is no head by itself."""
        if case.worker is not None:
            self.since[case.worker] = case.starts_on

    def head(self, case: SubsidyCase) -> int:
        """Its ordinal among the broker's placements of that year, if it counted."""
        return self.heads[case.broker, case.starts_on.year] + 1

    def before(self, case: SubsidyCase) -> dt.date | None:
        """When the same person's placement began that counted, if within a year."""
        since = self.since.get(case.worker) if case.worker is not None else None
        return since if since is not None and case.starts_on - since < YEAR else None


@dataclass(frozen=True)
class _Reach:
    """One rate as one case stands to it: lacks, the earliest day, and yuan."""

    lacks: tuple[MissingCondition, ...]
    day: dt.date
    yuan: int
    months: int
    due: dt.date | None

    @property
    def is_hopeful(self) -> bool:
        return all(lack.mendable for lack in self.lacks)

    @property
    def only_waits(self) -> bool:
        return self.is_hopeful and all(lack.name in ineligibility.WAITING for lack in self.lacks)


def assess_cases(
    cases: Iterable[SubsidyCase], rules: Sequence[Rule], today: dt.date
) -> dict[int, Assessment]:
    """Each case's assessment by its number; all cases and rules are of one county.

    The earliest start comes first, whatever the order given: so heads are counted for the tiers,
    and so it is seen who counted before.
    """
    counted, assessments = _Counted(), {}
    for case in sorted(cases, key=lambda case: (case.starts_on, case.number)):
        assessment = _assess(case, get_rule_in_force(rules, case.starts_on), today, counted)
        assessments[case.number] = assessment
        if assessment.amount:
            counted.add(case)
        elif case.is_erased and case.state is PlacementState.APPROVED:
            counted.remember(case)
    return assessments


def is_foreseen(case: SubsidyCase, judged: Assessment) -> bool:
    """Whether it is confirmed and can still bring more, on a day that the rule fixes."""
    return case.state in HOLDING and judged.on is not None and judged.due is not None


def get_rule_in_force(rules: Iterable[Rule], day: dt.date) -> Rule | None:
    """The rule for placements that start on that day: the latest that is valid by then."""
    valid = (rule for rule in rules if rule.valid_from <= day)
    return max(valid, key=lambda rule: rule.valid_from, default=None)


def _assess(case: SubsidyCase, rule: Rule | None, today: dt.date, counted: _Counted) -> Assessment:
    if void := ineligibility.check_void(case):
        return Assessment(lacks=(void,))
    if rule is None:
        return Assessment(lacks=(MissingCondition(Condition.RULE),))
    since = counted.before(case) if rule.once_a_year else None
    lacks = ineligibility.check_rule(case, rule, since, today)
    head = counted.head(case)
    reaches = [_reach(case, rate, head, today) for rate in rule.rate]
    if not lacks and (met := [reach.yuan for reach in reaches if not reach.lacks]):
        return _payable(max(met), reaches, rule)
    return _unpayable(lacks, reaches, rule)


def _reach(case: SubsidyCase, rate: Rate, head: int, today: dt.date) -> _Reach:
    earned = rate.earned_on(case.starts_on, case.wage)
    worked = rate.worked_on(case.starts_on)
    return _Reach(
        ineligibility.check_rate(case, rate, today),
        max(worked, earned or today, today),
        rate.amount(head),
        rate.whole_months,
        max(worked, earned) if earned else None,
    )


def _payable(yuan: int, reaches: list[_Reach], rule: Rule) -> Assessment:
    """Payable now, and what staying on makes of it."""
    more = [reach for reach in reaches if reach.only_waits and reach.yuan > yuan]
    if not more:
        return Assessment(yuan, would_be=yuan, source=rule.source)
    then = min(more, key=lambda reach: (reach.day, -reach.yuan))
    return Assessment(yuan, on=then.day, would_be=then.yuan, source=rule.source, due=then.due)


def _unpayable(
    lacks: tuple[MissingCondition, ...], reaches: list[_Reach], rule: Rule
) -> Assessment:
    """What lacks of the rate that is nearest, and when it can be payable."""
    hopeful = [reach for reach in reaches if reach.is_hopeful]
    if not hopeful or not all(lack.mendable for lack in lacks):
        nearest = min(hopeful or reaches, key=lambda reach: (len(reach.lacks), reach.months))
        return Assessment(lacks=(*lacks, *nearest.lacks), source=rule.source)
    then = min(hopeful, key=lambda reach: (reach.day, len(reach.lacks), -reach.yuan))
    return Assessment(
        lacks=(*lacks, *then.lacks),
        on=then.day,
        would_be=then.yuan,
        source=rule.source,
        due=then.due,
    )
