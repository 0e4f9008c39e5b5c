"""Labourers answering intake by webhook, side by side with other bots.

`python -m benchmarks.turns [--rounds 3] [--seconds 4] [--phones 50 ...] [--only NAME ...]
[--latency 0.05] [--taps] [--beside TREE]`

All bots are up the whole time and are asked in turn, so that what else the machine does meets each.
A figure is the median of the rounds, a ratio the median of the rounds' ratios to the stock echo
bot. Processor time a turn is the bot's own, and less shaken by other work than turns a second.

`--beside` names the folder of another commit's tree, such as one of `git worktree add`. Its
Chunfeng is one more bot on each store; figures that end in `now` compare with it.
"""

import argparse
import asyncio
import gc
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from sqlmodel import col, func, select

from benchmarks.planning import postgresql
from benchmarks.result import compared, side_by_side
from benchmarks.turns.bots import PEERS, Bot, Started, ours, started, upgrade
from benchmarks.turns.labourers import Labourers, Turn
from benchmarks.turns.phones import Answered, play
from benchmarks.turns.telegram import open_telegram
from bot.store import engine as database
from models.labourers.labourer import Labourer

WARM_SECONDS = 1.0
STANDARD = "echo"
BESIDE = "_beside"

Crowds = dict[str, list[Iterator[Turn]]]
Taken = dict[str, list[Answered]]


async def measure(given: argparse.Namespace) -> None:
    """Every bot in every round with so many phones."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        serving, crowds = [], {}
        for bot in await bots(stack, given, folder):
            telegram = await stack.enter_async_context(open_telegram(given.latency))
            begun = started(bot, telegram.address, folder / bot.name)
            serving.append(await stack.enter_async_context(begun))
            labourers = Labourers(bot.tapped if given.taps else bot.script, telegram)
            crowds[bot.name] = labourers.phones(max(given.phones))
        finished: Counter[str] = Counter()
        for phones in given.phones:
            report(await rounds(serving, crowds, phones, given, finished), tail(phones, given))
        for one in serving:
            if one.bot.is_ours:
                assert await registered(one.url) == finished[one.bot.name], one.bot.name


async def bots(stack: AsyncExitStack, given: argparse.Namespace, folder: Path) -> list[Bot]:
    """Those wanted; ours on both stores."""
    every = [ours("chunfeng_sqlite"), ours("chunfeng_postgresql", "postgresql"), *PEERS]
    if given.beside:
        every += [ours(f"{one.name}{BESIDE}", one.url, tree=given.beside) for one in every[:2]]
    able = [bot for bot in every if bot.tapped] if given.taps else every
    names = {STANDARD, *given.only}
    wanted = [bot for bot in able if not given.only or bot.name.removesuffix(BESIDE) in names]
    for place, bot in enumerate(wanted):
        if bot.url == "postgresql":
            url = await stack.enter_async_context(postgresql())
            await upgrade(bot, url, folder)
            wanted[place] = replace(bot, url=url)
    return wanted


async def rounds(
    serving: list[Started],
    crowds: Crowds,
    phones: int,
    given: argparse.Namespace,
    finished: Counter[str],
) -> Taken:
    """What each bot took in each round; `finished` counts its people."""
    taken: Taken = {one.bot.name: [] for one in serving}
    for number in range(given.rounds):
        for one in serving if number % 2 == 0 else serving[::-1]:
            crowd = crowds[one.bot.name]
            warm = await play(one.port, phones, WARM_SECONDS, crowd)
            before = one.processor_seconds()
            answered = await play(one.port, phones, given.seconds, crowd)
            answered.processor_seconds = one.processor_seconds() - before
            for stretch in (warm, answered):
                assert not stretch.failed, (one.bot.name, stretch.failed, stretch.wrong)
                finished[one.bot.name] += stretch.finished
            taken[one.bot.name].append(answered)
            gc.collect()
    return taken


async def registered(url: str) -> int:
    """How many labourers have answered all."""
    engine = database.open_engine(url)
    async with database.open_sessions(engine)() as session:
        count = (
            await session.exec(select(func.count()).where(col(Labourer.not_asked).is_(None)))
        ).one()
    await engine.dispose()
    return count


def tail(phones: int, given: argparse.Namespace) -> str:
    """What of the load stands in the names of its figures."""
    taps = "_taps" if given.taps else ""
    return f"_at_{phones}{taps}" + (f"_latency_{given.latency * 1000:.0f}ms" * bool(given.latency))


def report(taken: Taken, tail: str) -> None:
    """Three lines a bot: turns a second, milliseconds for 99 of 100, processor time a turn."""
    for sort, unit, of in (
        ("turns", "a second", attrgetter("a_second")),
        ("p99", "ms", attrgetter("p99")),
        ("processor", "us a turn", attrgetter("processor_us")),
    ):
        side_by_side(f"{sort}{tail}_{{}}", taken, of, unit, STANDARD)
        for name in (name for name in taken if f"{name}{BESIDE}" in taken):
            now, older = ([of(one) for one in taken[who]] for who in (name, f"{name}{BESIDE}"))
            compared(
                f"{sort}{tail}_{name}_now", now, unit, beside=older, ratio_to=f"{name}{BESIDE}"
            )


def main() -> None:
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--phones", type=int, nargs="*", default=(1, 50, 500))
    parser.add_argument("--taps", action="store_true", help="buttons are tapped, not typed")
    parser.add_argument("--only", nargs="*", default=())
    parser.add_argument("--beside", type=Path, metavar="TREE", help="another commit's tree")
    gc.disable()
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
