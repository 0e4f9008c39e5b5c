"""Labourers answering intake by webhook, side by side with other bots.

`python -m benchmarks.turns [--rounds 3] [--seconds 4] [--phones 50 ...] [--only NAME ...]`

All bots are up the whole time and are asked in turn, so that what else the machine does meets each.
A figure is the median of the rounds; a ratio is the median of the rounds' ratios.
"""

import argparse
import asyncio
import gc
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.planning import postgresql
from benchmarks.turns.bots import PEERS, Started, ours, started
from benchmarks.turns.labourers import Labourers
from benchmarks.turns.phones import Answered, play
from benchmarks.turns.telegram import Telegram, open_telegram
from benchmarks.under_fire import furnished

PHONES = (1, 50, 500)
WARM_SECONDS = 1.0


async def measure(given: argparse.Namespace) -> None:
    """Every bot in every round with so many phones."""
    gc.disable()
    Telegram.latency = given.latency
    server, telegram = await open_telegram()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = await stack.enter_async_context(postgresql())
        await furnished(url)
        bots = [ours("chunfeng_sqlite"), ours("chunfeng_postgresql", url), *PEERS]
        bots = [bot for bot in bots if not given.only or bot.name in given.only]
        serving = [
            await stack.enter_async_context(started(bot, telegram, folder / bot.name))
            for bot in bots
        ]
        crowds = {}
        for one in serving:
            town = Labourers()
            crowds[one.bot.name] = [town.updates() for _ in range(max(given.phones))]
        for phones in given.phones:
            taken = await rounds(serving, crowds, phones, given)
            report(taken, phones, given)
    server.close()


async def rounds(
    serving: list[Started],
    crowds: dict[str, list[Iterator[bytes]]],
    phones: int,
    given: argparse.Namespace,
) -> dict[str, list[Answered]]:
    """What each bot took in each round."""
    taken: dict[str, list[Answered]] = {one.bot.name: [] for one in serving}
    for number in range(given.rounds):
        for one in serving if number % 2 == 0 else serving[::-1]:
            await play(one.port, phones, WARM_SECONDS, crowds[one.bot.name])
            answered = await play(one.port, phones, given.seconds, crowds[one.bot.name])
            assert not answered.failed, (one.bot.name, answered.failed)
            taken[one.bot.name].append(answered)
            gc.collect()
    return taken


def report(taken: dict[str, list[Answered]], phones: int, given: argparse.Namespace) -> None:
    """A line a bot and figure."""
    for name, rounds_of in taken.items():
        rates = [a.a_second for a in rounds_of]
        p99 = statistics.median(a.percentile(99) for a in rounds_of)
        p50 = statistics.median(a.percentile(50) for a in rounds_of)
        sys.stdout.write(
            f"{phones:4} {name:20} {statistics.median(rates):8.0f}/s ({min(rates):.0f}-{max(rates):.0f}) p50 {p50:.1f} p99 {p99:.1f} ms\n"
        )


def main() -> None:
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--phones", type=int, nargs="*", default=PHONES)
    parser.add_argument("--only", nargs="*", default=())
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
