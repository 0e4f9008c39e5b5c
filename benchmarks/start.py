"""Cold start and memory: `python -m benchmarks.start [--rounds 3] [--turns 100000]`.

From the start of the process to its first answer, on a store that is there, beside `import
aiogram` alone; and the memory that the process holds over that import after so many turns.
"""

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.result import compared, figure
from benchmarks.turns.bots import ours, started
from benchmarks.turns.labourers import Labourers
from benchmarks.turns.phones import play
from benchmarks.turns.telegram import open_telegram

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


async def answered(telegram: str, folder: Path) -> float:
    """Seconds from the start to the first answer."""
    began = time.perf_counter()
    async with started(ours("start"), telegram, folder) as one:
        first = islice(Labourers().updates(), 1)
        await play(one.port, 1, 60, [first])
        return time.perf_counter() - began


async def measure(given: argparse.Namespace) -> None:
    """Both in turn, then the long run."""
    server, telegram = await open_telegram()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await answered(telegram, folder)
        pairs = [(await imported(), await answered(telegram, folder)) for _ in range(given.rounds)]
        alone = [seconds for (seconds, _), _ in pairs]
        compared("start_import_aiogram", alone, "s", beside=alone, ratio_to="start_import_aiogram")
        first = [seconds for _, seconds in pairs]
        compared("start_first_answer", first, "s", beside=alone, ratio_to="start_import_aiogram")
        await memory(telegram, folder, given.turns, pairs[0][0][1])
    server.close()


async def memory(telegram: str, folder: Path, turns: int, alone: float) -> None:
    """Megabytes over the import after a fifth of the turns, and after all of them."""
    async with started(ours("memory"), telegram, folder / "memory") as one:
        town = Labourers(first=1_000_000)
        for part in (turns // 5, turns - turns // 5):
            crowd = [islice(phone, part // PHONES) for phone in town.phones(PHONES)]
            done = await play(one.port, PHONES, 3600, crowd)
            assert not done.failed
            held = one.resident_mb() - alone
            figure(f"memory_over_import_after_{'some' if part < turns / 2 else 'all'}", held, "MB")


def main() -> None:
    """Some minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--turns", type=int, default=100_000)
    gc.disable()
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
