"""What holds for any claims under any rule."""

import datetime as dt
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.claim import Claim
from models.placement_state import VOID, PlacementState
from models.rule import Rate, Rule, Tier
from models.subsidy import YEAR, judge
from models.words import Destination, EvidenceKind
from tests.models.rules import DAY, claim, example

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
        return example("yongning_2024", evidence=frozenset())
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
            "filed_on": st.integers(-5, 5).map(lambda late: starts_on + late * DAY),
            "evidence": PAPERS,
            "state": st.sampled_from(PlacementState),
        },
    )


@st.composite
def claims(draw: st.DrawFn, number: int = 1) -> Claim:
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
    }
    return claim(number, **{**facts, **(draw(flaws(starts_on)) if draw(st.booleans()) else {})})


@st.composite
def counties(draw: st.DrawFn) -> list[Claim]:
    """All claims of one county, each with a number of its own."""
    return [draw(claims(number)) for number in range(draw(st.integers(1, 8)))]


@settings(deadline=None, database=None)
@given(counties(), rules(), some_day, st.randoms())
def test_the_order_of_placements_does_not_matter(
    county: list[Claim], rule: Rule, today: dt.date, chance: Random
) -> None:
    shuffled = list(county)
    chance.shuffle(shuffled)
    assert judge(shuffled, [rule], today) == judge(county, [rule], today)


@settings(deadline=None, database=None)
@given(counties(), rules(), some_day)
def test_each_is_paid_or_knows_why_not(county: list[Claim], rule: Rule, today: dt.date) -> None:
    for judgement in judge(county, [rule], today).values():
        assert bool(judgement.amount) != bool(judgement.lacks)
        assert judgement.would_be >= judgement.amount
        hopeful = all(lack.mendable for lack in judgement.lacks)
        if judgement.lacks:
            assert (judgement.on is not None) == hopeful == bool(judgement.would_be)
        assert judgement.on is None or judgement.on >= today


@settings(deadline=None, database=None)
@given(counties(), rules(), some_day, PAPERS)
def test_a_paper_more_or_an_approval_never_makes_it_less(
    county: list[Claim], rule: Rule, today: dt.date, papers: frozenset[EvidenceKind]
) -> None:
    before = judge(county, [rule], today)
    for place, one in enumerate(county):
        state = one.state if one.state in VOID else PlacementState.APPROVED
        better = replace(one, evidence=one.evidence | papers, state=state)
        after = judge([*county[:place], better, *county[place + 1 :]], [rule], today)
        assert after[one.number].amount >= before[one.number].amount


@settings(deadline=None, database=None)
@given(counties(), rules(), some_day)
def test_nobody_is_paid_for_twice_a_year(county: list[Claim], rule: Rule, today: dt.date) -> None:
    judgements = judge(county, [rule], today)
    paid = [one for one in county if judgements[one.number].amount and one.worker is not None]
    for one in paid:
        near = [
            c for c in paid if c.worker == one.worker and abs(c.starts_on - one.starts_on) < YEAR
        ]
        assert near == [one]


@settings(deadline=None, database=None)
@given(claims(), rules(), st.integers(180, 364), st.sets(st.integers(1, 363), min_size=1))
def test_one_year_in_several_pieces_never_brings_more(
    whole: Claim, rule: Rule, length: int, cuts: set[int]
) -> None:
    whole = replace(whole, going_on=False, worked_until=whole.starts_on + length * DAY)
    today = whole.starts_on + 2 * YEAR
    pieces = pieces_of(whole, cuts)
    brought = sum(judgement.amount for judgement in judge(pieces, [rule], today).values())
    assert brought <= judge([whole], [rule], today)[whole.number].amount


def pieces_of(whole: Claim, cuts: set[int]) -> list[Claim]:
    """The same days as several placements, each filed as early or late as the whole was."""
    late = whole.filed_on - whole.starts_on
    starts = [whole.starts_on + cut * DAY for cut in (0, *sorted(cuts))]
    starts = [start for start in starts if start <= whole.worked_until]
    ends = [*(start - DAY for start in starts[1:]), whole.worked_until]
    return [
        replace(whole, number=n, starts_on=start, worked_until=end, filed_on=start + late)
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


@settings(deadline=None, database=None)
@given(claims(), rules(), some_day)
def test_what_is_promised_comes_true(one: Claim, rule: Rule, today: dt.date) -> None:
    judgement = judge([one], [rule], today)[one.number]
    if judgement.on is None:
        return
    asked = {lack.name.value for lack in judgement.lacks}
    mended = replace(
        one,
        worked_until=max(one.worked_until, judgement.on),
        has_contract=one.has_contract or "contract" in asked,
        has_insurance=one.has_insurance or "insurance" in asked,
        group=max(one.group, rule.group_size),
        evidence=frozenset(EvidenceKind),
        state=PlacementState.APPROVED,
    )
    assert judge([mended], [rule], judgement.on)[one.number].amount >= judgement.would_be
