"""The whole fleet at work, people talking, a notice going out: its leader is killed with -9."""

import asyncio
from collections import Counter
from datetime import timedelta

from models.notices.messages import NOTICE
from models.outbox.row import RowState
from sandbox.chats.people import Person
from tests.delivery.office import FIRST, WRITER, furnish
from tests.resilience.machines.fleet import conversing
from tests.resilience.machines.talkers import TALKERS, all_are_kept, talks
from tests.support.notices import factory
from tests.support.town import Town, open_town, until

READERS, RATE = 100, 30
# What a loop has claimed at the most: half a second's worth.
IN_FLIGHT = RATE // 2
EARLY, LATE = TALKERS[::2], TALKERS[1::2]


async def publishes(town: Town) -> None:
    """A notice is due to all readers, at so many a second; who talks does not read it."""
    for person in (*TALKERS, *(Person(FIRST + n, f"R{n}", started=True) for n in range(READERS))):
        town.sandbox.exchange.join(person)
    town.sandbox.exchange.join(Person(WRITER, "W", started=True))
    later = (factory.FAIR_DAY + timedelta(days=7)).isoformat()
    async with town.store() as session:
        await furnish(session, READERS)
        await factory.publish_notice(session, 1, day=later)
    town.settings = town.settings.model_copy(update={"send_rate": RATE})


def had(town: Town) -> Counter[int]:
    """How many messages each reader has."""
    messages = town.sandbox.exchange.messages
    return Counter({one: len(list(messages.of(FIRST + one))) for one in range(READERS)})


def readers(town: Town) -> int:
    return len(+had(town))


async def _is_over(town: Town) -> bool:
    """Whether no row of the notice waits, or lies with the dead process until its lease is over."""
    going = (RowState.WAITING, RowState.LEASED)
    rows = (await town.rows())["outbox"]
    return not any(row["topic"] == NOTICE.name and row["state"] in going for row in rows)


async def test_another_leads_within_ten_seconds_and_nobody_is_left_out(url: str) -> None:
    async with open_town(url, by="webhook", served=False) as town:
        await publishes(town)
        async with conversing(town) as fleet:
            early = asyncio.gather(*(talks(town, person) for person in EARLY))

            async def under_way() -> bool:
                return readers(town) > READERS // 3

            await until(under_way)
            leader = await fleet.led()
            since = asyncio.get_running_loop().time()
            leader.kill()
            late = asyncio.gather(*(talks(town, person) for person in LATE))
            await fleet.succeeded(leader, since)
            await asyncio.gather(early, late)

            await until(lambda: _is_over(town))
        await all_are_kept(town)
    assert readers(town) == READERS
    assert set(fleet.proxy.statuses) == {200}
    assert sum(count > 1 for count in had(town).values()) <= IN_FLIGHT
    assert max(had(town).values()) <= 2
