"""The clock that is moved."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.clock import leap
from tests.sandbox.wire import Refused, Wire

EVE = datetime(2026, 1, 31, 15, 0, tzinfo=UTC)  # 23:00 in Asia/Shanghai


@pytest.mark.parametrize(
    ("order", "then"),
    [
        ({"minutes": 5}, "2026-01-31T15:05:00+00:00"),
        ({"hours": 1}, "2026-01-31T16:00:00+00:00"),
        ({"days": 1, "hours": 1}, "2026-02-01T16:00:00+00:00"),
        ({"months": 1}, "2026-02-28T15:00:00+00:00"),
        ({"months": 12}, "2027-01-31T15:00:00+00:00"),
        ({"tomorrow": "08:00"}, "2026-02-01T00:00:00+00:00"),
    ],
)
def test_orders_are_read_in_the_countys_zone(order: dict[str, Any], then: str) -> None:
    assert EVE + leap(EVE, order) == datetime.fromisoformat(then)


async def test_the_clock_moves_for_everybody(wire: Wire) -> None:
    moved = await wire.post("clock", days=1)
    assert moved["offset_seconds"] == pytest.approx(86400)
    assert wire.sandbox.clock.offset >= timedelta(days=1) - timedelta(seconds=1)
    assert (await wire.get("clock"))["offset_seconds"] == moved["offset_seconds"]
    said = await wire.act("start")
    assert said["message"]["date"] >= datetime.now(UTC).timestamp() + 86000


@pytest.mark.parametrize("order", [{}, {"years": 1}, {"hours": "soon"}, {"tomorrow": None}])
async def test_an_unreadable_order_is_refused(wire: Wire, order: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        await wire.post("clock", **order)
    assert refused.value.args[0] == 400
