"""Any claims under any rule, for hypothesis."""

import datetime as dt

from hypothesis import strategies as st

from models.core.vocabulary import Destination, EvidenceKind
from models.placements.states import PlacementState
from models.subsidies.rule_file import Rate, Rule, Tier
from models.subsidies.subsidy_case import SubsidyCase
from tests.support.subsidy_rules import DAY, example_rule, subsidy_claim

BEGIN = dt.date(2025, 6, 1)
PAPERS = st.frozensets(st.sampled_from(EvidenceKind))
yuan = st.integers(1, 500)
days = st.integers(0, 500).map(lambda number: BEGIN + number * DAY)
some_day = st.integers(0, 1000).map(lambda number: BEGIN + number * DAY)


@st.composite
def tiers(draw: st.DrawFn) -> tuple[Tier, ...]:
    """One to three, from heads near enough to be reached."""
    heads = draw(st.lists(st.integers(2, 6), max_size=2, unique=True))
    return tuple(Tier(head, draw(yuan)) for head in (1, *sorted(heads)))


@st.composite
def rates(draw: st.DrawFn) -> Rate:
    """With any of the conditions."""
    months, over = draw(st.tuples(st.integers(1, 8), st.booleans()))
    return Rate(
        tiers=draw(tiers()),
        months=None if over else months,
        months_over=months if over else None,
        monthly_average=draw(st.none() | st.integers(1500, 3000)),
        in_all=draw(st.none() | st.integers(1000, 20_000)),
        contract=draw(st.booleans()),
        insurance=draw(st.booleans()),
        registered_poor=draw(st.booleans()),
    )


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """One that holds from the first day on; half of them ask for little."""
    if draw(st.booleans()):
        return example_rule("yongning_2024", evidence=frozenset())
    return Rule(
        county="222424",
        valid_from=BEGIN,
        source="?",
        filed_before_start=draw(st.booleans()),
        once_a_year=True,
        group_size=draw(st.integers(1, 3)),
        destinations=frozenset(Destination),
        evidence=draw(st.frozensets(st.sampled_from(EvidenceKind), max_size=2)),
        rate=tuple(draw(st.lists(rates(), min_size=1, max_size=3))),
    )


def flaws(starts_on: dt.date) -> st.SearchStrategy[dict[str, object]]:
    """What may stand in the way of a claim."""
    return st.fixed_dictionaries(
        {},
        optional={
            "broker": st.none(),
            "wage": st.integers(0, 6000),
            "group": st.integers(1, 4),
            "group_told": st.integers(1, 4),
            "filed_on": st.integers(-5, 5).map(lambda late: starts_on + late * DAY),
            "evidence": PAPERS,
            "state": st.sampled_from(PlacementState),
        },
    )


@st.composite
def claims(draw: st.DrawFn, number: int = 1) -> SubsidyCase:
    """One of few workers by one of two brokers; half of them are as they should be."""
    starts_on = draw(days)
    facts = {
        "worker": draw(st.integers(1, 3)),
        "broker": draw(st.integers(1, 2)),
        "starts_on": starts_on,
        "worked_until": starts_on + draw(st.integers(0, 500)) * DAY,
        "going_on": draw(st.booleans()),
        "has_contract": draw(st.booleans()),
        "has_insurance": draw(st.booleans()),
        "registered_poor": draw(st.booleans()),
        "poor_confirmed": draw(st.booleans()),
    }
    return subsidy_claim(
        number, **{**facts, **(draw(flaws(starts_on)) if draw(st.booleans()) else {})}
    )


@st.composite
def counties(draw: st.DrawFn) -> list[SubsidyCase]:
    """All claims of one county, each with a number of its own."""
    return [draw(claims(number)) for number in range(draw(st.integers(1, 8)))]
