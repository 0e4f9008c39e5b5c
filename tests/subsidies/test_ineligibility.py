"""Each reason why a placement brings nothing, and whether it can be mended."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from models.core.vocabulary import Destination, EvidenceKind
from models.placements.states import PlacementState
from models.subsidies.assessment import Assessment, assess_cases
from models.subsidies.ineligibility import Condition
from tests.support.subsidy_rules import DAY, example_rule, subsidy_claim

START, THREE = dt.date(2026, 1, 15), dt.date(2026, 4, 15)
YONGNING, GANSU = example_rule("yongning_2024"), example_rule("zhouqu_2020")


def judged(today: dt.date = THREE, rule: Any = YONGNING, **given: Any) -> Assessment:
    """A claim that would be payable but for what is given."""
    return assess_cases([subsidy_claim(**given)], [rule], today)[1]


def names(judgement: Assessment) -> list[Condition]:
    """Its lacks by name."""
    return [lack.name for lack in judgement.lacks]


@pytest.mark.parametrize("state", [PlacementState.WITHDRAWN, PlacementState.REJECTED])
def test_what_nobody_counts_any_more_is_never_payable(state: PlacementState) -> None:
    judgement = judged(state=state)
    assert names(judgement) == [Condition(state.value)]
    assert (judgement.amount, judgement.on) == (0, None)


@pytest.mark.parametrize(
    ("state", "lack"),
    [
        (PlacementState.REPORTED, Condition.CONFIRMATION),
        (PlacementState.UNANSWERED, Condition.DISPUTED),
        (PlacementState.CONFIRMED, Condition.APPROVAL),
        (PlacementState.CORRECTED, Condition.APPROVAL),
        (PlacementState.DISPUTED, Condition.DISPUTED),
        (PlacementState.RETURNED, Condition.RETURNED),
    ],
)
def test_only_what_is_approved_is_paid(state: PlacementState, lack: Condition) -> None:
    judgement = judged(state=state)
    assert names(judgement) == [lack]
    assert (judgement.amount, judgement.on, judgement.would_be) == (0, THREE, 20)


@pytest.mark.parametrize(
    ("given", "lack"),
    [
        ({"broker": None}, Condition.BROKER),
        ({"filed_on": START + DAY}, Condition.FILED),
        ({"wage": 1999}, Condition.WAGE),
        ({"going_on": False, "worked_until": THREE - DAY}, Condition.MONTHS),
    ],
)
def test_what_cannot_be_mended_has_no_day(given: dict[str, Any], lack: Condition) -> None:
    judgement = judged(**given)
    assert names(judgement) == [lack]
    assert (judgement.on, judgement.would_be) == (None, 0)


def test_work_where_the_county_does_not_pay_is_not_payable() -> None:
    rule = replace(YONGNING, destinations=frozenset({Destination.OUTSIDE}))
    assert judged(rule=rule).amount == 20
    assert names(judged(rule=rule, destination=Destination.IN_COUNTY)) == [Condition.DESTINATION]


def test_months_that_are_not_complete_name_the_day() -> None:
    judgement = judged(THREE - DAY)
    assert judgement.lacks[0].params == {"have": 2, "needed": 3}
    assert (judgement.on, judgement.would_be) == (THREE, 20)


def test_work_that_has_not_begun_names_the_day_too() -> None:
    judgement = judged(START - 3 * DAY)
    assert judgement.lacks[0].params == {"have": 0, "needed": 3}
    assert judgement.on == THREE


def test_work_that_ends_on_a_day_to_come_is_payable_only_once_it_is_done() -> None:
    assert judged(THREE - DAY, going_on=False, worked_until=THREE).on == THREE


def test_who_was_not_seen_since_is_to_be_asked() -> None:
    seen = START + 40 * DAY
    judgement = judged(THREE, worked_until=seen)
    assert names(judgement) == [Condition.UNSEEN]
    assert judgement.lacks[0].params == {"since": seen}
    assert judgement.on == THREE


def test_a_group_can_grow_until_the_first_day_where_it_is_filed_first() -> None:
    first = replace(GANSU, filed_before_start=True)
    judgement = judged(START, first, group=4)
    assert judgement.lacks[0].params == {"have": 4, "needed": 5}
    assert judgement.lacks[0].until == START
    assert judgement.on == THREE
    assert judged(START + DAY, first, group=4).on is None


def test_a_group_can_grow_later_where_it_need_not_be_filed_first() -> None:
    assert judged(START + DAY, GANSU, group=4).on == THREE


def test_a_rate_only_for_poor_households_says_what_it_asks() -> None:
    only = replace(YONGNING, rate=YONGNING.rate[2:])
    open_to_them = judged(rule=only, registered_poor=True)
    assert names(open_to_them) == [Condition.CONTRACT, Condition.INSURANCE]
    assert (open_to_them.on, open_to_them.would_be) == (THREE, 300)
    assert names(judged(rule=only, has_contract=True, has_insurance=True)) == [Condition.POOR]


def test_what_was_only_told_asks_for_the_proof_and_for_the_office() -> None:
    only = replace(YONGNING, rate=YONGNING.rate[2:])
    told: dict[str, Any] = {"registered_poor": True, "has_contract": True, "has_insurance": True}
    papers = frozenset(EvidenceKind) - {EvidenceKind.INSURANCE}
    unproved = judged(rule=only, **told, poor_confirmed=False, evidence=papers)
    assert names(unproved) == [Condition.INSURANCE_UNSHOWN, Condition.POOR_UNCONFIRMED]
    assert (unproved.on, unproved.would_be) == (THREE, 300)


def test_a_group_that_has_yet_to_confirm_is_not_lost() -> None:
    first = replace(GANSU, filed_before_start=True)
    assert judged(START + DAY, first, group=4, group_told=5).on == THREE


def test_the_same_person_counts_once_in_365_days() -> None:
    again = [
        subsidy_claim(2, worker=1, broker=2, starts_on=START + days * DAY) for days in (364, 365)
    ]
    today = START + 800 * DAY
    first, inside = (
        assess_cases([subsidy_claim(1), again[0]], [YONGNING], today)[n] for n in (1, 2)
    )
    assert (first.amount, names(inside)) == (30, [Condition.ONCE])
    assert inside.lacks[0].params == {"since": START}
    assert assess_cases([subsidy_claim(1), again[1]], [YONGNING], today)[2].amount == 30


def test_one_that_came_to_nothing_leaves_the_next_to_count() -> None:
    short = subsidy_claim(1, going_on=False, worked_until=START + 20 * DAY)
    longer = subsidy_claim(2, worker=1, starts_on=START + 30 * DAY)
    assert assess_cases([short, longer], [YONGNING], START + 200 * DAY)[2].amount == 20


def test_a_county_may_let_the_same_person_count_again() -> None:
    again = [subsidy_claim(1), subsidy_claim(2, worker=1)]
    rule = replace(YONGNING, once_a_year=False)
    assert assess_cases(again, [rule], THREE)[2].amount == 20


def test_of_erased_people_nobody_can_tell_whether_they_counted() -> None:
    two = [subsidy_claim(1, worker=None), subsidy_claim(2, worker=None)]
    assert assess_cases(two, [YONGNING], THREE)[2].amount == 20
