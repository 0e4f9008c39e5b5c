"""On SQLite one process works by the clock too: a second stands by, and takes over."""

import os
from contextlib import AsyncExitStack
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.app import Part
from bot.store.locks import FileLock
from bot.timing import Timing
from models.core import tick_runs
from tests.resilience.machines.fleet import live
from tests.resilience.serving.process import FORKS, kill
from tests.resilience.serving.test_parts import is_forgotten, looked_in
from tests.support.town import Town, open_town, until

LOCKS = Path("/proc/locks")


def holder(lock: Path) -> int | None:
    """The process that has a file locked, as the kernel tells."""
    if not lock.exists():
        return None
    number = f":{lock.stat().st_ino}"
    for line in LOCKS.read_text().splitlines():
        _, kind, _, _, process, place, *_ = line.split()
        if kind == "FLOCK" and place.endswith(number):
            return int(process)
    return None


async def ticked(town: Town) -> bool:
    """Whether the hourly tick has come: a leader's first."""
    async with town.store() as session:
        return "housekeeping" in [one.name for one in await tick_runs.every(session)]


async def test_a_second_clock_takes_over_when_the_first_is_killed(sqlite_url: str) -> None:
    lock = Path(sqlite_url.removeprefix("sqlite:///") + ".clock")
    async with open_town(sqlite_url, served=False) as town, AsyncExitStack() as ends:
        clocks: dict[int | None, BaseProcess] = {}
        for _ in range(2):
            process = FORKS.Process(
                target=live, args=(town.settings, town.clock.offset, Part.CLOCK, Timing())
            )
            process.start()
            ends.push_async_callback(kill, process)
            clocks[process.pid] = process
        await until(lambda: ticked(town))
        await looked_in(town)
        leader = holder(lock)
        assert not await is_forgotten(town)
        await kill(clocks.pop(leader))
        await until(lambda: is_forgotten(town))
        assert holder(lock) in clocks


async def test_a_lock_has_one_holder_until_it_is_left(tmp_path: Path) -> None:
    first, second = FileLock(f"{tmp_path}/town.db"), FileLock(f"{tmp_path}/town.db")
    assert [await first.is_ours(), await first.is_ours()] == [True, True]
    assert not await second.is_ours()
    assert holder(tmp_path / "town.db.clock") == os.getpid()
    first.leave()
    assert await second.is_ours()
    second.leave()
