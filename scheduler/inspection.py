"""Inspection: a file goes through a process of its own, which is killed where it does not end."""

import asyncio
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from models.core.media import LARGEST_KEPT, Fault, Media
from scheduler.inspecting import headers

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-s", "-P", "-m", "scheduler.inspecting")
# Nothing of this process's own surroundings, which hold the keys.
SURROUNDINGS = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
PIECE = 65_536
# In pixels: two such at once would take more memory than the whole bot.
LARGE = 5_000_000
WORD_MOST = 32


@dataclass(frozen=True)
class InspectedFile:
    """A file in its harmless form."""

    media: Media
    content: bytes


class Inspection:
    """Inspects two files at once, of which one may be a large picture; each has `seconds`."""

    def __init__(self, seconds: float = 20.0) -> None:
        self._places, self._large, self._seconds = asyncio.Semaphore(2), asyncio.Lock(), seconds

    async def of(self, content: bytes) -> InspectedFile | Fault | None:
        """What the file is; None where its process did not end well and in time."""
        is_large = headers.count_pixels(content) > LARGE
        async with self._large if is_large else nullcontext(), self._places:
            process = await asyncio.create_subprocess_exec(
                *COMMAND,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=SURROUNDINGS,
                cwd="/",
                start_new_session=True,
            )
            try:
                async with asyncio.timeout(self._seconds):
                    said = await _told(process, content)
                    ended = await process.wait()
            except TimeoutError:
                return None
            finally:
                await _end(process)
        return _read(said) if ended == 0 else None


async def _told(process: asyncio.subprocess.Process, content: bytes) -> bytes:
    """What it writes, which is never more than may be kept."""
    assert process.stdin is not None
    assert process.stdout is not None
    giving = asyncio.create_task(_give(process.stdin, content))
    said = bytearray()
    try:
        while piece := await process.stdout.read(PIECE):
            said += piece
            if len(said) > LARGEST_KEPT + 2 * PIECE:
                raise TimeoutError
    finally:
        giving.cancel()
    return bytes(said)


async def _give(pipe: asyncio.StreamWriter, content: bytes) -> None:
    try:
        pipe.write(content)
        await pipe.drain()
        pipe.close()
    except OSError:  # it ended before it had read everything
        return


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _read(said: bytes) -> InspectedFile | Fault | None:
    word, _, content = said.partition(b"\n")
    told = word[:WORD_MOST].decode("ascii", "replace")
    if told.startswith("!"):
        return Fault(told[1:]) if told[1:] in set(Fault) else None
    return InspectedFile(Media(told), content) if told in set(Media) else None
