"""A process that lost the lead while it slept: what it had claimed is another's by now."""

import asyncio

from models.outbox import outbox
from models.outbox.message_type import RowState
from models.outbox.outbox import LEASE
from scheduler.delivery.loop import DeliveryLoop
from tests.delivery.office import Bureau, open_bureau
from tests.support.town import until


def another(bureau: Bureau) -> DeliveryLoop:
    """The loop of the process that leads now."""
    return DeliveryLoop(bureau.sessions, bureau.office, bureau.post)


async def all_of(delivery: DeliveryLoop) -> None:
    """Everything that this loop has on its way has landed."""
    await asyncio.gather(*delivery.on_the_way)


async def calls(bureau: Bureau, count: int) -> None:
    """So many messages have arrived at Telegram."""

    async def came() -> bool:
        return len(bureau.sandbox.exchange.calls.after(0, "sendMessage")) == count

    await until(came)


async def test_what_it_had_claimed_and_not_sent_waits_for_the_next_leader(
    database_url: str,
) -> None:
    lead = [True]
    async with open_bureau(database_url, 3, leads=lambda: bool(lead)) as bureau:
        notice = await bureau.publishes()
        assert (await bureau.delivery.step())["claimed"] == 3
        lead.clear()
        await all_of(bureau.delivery)
        assert (await bureau.delivery.step())["claimed"] == 0
        await calls(bureau, 0)
        assert {state for state, _ in await bureau.fates(notice)} == {RowState.WAITING}


async def test_what_failed_with_it_is_not_sent_again_when_another_sent_it(
    database_url: str,
) -> None:
    async with open_bureau(database_url, 1, patience=4.0) as bureau:
        notice = await bureau.publishes()
        bureau.fault("hang", method="sendMessage")
        await bureau.delivery.step()
        await calls(bureau, 1)
        bureau.clock.move(LEASE)
        leader = another(bureau)
        await leader.step()
        await all_of(leader)
        await leader.step()
        await all_of(bureau.delivery)
        assert (await bureau.delivery.step())["away"] == 1
        assert await bureau.fates(notice) == [(RowState.SENT, None)]


async def test_what_it_had_sent_is_not_sent_again_where_nobody_has_claimed_it_yet(
    database_url: str,
) -> None:
    async with open_bureau(database_url, 3) as bureau:
        notice = await bureau.publishes()
        await bureau.delivery.step()
        await all_of(bureau.delivery)
        bureau.clock.move(LEASE)
        assert await bureau.turn(lambda s: outbox.free_expired_leases(s, bureau.clock.now())) == 3
        assert (await bureau.delivery.step())["sent"] == 3
        assert (await another(bureau).step())["claimed"] == 0
        assert await bureau.fates(notice) == [(RowState.SENT, None)] * 3
