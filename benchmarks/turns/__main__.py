"""Labourers answering intake by webhook, side by side with other bots.

`python -m benchmarks.turns [--rounds 3] [--seconds 4] [--phones 50 ...] [--only NAME ...]
[--latency 0.05]`

All bots are up the whole time and are asked in turn, so that what else the machine does meets each.
A figure is the median of the rounds, a ratio the median of the rounds' ratios to the stock echo
bot. Processor time a turn is the bot's own, and less shaken by other work than turns a second.
"""

import argparse
import asyncio
import gc
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from operator import attrgetter
from pathlib import Path

from benchmarks.planning import postgresql
from benchmarks.result import compared
from benchmarks.turns.bots import PEERS, Bot, Started, ours, started
from benchmarks.turns.labourers import Labourers
from benchmarks.turns.phones import Answered, play
from benchmarks.turns.telegram import Telegram, open_telegram
from benchmarks.under_fire import furnished

WARM_SECONDS = 1.0
STANDARD = "echo"

Crowds = dict[str, list[Iterator[bytes]]]
Taken = dict[str, list[Answered]]


async def measure(given: argparse.Namespace) -> None:
    """Every bot in every round with so many phones."""
    Telegram.latency = given.latency
    server, telegram = await open_telegram()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        serving = [
            await stack.enter_async_context(started(bot, telegram, folder / bot.name))
            for bot in await bots(stack, given)
        ]
        crowds = {one.bot.name: Labourers().phones(max(given.phones)) for one in serving}
        for phones in given.phones:
            report(await rounds(serving, crowds, phones, given), phones, given.latency)
    server.close()


async def bots(stack: AsyncExitStack, given: argparse.Namespace) -> list[Bot]:
    """Those wanted; ours on both stores."""
    url = await stack.enter_async_context(postgresql())
    await furnished(url)
    every = [ours("chunfeng_sqlite"), ours("chunfeng_postgresql", url), *PEERS]
    return [bot for bot in every if not given.only or bot.name in {STANDARD, *given.only}]


async def rounds(
    serving: list[Started], crowds: Crowds, phones: int, given: argparse.Namespace
) -> Taken:
    """What each bot took in each round."""
    taken: Taken = {one.bot.name: [] for one in serving}
    for number in range(given.rounds):
        for one in serving if number % 2 == 0 else serving[::-1]:
            crowd = crowds[one.bot.name]
            await play(one.port, phones, WARM_SECONDS, crowd)
            before = one.processor_seconds()
            answered = await play(one.port, phones, given.seconds, crowd)
            answered.processor_seconds = one.processor_seconds() - before
            assert not answered.failed, (one.bot.name, answered.failed)
            taken[one.bot.name].append(answered)
            gc.collect()
    return taken


def report(taken: Taken, phones: int, latency: float) -> None:
    """Three lines a bot: turns a second, milliseconds for 99 of 100, processor time a turn."""
    tail = f"_at_{phones}" + (f"_latency_{latency * 1000:.0f}ms" if latency else "")
    for sort, unit, of in (
        ("turns", "a second", attrgetter("a_second")),
        ("p99", "ms", attrgetter("p99")),
        ("processor", "us a turn", attrgetter("processor_us")),
    ):
        beside = [of(one) for one in taken[STANDARD]]
        for name, answered in taken.items():
            compared(
                f"{sort}{tail}_{name}",
                [of(one) for one in answered],
                unit,
                beside=beside,
                ratio_to=f"{sort}{tail}_{STANDARD}",
            )


def main() -> None:
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--phones", type=int, nargs="*", default=(1, 50, 500))
    parser.add_argument("--only", nargs="*", default=())
    gc.disable()
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
