"""What costs money is said before a report is saved, as it is judged afterwards."""

from dataclasses import replace

import pytest

from models.core.vocabulary import Destination, EvidenceKind
from models.subsidies.rule import save_rule
from models.subsidies.rule_file import Rule
from tests.placements.test_reporting_chat import placements
from tests.support.labourers.intake import tap
from tests.support.placements.chat import (
    FACTORY,
    chooses_language,
    finds_placement,
    open_known_employer,
    visible_person,
)
from tests.support.subsidy_rules import example_rule
from tests.support.town import CHEN, WANGQING, Town

EVERYWHERE = frozenset(Destination)


def rule(**given: object) -> Rule:
    """A county's rule that asks for no paper and any place; `given` otherwise."""
    plain = {"county": WANGQING, "destinations": EVERYWHERE, "evidence": frozenset()}
    asks = {"group_size": 1, "filed_before_start": False, **plain, **given}
    return replace(example_rule("tongxin_2025"), **asks)  # type: ignore[arg-type]


async def reported_to_the_summary(town: Town, told: Rule, day: str = "Today") -> None:
    """Chen has answered everything about Ana, and nothing is saved yet."""
    async with town.store() as session:
        await save_rule(session, told, town.clock.now())
    await open_known_employer(town)
    await visible_person(town)
    await chooses_language(town, CHEN)
    chen = town.chen
    await chen.says("/report")
    await chen.says("安娜安娜")
    await chen.taps(FACTORY)
    await (chen.taps(day) if day == "Today" else chen.says(day))
    for typed in ("sewing", "3500", "1", "1"):
        await chen.says(typed)
    assert await placements(town) == []


@pytest.mark.parametrize(
    ("asks", "day", "said"),
    [
        ({"filed_before_start": True}, "yesterday", "Not payable: reported after the first day"),
        ({"filed_before_start": True}, "Today", None),
        ({"evidence": frozenset({EvidenceKind.AGREEMENT})}, "Today", "please send the agreement"),
        ({"destinations": frozenset({Destination.OUTSIDE})}, "Today", "work in that place"),
        ({"group_size": 5}, "Today", "the rule asks for 5"),
    ],
)
async def test_the_summary_says_what_is_said_afterwards(
    town: Town, asks: dict[str, object], day: str, said: str | None
) -> None:
    await reported_to_the_summary(town, rule(**asks), day)
    summary = town.chen.screen()
    await tap(town.chen, "✅ All right, save")
    await finds_placement(town, "安娜安娜", "being asked")
    if said is None:
        assert "Not payable:" not in summary
        assert "Before it is paid" not in summary
    else:
        assert said in summary
        assert said in town.chen.last


async def test_a_county_without_a_rule_warns_of_nothing(town: Town) -> None:
    await reported_to_the_summary(town, rule(county="220822"))
    assert "ayable" not in town.chen.screen()
