"""What brokers brought about this year, as the office looks at it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from models.accounts.actor import Actor
from models.core.session import Session
from models.placements.states import VOID, PlacementState
from models.subsidies.assessment import assess_cases
from models.subsidies.rule import list_rules
from models.subsidies.subsidy_case import SubsidyCase
from models.subsidies.subsidy_cases import list_subsidy_cases


@dataclass(frozen=True)
class BrokerResult:
    """Placements filed this year that still count: all, approved ones, payable ones, and yuan."""

    reported: int = 0
    approved: int = 0
    payable: int = 0
    yuan: int = 0

    def with_case(self, case: SubsidyCase, yuan: int) -> "BrokerResult":
        """One placement more."""
        return BrokerResult(
            self.reported + 1,
            self.approved + (case.state is PlacementState.APPROVED),
            self.payable + (yuan > 0),
            self.yuan + yuan,
        )


async def list_broker_results(
    session: Session, actor: Actor, counties: Iterable[str], broker: int | None = None
) -> dict[int, BrokerResult]:
    """By the broker's account, within those of these counties that are the office's.

    With a broker only what this one's assessments depend on is read.
    """
    found: dict[int, BrokerResult] = {}
    year = dt.date(actor.today.year, 1, 1)
    for county in sorted(set(counties)):
        if not county.startswith(actor.roles.counties()):
            continue
        cases = await list_subsidy_cases(session, county, actor.zone, actor.today, broker=broker)
        judged = assess_cases(cases, await list_rules(session, county), actor.today)
        for case in cases:
            if case.broker is None or case.state in VOID or case.filed_on < year:
                continue
            known = found.get(case.broker, BrokerResult())
            found[case.broker] = known.with_case(case, judged[case.number].amount)
    return found
