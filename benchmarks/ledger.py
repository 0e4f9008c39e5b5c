"""What a turn costs by the size of the ledger: `python -m benchmarks.ledger [--people 1000000]`.

Two processes of ours, one on a store with a thousand labourers and one on a store with so many,
asked in turn.
"""

import argparse
import asyncio
import gc
import tempfile
from contextlib import AsyncExitStack
from operator import attrgetter
from pathlib import Path

from benchmarks.crowd import furnish
from benchmarks.planning import analyze
from benchmarks.result import compared
from benchmarks.turns.bots import Started, ours, started
from benchmarks.turns.labourers import Labourers
from benchmarks.turns.phones import Answered, play
from benchmarks.turns.telegram import open_telegram
from benchmarks.under_fire import furnished
from bot import database

FEW, PHONES = 1_000, 50
# Beyond those of the crowd, who are there already.
FIRST = 5_000_000


async def filled(folder: Path, people: int) -> None:
    """A store with so many labourers."""
    await asyncio.to_thread(folder.mkdir)
    url = f"sqlite:///{folder}/bench.db"
    await furnished(url)
    engine = database.open_engine(url)
    async with database.open_sessions(engine)() as session:
        await furnish(session, people)
        await analyze(session)
    await engine.dispose()


async def rounds(serving: list[Started], given: argparse.Namespace) -> list[list[Answered]]:
    """What each took in each round."""
    crowds = [Labourers(FIRST).phones(PHONES) for _ in serving]
    taken: list[list[Answered]] = [[] for _ in serving]
    for _ in range(given.rounds):
        for one, crowd, answers in zip(serving, crowds, taken, strict=True):
            await play(one.port, PHONES, 1, crowd)
            before = one.processor_seconds()
            answered = await play(one.port, PHONES, given.seconds, crowd)
            answered.processor_seconds = one.processor_seconds() - before
            assert not answered.failed
            answers.append(answered)
    return taken


async def measure(given: argparse.Namespace) -> None:
    """Both sizes in turn."""
    server, telegram = await open_telegram()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sizes = {"few": FEW, "many": given.people}
        for name, people in sizes.items():
            await filled(folder / name, people)
        serving = [
            await stack.enter_async_context(started(ours(name), telegram, folder / name))
            for name in sizes
        ]
        few, many = await rounds(serving, given)
    server.close()
    for sort, unit in (("processor_us", "us a turn"), ("p99", "ms")):
        of = attrgetter(sort)
        beside = [of(one) for one in few]
        compared(f"ledger_few_{sort}", beside, unit, beside=beside, ratio_to=f"ledger_few_{sort}")
        values = [of(one) for one in many]
        compared(f"ledger_many_{sort}", values, unit, beside=beside, ratio_to=f"ledger_few_{sort}")


def main() -> None:
    """Some minutes, most of them for filling the store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    gc.disable()
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
