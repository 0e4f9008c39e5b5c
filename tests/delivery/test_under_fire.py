"""A publication of hundreds through every fault: each reachable person has it, once but for kills.

The same with ten thousand: python -m benchmarks.under_fire
"""

from models.outbox.row import HoldReason, RowState
from tests.delivery.fire import KILLS, burn

PEOPLE, RATE = 240, 60


async def test_everybody_gets_it_and_every_other_row_says_why_not(database_url: str) -> None:
    outcome = await burn(database_url, PEOPLE, rate=RATE, retry_after=1, burst=10)
    assert outcome.missed == 0
    assert outcome.doubled <= KILLS * RATE // 2
    assert max(outcome.messages.values()) <= 1 + KILLS
    sent = {(state, why) for state, why in outcome.ends if state is RowState.SENT}
    others = set(outcome.ends) - sent
    assert others == {(RowState.UNREACHABLE, HoldReason.BLOCKED)}
    assert outcome.ends[RowState.UNREACHABLE, HoldReason.BLOCKED] == outcome.blocked
