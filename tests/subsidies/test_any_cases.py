"""What holds for any claims under any rule."""

import datetime as dt
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.core.vocabulary import EvidenceKind
from models.placements.states import VOID, PlacementState
from models.subsidies.assessment import YEAR, assess_cases
from models.subsidies.rule_file import Rule
from models.subsidies.subsidy_case import SubsidyCase
from tests.support.subsidies.strategies import PAPERS, claims, counties, rules, some_day
from tests.support.subsidy_rules import DAY


@settings(deadline=None, database=None)
@given(counties(), rules(), some_day, st.randoms())
def test_the_order_of_placements_does_not_matter(
    county: list[SubsidyCase], rule: Rule, today: dt.date, chance: Random
) -> None:
    shuffled = list(county)
    chance.shuffle(shuffled)
    assert assess_cases(shuffled, [rule], today) == assess_cases(county, [rule], today)


@settings(deadline=None, database=None)
@given(counties(), rules(), some_day)
def test_each_is_paid_or_knows_why_not(
    county: list[SubsidyCase], rule: Rule, today: dt.date
) -> None:
    for judgement in assess_cases(county, [rule], today).values():
        assert bool(judgement.amount) != bool(judgement.lacks)
        assert judgement.would_be >= judgement.amount
        hopeful = all(lack.mendable for lack in judgement.lacks)
        if judgement.lacks:
            assert (judgement.on is not None) == hopeful == bool(judgement.would_be)
        assert judgement.on is None or judgement.on >= today


@settings(deadline=None, database=None)
@given(counties(), rules(), some_day, st.sampled_from(PlacementState), PAPERS, PAPERS)
def test_a_paper_more_or_an_approval_never_makes_it_less(
    county: list[SubsidyCase],
    rule: Rule,
    today: dt.date,
    state: PlacementState,
    papers: frozenset[EvidenceKind],
    more: frozenset[EvidenceKind],
) -> None:
    *others, one = county
    before = replace(one, state=state, evidence=papers)
    approved = state if state in VOID else PlacementState.APPROVED
    after = replace(before, state=approved, evidence=papers | more)
    had, has = (assess_cases([*others, way], [rule], today)[one.number] for way in (before, after))
    assert has.amount >= had.amount


@settings(deadline=None, database=None)
@given(counties(), rules(), some_day)
def test_nobody_is_paid_for_twice_a_year(
    county: list[SubsidyCase], rule: Rule, today: dt.date
) -> None:
    judgements = assess_cases(county, [rule], today)
    paid = [one for one in county if judgements[one.number].amount and one.worker is not None]
    for one in paid:
        near = [
            c for c in paid if c.worker == one.worker and abs(c.starts_on - one.starts_on) < YEAR
        ]
        assert near == [one]


@settings(deadline=None, database=None)
@given(claims(), rules(), st.integers(180, 364), st.sets(st.integers(1, 363), min_size=1))
def test_one_year_in_several_pieces_never_brings_more(
    whole: SubsidyCase, rule: Rule, length: int, cuts: set[int]
) -> None:
    whole = replace(whole, going_on=False, worked_until=whole.starts_on + length * DAY)
    today = whole.starts_on + 2 * YEAR
    pieces = pieces_of(whole, cuts)
    brought = sum(judgement.amount for judgement in assess_cases(pieces, [rule], today).values())
    assert brought <= assess_cases([whole], [rule], today)[whole.number].amount


def pieces_of(whole: SubsidyCase, cuts: set[int]) -> list[SubsidyCase]:
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
def test_what_is_promised_comes_true(one: SubsidyCase, rule: Rule, today: dt.date) -> None:
    judgement = assess_cases([one], [rule], today)[one.number]
    if judgement.on is None:
        return
    asked = {lack.name.value for lack in judgement.lacks}
    mended = replace(
        one,
        worked_until=max(one.worked_until, judgement.on),
        has_contract=one.has_contract or "contract" in asked,
        has_insurance=one.has_insurance or "insurance" in asked,
        poor_confirmed=one.poor_confirmed or "poor_unconfirmed" in asked,
        group=max(one.group, rule.group_size),
        evidence=frozenset(EvidenceKind),
        state=PlacementState.APPROVED,
    )
    assert assess_cases([mended], [rule], judgement.on)[one.number].amount >= judgement.would_be


@settings(deadline=None, database=None)
@given(claims(), rules(), some_day)
def test_what_nobody_checked_brings_nothing(one: SubsidyCase, rule: Rule, today: dt.date) -> None:
    told = replace(one, poor_confirmed=False, evidence=one.evidence - {EvidenceKind.INSURANCE})
    denied = replace(told, registered_poor=False, has_insurance=False)
    as_told, as_denied = (
        assess_cases([c], [rule], today)[one.number].amount for c in (told, denied)
    )
    assert as_told == as_denied


@settings(deadline=None, database=None)
@given(claims(), rules(), some_day, st.integers(0, 100))
def test_people_who_have_not_confirmed_lift_no_group(
    one: SubsidyCase, rule: Rule, today: dt.date, more: int
) -> None:
    lifted = replace(one, group_told=one.group_told + more)
    paid, before = (assess_cases([c], [rule], today)[one.number].amount for c in (lifted, one))
    assert paid == before
