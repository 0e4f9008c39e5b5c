"""Processes that write one SQLite file take turns, in the order in which they asked."""

import asyncio
import fcntl
import sys
import threading
from pathlib import Path

import pytest

from bot.store.writers import WriterQueue
from tests.support.town import until

HOLDS = """
import sys
from bot.store.writers import WriterQueue
WriterQueue(sys.argv[1], 60).enter()
print("mine", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "store.db")


def is_taken(database: str, name: str) -> bool:
    """Whether anybody holds one of the two locks."""
    with Path(f"{database}.{name}").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


async def test_who_writes_again_and_again_lets_who_waits_go_first(database: str) -> None:
    greedy, patient = WriterQueue(database, 60), WriterQueue(database, 60)
    order: list[str] = []

    def write(queue: WriterQueue, name: str) -> None:
        queue.enter()
        order.append(name)
        queue.leave()

    async def waits() -> bool:
        return is_taken(database, "next")

    for _ in range(20):
        greedy.enter()
        waiting = threading.Thread(target=write, args=(patient, "patient"))
        waiting.start()
        await until(waits)
        greedy.leave()
        write(greedy, "greedy")
        waiting.join()
    assert order == ["patient", "greedy"] * 20


async def test_the_place_of_a_process_that_is_killed_is_free(database: str) -> None:
    pipe = asyncio.subprocess.PIPE
    holder = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDS, database), stdin=pipe, stdout=pipe
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"mine\n"
    hasty, other = WriterQueue(database, 0), WriterQueue(database, 60)
    # SQLite's own lock decides where one's patience is over.
    hasty.enter()
    hasty.leave()
    assert is_taken(database, "writer")
    assert not is_taken(database, "next")
    holder.kill()
    await holder.wait()
    other.enter()
    assert is_taken(database, "writer")
    other.close()
    assert not is_taken(database, "writer")
