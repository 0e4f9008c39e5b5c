"""What each of the example rules pays, reckoned by hand."""

import datetime as dt
from dataclasses import replace

import pytest

from models.core.vocabulary import EvidenceKind
from models.subsidies.assessment import Assessment, assess_cases
from models.subsidies.ineligibility import Condition, MissingCondition
from models.subsidies.rule_file import Rule
from models.subsidies.subsidy_case import SubsidyCase
from tests.support.subsidy_rules import DAY, example_rule, subsidy_claim

THREE, SIX = dt.date(2026, 4, 15), dt.date(2026, 7, 15)
YONGNING = example_rule("yongning_2024")
TONGXIN = example_rule("tongxin_2025")
GANSU = example_rule("zhouqu_2020")
ZHANGZHOU = example_rule("zhangzhou")


def paid(claims: list[SubsidyCase], rule: Rule, today: dt.date) -> int:
    """Yuan for all of them."""
    return sum(judgement.amount for judgement in assess_cases(claims, [rule], today).values())


def alone(one: SubsidyCase, rule: Rule, today: dt.date) -> Assessment:
    """One claim's judgement where there is no other."""
    return assess_cases([one], [rule], today)[one.number]


def crowd(size: int) -> list[SubsidyCase]:
    """So many people of one broker, from the same day on."""
    return [subsidy_claim(number, group=size) for number in range(1, size + 1)]


@pytest.mark.parametrize(
    ("heads", "yuan"),
    [
        (1, 20),
        (50, 50 * 20),  # 1,000
        (51, 50 * 20 + 30),  # only the 51st has the second rate: 1,030
        (100, 50 * 20 + 50 * 30),  # 2,500
        (102, 50 * 20 + 50 * 30 + 2 * 40),  # 2,580
    ],
)
def test_yongning_pays_three_months_by_the_head(heads: int, yuan: int) -> None:
    assert paid(crowd(heads), YONGNING, THREE) == yuan


def test_yongning_pays_more_from_the_day_after_six_months() -> None:
    assert paid(crowd(102), YONGNING, SIX) == 50 * 20 + 50 * 30 + 2 * 40  # 2,580 still
    assert paid(crowd(102), YONGNING, SIX + DAY) == 50 * 30 + 50 * 40 + 2 * 50  # 3,600


def test_yongning_counts_heads_by_the_calendar_year() -> None:
    late = [
        subsidy_claim(
            100 + number, starts_on=dt.date(2025, 12, 20), worked_until=dt.date(2026, 5, 1)
        )
        for number in range(60)
    ]
    # 60 of 2025: 50 x 20 + 10 x 30 = 1,300. The 51 of 2026 begin anew: 50 x 20 + 30 = 1,030.
    assert paid([*late, *crowd(51)], YONGNING, THREE) == 1_300 + 1_030


def test_each_broker_has_heads_of_their_own() -> None:
    other = [replace(one, number=one.number + 100, worker=None, broker=2) for one in crowd(51)]
    assert paid([*crowd(51), *other], YONGNING, THREE) == 2 * 1_030


def test_yongning_pays_300_for_a_poor_household_with_contract_and_insurance() -> None:
    poor = subsidy_claim(registered_poor=True, has_contract=True, has_insurance=True)
    assert alone(poor, YONGNING, THREE).amount == 300
    assert alone(poor, YONGNING, SIX + DAY).amount == 300
    assert alone(replace(poor, has_insurance=False), YONGNING, THREE).amount == 20
    assert alone(replace(poor, registered_poor=False), YONGNING, THREE).amount == 20


def test_yongning_asks_for_2000_a_month_and_the_agreement_before_the_start() -> None:
    assert alone(subsidy_claim(wage=2000), YONGNING, THREE).amount == 20
    assert alone(subsidy_claim(wage=1999), YONGNING, THREE).amount == 0
    assert alone(subsidy_claim(filed_on=dt.date(2026, 1, 15)), YONGNING, THREE).amount == 20
    assert alone(subsidy_claim(filed_on=dt.date(2026, 1, 16)), YONGNING, THREE).amount == 0
    assert alone(subsidy_claim(evidence=frozenset()), YONGNING, THREE).amount == 0


def test_tongxin_waits_for_10000_yuan_in_all() -> None:
    # 3 x 3,334 = 10,002; 3 x 3,333 = 9,999, and a fourth month makes 13,332.
    assert alone(subsidy_claim(wage=3334), TONGXIN, THREE).amount == 100
    assert alone(subsidy_claim(wage=3333), TONGXIN, THREE) == Assessment(
        lacks=(
            MissingCondition(Condition.IN_ALL, {"have": 9_999, "needed": 10_000}, mendable=True),
        ),
        on=dt.date(2026, 5, 15),
        would_be=100,
        source=TONGXIN.source,
    )
    assert alone(subsidy_claim(wage=3333), TONGXIN, dt.date(2026, 5, 15)).amount == 100


def test_tongxin_waits_for_three_months_whatever_the_wage() -> None:
    assert alone(subsidy_claim(wage=9000), TONGXIN, THREE - DAY).on == THREE


def test_the_gansu_county_pays_100_each_for_five_together() -> None:
    assert paid(crowd(5), GANSU, THREE) == 5 * 100
    assert paid(crowd(4), GANSU, THREE) == 0


def test_the_gansu_county_wants_three_papers() -> None:
    judgement = alone(subsidy_claim(evidence=frozenset({EvidenceKind.WAGES})), GANSU, THREE)
    missing = [lack.params["kind"] for lack in judgement.lacks]
    assert missing == [EvidenceKind.ROSTER, EvidenceKind.CERTIFICATE]
    assert (judgement.amount, judgement.on, judgement.would_be) == (0, THREE, 100)


def test_zhangzhou_pays_500_each_for_three_filed_first() -> None:
    assert paid(crowd(3), ZHANGZHOU, THREE) == 3 * 500
    assert paid(crowd(2), ZHANGZHOU, THREE) == 0
    late = [replace(one, filed_on=one.starts_on + DAY) for one in crowd(3)]
    assert paid(late, ZHANGZHOU, THREE) == 0


def test_the_latest_rule_that_is_valid_on_the_first_day_holds() -> None:
    newer = replace(GANSU, valid_from=dt.date(2026, 1, 16), rate=ZHANGZHOU.rate)
    rules = [newer, GANSU]
    first, second = subsidy_claim(1), subsidy_claim(2, starts_on=dt.date(2026, 1, 16))
    judgements = assess_cases([first, second], rules, dt.date(2026, 4, 16))
    assert [judgements[number].amount for number in (1, 2)] == [100, 500]


def test_before_the_first_rule_nothing_is_payable() -> None:
    early = subsidy_claim(starts_on=GANSU.valid_from - DAY)
    assert alone(early, GANSU, THREE) == Assessment(lacks=(MissingCondition(Condition.RULE),))


def test_what_is_payable_says_when_staying_makes_it_more() -> None:
    judgement = alone(subsidy_claim(), YONGNING, THREE)
    assert (judgement.amount, judgement.on, judgement.would_be) == (20, SIX + DAY, 30)
    assert alone(subsidy_claim(), YONGNING, SIX + DAY).on is None
    left = subsidy_claim(going_on=False, worked_until=THREE)
    assert alone(left, YONGNING, SIX) == Assessment(20, would_be=20, source=YONGNING.source)
