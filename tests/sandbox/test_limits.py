"""The limit of messages a second."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.api.calls import Call
from sandbox.api.refusals import Refusal
from sandbox.chats.pictures import jpeg
from sandbox.faults.limits import Limits
from tests.sandbox.wire import ANA, Refused, Wire

# Parts of a second that a float holds exactly.
TICK = 1 / 64


def admitted(limits: Limits, at: float) -> bool:
    """Whether a message that arrives at this second is let through."""
    try:
        limits.admit(Call("sendMessage", {}, at=at))
    except Refusal:
        return False
    return True


def limited(a_second: int | None) -> Limits:
    limits = Limits()
    limits.order(a_second)
    return limits


async def full(wire: Wire, **order: int) -> None:
    """The limit is used up, by a message so late that no slow test outlives its second."""
    await wire.post("limits", a_second=1, **order)
    wire.sandbox.exchange.limits.admit(Call("sendMessage", {}, at=float("inf")))


def test_without_an_order_there_is_no_limit() -> None:
    limits = Limits()
    assert all(admitted(limits, 5.0) for _ in range(100))


@pytest.mark.parametrize("off", [0, None])
def test_a_limit_is_taken_off(off: int | None) -> None:
    limits = limited(1)
    limits.order(off)
    assert [admitted(limits, 5.0) for _ in range(3)] == [True, True, True]


def test_a_second_begins_at_any_moment() -> None:
    limits = limited(2)
    times = [0.5, 1.25, 1.375, 1.5, 1.75, 2.25]
    assert [admitted(limits, at) for at in times] == [True, True, False, True, False, True]


@given(st.lists(st.integers(0, 200)), st.integers(1, 5))
def test_no_second_has_more_than_the_limit_and_none_is_refused_before(
    ticks: list[int], most: int
) -> None:
    limits, taken = limited(most), list[float]()
    for at in sorted(tick * TICK for tick in ticks):
        within = [before for before in taken if at - before < 1]
        assert admitted(limits, at) is (len(within) < most)
        taken += [at] if len(within) < most else []


async def test_a_message_above_the_limit_is_told_when_to_come_again(started: Wire) -> None:
    await full(started, retry_after=7)
    async with started.session.post(f"{started.bot}/sendMessage") as response:
        assert response.status == 429
        assert await response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }


async def test_the_log_shows_that_the_limit_was_kept(started: Wire) -> None:
    await started.post("limits", a_second=5)
    sending = [started.call("sendMessage", chat_id=ANA, text="x") for _ in range(20)]
    await asyncio.gather(*sending, return_exceptions=True)
    calls = (await started.get("calls?method=sendMessage"))["calls"]
    taken = sorted(call["at"] for call in calls if call["status"] == 200)
    assert all(later - early >= 1 for early, later in zip(taken, taken[5:], strict=False))
    limit = await started.get("limits")
    assert limit == {"a_second": 5, "refused": 20 - len(taken)}
    assert limit["refused"] > 0


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("sendMessage", {"text": "x"}),
        ("sendPhoto", {"photo": jpeg()}),
        ("sendDocument", {"document": b"x"}),
        ("sendLocation", {"latitude": "1", "longitude": "1"}),
        ("sendVenue", {"latitude": "1", "longitude": "1", "title": "x", "address": "y"}),
    ],
)
async def test_everything_that_a_person_gets_counts(
    started: Wire, method: str, values: dict[str, Any]
) -> None:
    await full(started)
    code, _reason = await started.form_refusal(method, chat_id=str(ANA), **values)
    assert code == 429


async def test_what_is_no_message_does_not_count(started: Wire) -> None:
    await full(started)
    await started.call("sendChatAction", chat_id=ANA, action="typing")
    await started.call("getMe")


async def test_the_limit_is_shown(wire: Wire) -> None:
    assert await wire.get("limits") == {"a_second": None, "refused": 0}
    assert await wire.post("limits", a_second=30) == {"a_second": 30, "refused": 0}
    assert await wire.post("limits", a_second=None) == {"a_second": None, "refused": 0}


@pytest.mark.parametrize(
    "order",
    [{}, {"a_second": "x"}, {"a_second": -1}, {"a_second": 1, "retry_after": "x"}, {"most": 1}],
)
async def test_an_unreadable_limit_is_refused_and_changes_nothing(wire: Wire, order: Any) -> None:
    await wire.post("limits", a_second=30)
    with pytest.raises(Refused) as refused:
        await wire.post("limits", **order)
    assert refused.value.args[0] == 400
    assert (await wire.get("limits"))["a_second"] == 30
