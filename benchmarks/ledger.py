"""What a turn costs by the size of the ledger.

`python -m benchmarks.ledger [--people 1000000] [--store sqlite|postgresql]`

Two processes of ours, one on a store with a thousand labourers and one on a store with so many,
asked in turn; on SQLite, and on PostgreSQL, each of whose stores has a server of its own. The
processor time is the bot's, without the server's; 99 of 100 were answered within `p99`.
"""

import argparse
import asyncio
import gc
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from operator import attrgetter
from pathlib import Path

from benchmarks.crowd import furnish
from benchmarks.planning import analyze, postgresql, sqlite
from benchmarks.result import side_by_side
from benchmarks.turns.bots import Started, ours, started
from benchmarks.turns.labourers import Labourers, Turn
from benchmarks.turns.phones import Answered, play
from benchmarks.turns.scripts import OURS
from benchmarks.turns.telegram import open_telegram
from benchmarks.under_fire import furnished
from bot.store import engine as database

FEW, PHONES = 1_000, 50
STORES = ("sqlite", "postgresql")
# Beyond those of the crowd, who are there already.
FIRST = 5_000_000


async def filled(url: str, people: int) -> None:
    """A store with so many labourers."""
    await furnished(url)
    engine = database.open_engine(url)
    async with database.open_sessions(engine)() as session:
        await furnish(session, people)
        await analyze(session)
    await engine.dispose()


async def rounds(
    serving: list[Started], crowds: list[list[Iterator[Turn]]], given: argparse.Namespace
) -> list[list[Answered]]:
    """What each took in each round."""
    taken: list[list[Answered]] = [[] for _ in serving]
    for _ in range(given.rounds):
        for one, crowd, answers in zip(serving, crowds, taken, strict=True):
            await play(one.port, PHONES, 1, crowd)
            before = one.processor_seconds()
            answered = await play(one.port, PHONES, given.seconds, crowd)
            answered.processor_seconds = one.processor_seconds() - before
            assert not answered.failed, answered.wrong
            answers.append(answered)
    return taken


async def measure(store: str, given: argparse.Namespace) -> None:
    """Both sizes in turn."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        serving, crowds = [], []
        for people in (FEW, given.people):
            url = await stack.enter_async_context((sqlite if store == "sqlite" else postgresql)())
            await filled(url, people)
            telegram = await stack.enter_async_context(open_telegram())
            begun = started(ours("ledger", url), telegram.address, folder / str(people))
            serving.append(await stack.enter_async_context(begun))
            crowds.append(Labourers(OURS, telegram, FIRST).phones(PHONES))
        few, many = await rounds(serving, crowds, given)
    for sort, unit in (("processor_us", "us a turn"), ("p99", "ms")):
        form = f"ledger_{{}}_{sort}_{store}"
        side_by_side(form, {"few": few, "many": many}, attrgetter(sort), unit, "few")


def main() -> None:
    """Some minutes, most of them for filling the store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--store", choices=STORES, action="append")
    given = parser.parse_args()
    gc.disable()
    for store in given.store or STORES:
        asyncio.run(measure(store, given))


if __name__ == "__main__":
    main()
