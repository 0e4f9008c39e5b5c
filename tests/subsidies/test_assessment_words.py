"""What a placement brings, in words."""

from dataclasses import replace
from datetime import date
from string import Formatter
from typing import Any

import pytest
from hypothesis import given, settings

from dialogue.core.i18n import Speech
from dialogue.placements.subsidy import (
    PAPERS,
    WORDS,
    explain_assessment,
    missing_condition,
    totals_line,
)
from models.core.vocabulary import EvidenceKind, Language
from models.placements.states import PlacementState
from models.subsidies.assessment import Assessment, assess_cases
from models.subsidies.ineligibility import Condition, MissingCondition
from models.subsidies.rule_file import Rule
from models.subsidies.subsidy_cases import BrokerTotals, ExpectedMonth
from sandbox.api.html import HtmlReader
from tests.support.form_contexts import LANGUAGES
from tests.support.subsidies.strategies import counties, rules, some_day
from tests.support.subsidy_rules import DAY, example_rule, subsidy_claim

ENGLISH = Speech(Language.EN)
START, THREE = date(2026, 1, 15), date(2026, 4, 15)
YONGNING = example_rule("yongning_2024")
PARAMS: dict[str, Any] = {"have": 2, "needed": 3, "since": START, "kind": EvidenceKind.WAGES}


def said(today: date = THREE, rule: Rule = YONGNING, **given: Any) -> str:
    """What is said in English of a claim that would be payable but for what is given."""
    return explain_assessment(
        assess_cases([subsidy_claim(**given)], [rule], today)[1], ENGLISH, today
    )


def test_every_reason_and_every_paper_has_words() -> None:
    assert set(WORDS) == set(Condition)
    assert set(PAPERS) == set(EvidenceKind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", Condition)
def test_every_reason_is_said_in_every_language(name: Condition, language: Language) -> None:
    words = {field for _, field, _, _ in Formatter().parse(WORDS[name]) if field}
    lack = MissingCondition(name, {word: PARAMS[word] for word in words})
    why = missing_condition(lack, Speech(language), THREE)
    assert 0 < len(why) <= 100
    assert not set("{}") & set(why)


@settings(deadline=None, database=None, max_examples=30)
@given(counties(), rules(), some_day)
def test_any_judgement_can_be_said(county: Any, rule: Rule, today: date) -> None:
    for judgement in assess_cases(county, [rule], today).values():
        for language in LANGUAGES:
            text = explain_assessment(judgement, Speech(language), today)
            assert HtmlReader(text).read()[0].strip()
            assert len(text) < 700


def test_what_is_payable_says_how_much_and_when_more() -> None:
    assert said() == (
        "✅ Payable: 20 yuan\n"
        "📈 On Thu, Jul 16: 30 yuan in place of it, if the person is still there"
    )
    assert said(going_on=False, worked_until=THREE) == "✅ Payable: 20 yuan"


def test_more_that_only_waits_for_a_word_says_so() -> None:
    assert said(date(2026, 7, 16), worked_until=THREE).endswith(
        "\n📈 30 yuan in place of it, once the person says they are still there"
    )


def test_what_is_not_payable_yet_names_the_day() -> None:
    assert said(THREE - DAY) == (
        "⏳ Not payable yet: 2 of 3 months\nOn Wed, Apr 15: 20 yuan, if the person is still there"
    )


def test_several_reasons_stand_one_below_the_other() -> None:
    text = said(evidence=frozenset(), state=PlacementState.CONFIRMED)
    assert text == (
        "⏳ Not payable yet:\n"
        "• the office has yet to approve it\n"
        "• please send the agreement\n"
        "With that: 20 yuan"
    )


def test_what_is_never_payable_says_only_why() -> None:
    late = said(filed_on=START + DAY, state=PlacementState.CONFIRMED)
    assert late == "❌ Not payable: reported after the first day"


def test_a_group_says_until_when_it_can_grow() -> None:
    rule = replace(YONGNING, group_size=3)
    assert said(START, rule, group=2).splitlines()[1] == (
        "• 2 came together and say so, and the rule asks for 3 (there is time until Thu, Jan 15)"
    )


def test_who_counted_before_is_told_with_the_day() -> None:
    twice = [subsidy_claim(1), subsidy_claim(2, worker=1, starts_on=START + DAY)]
    again = explain_assessment(assess_cases(twice, [YONGNING], THREE)[2], ENGLISH, THREE)
    assert again.startswith("❌ Not payable: this person counts already")
    assert "Thu, Jan 15" in again


def test_a_county_without_a_rule_says_whom_to_ask() -> None:
    text = explain_assessment(assess_cases([subsidy_claim()], [], THREE)[1], ENGLISH, THREE)
    assert text.startswith("❌ Not payable: the county has no rule for that day")


def test_a_brokers_total_tells_what_may_come() -> None:
    coming = (ExpectedMonth(date(2026, 12, 1), 60, 2), ExpectedMonth(date(2027, 2, 1), 10, 1))
    assert totals_line(BrokerTotals(40, 2, coming), ENGLISH) == (
        "💰 Payable now: <b>40 yuan</b> (2 placed)\n"
        "If all goes well:\n"
        "• Dec 2026: 60 yuan more (2 placed)\n"
        "• Feb 2027: 10 yuan more (1 placed)"
    )
    assert totals_line(BrokerTotals(0, 0, ()), ENGLISH) == "💰 Nothing is payable yet."


def test_a_judgement_without_a_hope_gives_all_its_reasons() -> None:
    text = explain_assessment(
        Assessment(
            lacks=(MissingCondition(Condition.POOR), MissingCondition(Condition.WAGE, PARAMS))
        ),
        ENGLISH,
        START,
    )
    assert len(text.splitlines()) == 3
