"""getUpdates."""

import asyncio

import pytest

from tests.sandbox.wire import ANA, BEN, Refused, Wire

OTHER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


async def ids(wire: Wire, **values: object) -> list[int]:
    return [update["update_id"] for update in await wire.call("getUpdates", **values)]


async def test_updates_come_until_a_later_offset_confirms_them(wire: Wire) -> None:
    for text in ("1", "2", "3"):
        await wire.act("text", text=text)
    assert await ids(wire) == [1, 2, 3]
    assert await ids(wire, limit=1) == [1]
    assert await ids(wire, offset=3) == [3]
    assert await ids(wire) == [3]


async def test_a_negative_offset_forgets_all_but_the_last(wire: Wire) -> None:
    for text in ("1", "2", "3"):
        await wire.act("text", text=text)
    assert await ids(wire, offset=-1) == [3]
    assert await ids(wire) == [3]


async def test_a_long_poll_ends_with_the_update(wire: Wire) -> None:
    poll = asyncio.create_task(wire.call("getUpdates", timeout=50))
    await wire.until_called("getUpdates")
    await wire.act("start")
    assert [update["message"]["text"] for update in await poll] == ["/start"]


async def test_a_long_poll_ends_with_nothing_when_its_time_is_up(wire: Wire) -> None:
    assert await ids(wire, timeout=1) == []


async def test_of_two_polls_one_is_ended(wire: Wire) -> None:
    polls = [asyncio.create_task(wire.call("getUpdates", timeout=50)) for _ in range(2)]
    (ended,), (other,) = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
    with pytest.raises(Refused) as refused:
        await ended
    assert refused.value.args == (409, OTHER)
    await wire.act("start")
    assert len(await other) == 1


async def test_a_webhook_ends_the_poll_and_forbids_the_next(wire: Wire) -> None:
    poll = asyncio.create_task(wire.call("getUpdates", timeout=50))
    await wire.until_called("getUpdates")
    await wire.call("setWebhook", url="http://127.0.0.1:9/")
    with pytest.raises(Refused, match="terminated by setWebhook request"):
        await poll
    code, reason = await wire.refusal("getUpdates")
    assert code == 409
    assert reason.startswith("Conflict: can't use getUpdates method while webhook is active")


async def test_a_poll_whose_client_is_gone_loses_nothing(wire: Wire) -> None:
    poll = asyncio.create_task(wire.call("getUpdates", timeout=50))
    await wire.until_called("getUpdates")
    poll.cancel()
    await wire.act("start")
    assert await ids(wire) == [1]


async def test_only_kinds_that_are_asked_for_are_kept(wire: Wire) -> None:
    await wire.call("getUpdates", allowed_updates=["message"])
    await wire.act("start")
    await wire.act("block")
    assert await ids(wire) == [1]
    await wire.call("getUpdates", allowed_updates="[]")
    await wire.post("updates", message_reaction={})
    await wire.act("unblock")
    assert await ids(wire) == [1, 4]
    code, _ = await wire.refusal("getUpdates", allowed_updates="message")
    assert code == 400


async def test_an_unreadable_choice_of_kinds_is_refused(wire: Wire) -> None:
    code, _ = await wire.refusal("getUpdates", allowed_updates={"message": 1})
    assert code == 400


async def test_an_update_may_come_twice(wire: Wire) -> None:
    await wire.fault("twice", times=1)
    await wire.act("start", ANA)
    await wire.act("start", BEN)
    assert await ids(wire) == [1, 2]
    assert await ids(wire, offset=3) == [1]
    assert await ids(wire, offset=3) == []


async def test_dropping_forgets_what_is_due_twice_as_well(wire: Wire) -> None:
    await wire.fault("twice")
    await wire.act("start")
    await wire.call("deleteWebhook", drop_pending_updates=True)
    assert await ids(wire) == []
