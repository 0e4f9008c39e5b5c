"""A county whose rule makes placements payable."""

import datetime as dt
from typing import Any

from models.core.session import Session
from models.placements.placement import Placement
from tests.support.store import NOON, broker_account
from tests.support.subsidies.factory import (
    COUNTY,
    add_labourer,
    approved_placement,
    outside_employer,
)
from tests.support.subsidy_rules import example_text, keep_rule

APPROVED_AT = dt.datetime(2026, 10, 5, tzinfo=dt.UTC)
# What each is worth at noon, and how much more after half a year.
YUAN, LATER = 20, 30
NAMES = ("王小春", "李秀英", "朴顺姬")


async def payable_placements(
    session: Session, count: int = 1, chat_id: int = 2, **given: Any
) -> list[Placement]:
    """So many approved ones of one broker, each of somebody else, and the rule."""
    text = example_text("yongning_2024").replace("640121", COUNTY).replace('["agreement"]', "[]")
    await keep_rule(session, text, NOON)
    broker, there = await broker_account(session, chat_id), await outside_employer(session)
    parties = {"employer_id": there.key(), "broker_id": broker.key(), "reviewed_at": APPROVED_AT}
    return [
        await approved_placement(
            session,
            **parties,
            **given,
            labourer_id=(await add_labourer(session, 100 + n, name=NAMES[n])).key(),
        )
        for n in range(count)
    ]
