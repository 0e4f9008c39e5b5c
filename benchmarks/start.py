"""Cold start and memory: `python -m benchmarks.start [--rounds 3] [--turns 20000 100000 200000]`.

From the start of the process to its first answer, on a store that is there, beside `import
aiogram` alone; and the memory that the process holds over that import after so many turns, and
how much of it grew between the last two.
"""

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from itertools import islice, pairwise
from pathlib import Path

from benchmarks.result import compared, figure
from benchmarks.turns.bots import ours, started
from benchmarks.turns.labourers import Labourers
from benchmarks.turns.phones import play
from benchmarks.turns.scripts import OURS
from benchmarks.turns.telegram import Telegram, open_telegram

PHONES = 50
RESIDENT = "import aiogram; print(open('/proc/self/statm').read().split()[1])"
PAGES_IN_MB = 256


async def imported() -> tuple[float, float]:
    """Seconds of `import aiogram`, and the megabytes that it holds."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", RESIDENT, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    return time.perf_counter() - began, int(printed) / PAGES_IN_MB


async def answered(telegram: Telegram, folder: Path) -> float:
    """Seconds from the start to the first answer."""
    began = time.perf_counter()
    async with started(ours("start"), telegram.address, folder) as one:
        done = await play(one.port, 1, 60, [islice(Labourers(OURS, telegram).turns(), 1)])
        assert len(done.took) == 1, done.wrong
        return time.perf_counter() - began


async def measure(given: argparse.Namespace) -> None:
    """Both in turn, then the long run."""
    with tempfile.TemporaryDirectory() as name:
        async with open_telegram() as telegram:
            await answered(telegram, Path(name))
            pairs = [
                (await imported(), await answered(telegram, Path(name)))
                for _ in range(given.rounds)
            ]
            alone = [seconds for (seconds, _), _ in pairs]
            bare = "start_import_aiogram"
            compared(bare, alone, "s", beside=alone, ratio_to=bare)
            first = [seconds for _, seconds in pairs]
            compared("start_first_answer", first, "s", beside=alone, ratio_to=bare)
            await memory(telegram, Path(name), sorted(given.turns), pairs[0][0][1])


async def memory(telegram: Telegram, folder: Path, stops: list[int], alone: float) -> None:
    """Megabytes over the import after so many turns, and what grew between the last two stops."""
    held: list[float] = []
    async with started(ours("memory"), telegram.address, folder / "memory") as one:
        phones = Labourers(OURS, telegram, first=1_000_000).phones(PHONES)
        for before, stop in pairwise((0, *stops)):
            crowd = [islice(phone, (stop - before) // PHONES) for phone in phones]
            done = await play(one.port, PHONES, 7200, crowd)
            assert not done.failed, done.wrong
            held.append(one.resident_mb() - alone)
            figure(f"memory_over_import_after_{stop}", held[-1], "MB")
    for (since, less), (stop, more) in list(pairwise(zip(stops, held, strict=True)))[-1:]:
        figure(f"memory_grown_from_{since}_to_{stop}", more - less, "MB")


def main() -> None:
    """Some minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--turns", type=int, nargs="+", default=(20_000, 100_000, 200_000))
    gc.disable()
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
