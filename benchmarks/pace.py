"""Steady delivery at the configured rate: `python -m benchmarks.pace [--seconds 60] [--rate 30]`.

A sandbox in a process of its own refuses with 429 what is above the limit in any second. It says
when each message arrived: their number a second, the fullest second, the first, and refusals;
and beside it how many a second the sender makes alone, with no store and no limit: at the same
sandbox, and at a Bot API that costs next to nothing, so that the sandbox's own limit is seen too.
"""

import argparse
import asyncio
import multiprocessing
import tempfile
from bisect import bisect_left
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from multiprocessing.queues import Queue
from typing import Any

import aiohttp
from markupsafe import Markup

from benchmarks.result import figure
from benchmarks.turns.telegram import open_telegram
from benchmarks.under_fire import furnished
from bot.store import engine as database
from bot.telegram.addresses import telegram_address
from bot.telegram.sender import open_sender
from dialogue.core.reply import Message, numbered
from models.core.encryption import keyring
from models.core.vocabulary import Language
from models.outbox import outbox
from sandbox.clock import MovableClock
from sandbox.server import Sandbox
from scheduler.clock_context import ClockContext
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.sender import Sent
from tests.delivery.office import FIRST, furnish, phones
from tests.support.notices import factory
from tests.support.store import NOON
from tests.support.town import KEY, TOKEN, until

SECOND = 1.0
ALONE, NO_LIMIT = 1_000, 100_000


def sandbox_process(people: int, addresses: "Queue[str]") -> None:
    """Serve until the process is ended."""

    async def serve() -> None:
        async with Sandbox(phones(people), token=TOKEN).serve() as address:
            addresses.put(address)
            await asyncio.Event().wait()

    asyncio.run(serve())


def stub_process(addresses: "Queue[str]") -> None:
    """The Bot API that takes everything, until the process is ended."""

    async def serve() -> None:
        async with open_telegram() as telegram:
            addresses.put(telegram.address)
            await asyncio.Event().wait()

    asyncio.run(serve())


@asynccontextmanager
async def other_process(serve: Callable[..., None], *given: Any) -> AsyncIterator[str]:
    """The address that it serves."""
    fresh = multiprocessing.get_context("spawn")
    addresses: Queue[str] = fresh.Queue()
    process = fresh.Process(target=serve, args=(*given, addresses), daemon=True)
    process.start()
    try:
        yield await asyncio.to_thread(addresses.get)
    finally:
        process.kill()


def fullest(moments: list[float]) -> int:
    """The most arrivals in any second, whenever it begins."""
    return max(bisect_left(moments, at + SECOND) - place for place, at in enumerate(moments))


async def deliver(address: str, people: int, rate: int) -> None:
    """Everything that is due, by the loop as it runs in the bot."""
    keyring.load([KEY])
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/pace.db"
        await furnished(url)
        engine = database.open_engine(url)
        sessions = database.open_sessions(engine)
        async with sessions() as session, session.begin():
            await furnish(session, people)
            await factory.publish_notice(session, 1)
        clock = MovableClock(NOON - datetime.now(UTC))
        office = ClockContext(clock, factory.ZONE, Language.ZH, rate)
        async with open_sender(TOKEN, address, rate) as post:
            ending = asyncio.Event()
            loop = asyncio.create_task(DeliveryLoop(sessions, office, post).run(ending))

            async def over() -> bool:
                async with sessions() as session, session.begin():
                    return not await outbox.is_any_unfinished(session, clock.now(), office.zone)

            await until(over, looks=100_000, every=SECOND)
            ending.set()
            await loop
        await engine.dispose()


async def calls(web: aiohttp.ClientSession, address: str) -> list[dict[str, Any]]:
    """The messages that arrived."""
    async with web.get(f"{address}/sandbox/calls?method=sendMessage") as response:
        answer: dict[str, Any] = await response.json()
    return list(answer["calls"])


async def sent_alone(people: int, address: str) -> float:
    """Messages a second by the sender alone: no store, no limit, nothing written."""
    buttons = [(f"notice:1:{number}", f"Choice {number}") for number in range(4)]
    letter = Message(Markup("A notice.\nWhat, when, where.\nWhy you."), numbered(buttons))
    async with open_sender(TOKEN, address, NO_LIMIT) as post:
        clock = asyncio.get_running_loop().time
        began = clock()
        letters = [post.send(telegram_address(FIRST + number), letter) for number in range(people)]
        outcomes = await asyncio.gather(*letters)
        assert all(isinstance(outcome, Sent) for outcome in outcomes)
        return people / (clock() - began)


async def measure(seconds: int, rate: int) -> None:
    """As many people as that takes."""
    people = seconds * rate + 1
    few = min(people, ALONE)
    async with other_process(sandbox_process, few) as address:
        alone = await sent_alone(few, address)
    async with other_process(stub_process) as address:
        at_stub = await sent_alone(few, address)
    async with other_process(sandbox_process, people) as address, aiohttp.ClientSession() as web:
        async with web.post(f"{address}/sandbox/limits", json={"a_second": rate}):
            pass
        await deliver(address, people, rate)
        moments = sorted(call["at"] for call in await calls(web, address))
        async with web.get(f"{address}/sandbox/limits") as response:
            refused = (await response.json())["refused"]
    steady = (len(moments) - 1) / (moments[-1] - moments[0])
    first = bisect_left(moments, moments[0] + SECOND)
    at = f"_at_{rate}"
    figure(f"delivery_rate{at}", steady, "a second", ratio_to="limit", ratio=steady / rate)
    figure(f"delivery_sender_alone{at}", alone, "a second", ratio_to="rate", ratio=alone / steady)
    stub = f"delivery_sender_alone_at_stub{at}"
    figure(stub, at_stub, "a second", ratio_to="sandbox", ratio=at_stub / alone)
    figure(f"delivery_fullest_second{at}", fullest(moments), "messages")
    figure(f"delivery_first_second{at}", first, "messages")
    figure(f"delivery_refused{at}", refused, "times")


def main() -> None:
    """A minute at 30 a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=30)
    given = parser.parse_args()
    asyncio.run(measure(given.seconds, given.rate))


if __name__ == "__main__":
    main()
