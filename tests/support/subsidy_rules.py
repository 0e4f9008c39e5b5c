"""The rules that come as examples, and claims to be judged by them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.core.session import Session
from models.core.vocabulary import Destination, EvidenceKind
from models.placements.states import PlacementState
from models.subsidies.rule import SubsidyRule, save_rule
from models.subsidies.rule_file import Rule, parse_rule
from models.subsidies.subsidy_case import SubsidyCase

FOLDER = Path(__file__).parents[2] / "models" / "rules"
DAY = dt.timedelta(days=1)
# What their counties' sources leave open, filled in for the tests.
FILLED = {
    "tongxin_2025": ('yuan = "?"', "yuan = 100"),
    "zhangzhou": ('valid_from = "?"', "valid_from = 2020-01-01"),
}


def example_text(name: str) -> str:
    """One of the files, as it is shipped."""
    return (FOLDER / f"{name}.toml").read_text()


def example_rule(name: str, **given: Any) -> Rule:
    """The rule of one of the files, with what it leaves open filled in."""
    rule = parse_rule(example_text(name).replace(*FILLED.get(name, ("", ""))))
    assert isinstance(rule, Rule)
    return replace(rule, **given)


async def keep_rule(session: Session, text: str, now: dt.datetime) -> SubsidyRule:
    """The rule of this text, kept in the store."""
    rule = parse_rule(text)
    assert isinstance(rule, Rule)
    return await save_rule(session, rule, now)


def subsidy_claim(number: int = 1, **given: Any) -> SubsidyCase:
    """An approved placement from 15 January 2026 on, with every paper; `given` on top.

    Each number is a worker of its own, all of broker 1; it was filed five days ahead.
    """
    starts_on = given.get("starts_on", dt.date(2026, 1, 15))
    facts: dict[str, Any] = {
        "worker": number,
        "broker": 1,
        "starts_on": starts_on,
        "worked_until": dt.date(2028, 1, 1),
        "going_on": True,
        "wage": 2500,
        "has_contract": False,
        "has_insurance": False,
        "registered_poor": False,
        "poor_confirmed": True,
        "destination": Destination.OUTSIDE,
        "group": 5,
        "filed_on": starts_on - 5 * DAY,
        "evidence": frozenset(EvidenceKind),
        "state": PlacementState.APPROVED,
    }
    told = {"group_told": given.get("group", facts["group"])}
    return SubsidyCase(number, **{**facts, **told, **given})
