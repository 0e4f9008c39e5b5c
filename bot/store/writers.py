"""Whose turn it is to write an SQLite file: processes take turns, in the order in which they ask.

SQLite itself keeps no order. Who finds the file locked sleeps longer and longer, up to 100 ms, and
beside a process that writes again and again it may never meet a free moment.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

LOOKS_AGAIN = 0.0005


class WriterQueue:
    """One connection's place: two locks of the kernel, which frees them when the process ends.

    Who waits for the second, which is the writer's, holds the first, and so is next.
    """

    def __init__(self, database: str, seconds: float) -> None:
        self._seconds = seconds
        self._files = [_open_private(Path(f"{database}.{name}")) for name in ("next", "writer")]
        self._is_mine = False

    def enter(self) -> None:
        """Wait for the turn, so many seconds at most; SQLite's own lock decides in the end."""
        if self._is_mine:
            return
        following, writer = self._files
        until = monotonic() + self._seconds
        if _take(following, until):
            self._is_mine = _take(writer, until)
            fcntl.flock(following, fcntl.LOCK_UN)

    def leave(self) -> None:
        """It is the next one's turn."""
        if self._is_mine:
            self._is_mine = False
            fcntl.flock(self._files[1], fcntl.LOCK_UN)

    def close(self) -> None:
        """Give up the place."""
        for file in self._files:
            with suppress(OSError):
                os.close(file)


def _take(file: int, until: float) -> bool:
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if monotonic() >= until:
            return False
        sleep(LOOKS_AGAIN)


def _open_private(path: Path) -> int:
    """A file that nobody else may read, whatever the umask says."""
    return os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
