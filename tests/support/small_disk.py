"""A real file system that fills: a tmpfs where one can be mounted, else a limit on what grows."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = 8 * 2**20
PIECE = 2**16


class SmallDisk:
    """A folder for a process of its own, which is full while the test says so."""

    def __init__(self, folder: Path, *, is_mounted: bool) -> None:
        self.folder, self.is_mounted = folder, is_mounted
        self._ballast = folder / "ballast"

    def fill(self, pid: int) -> None:
        """Nothing more can be written there; where it is not mounted, no file grows any more."""
        if not self.is_mounted:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (PIECE, resource.RLIM_INFINITY))
            return
        with self._ballast.open("wb", buffering=0) as ballast:
            size = PIECE
            while size:
                try:
                    ballast.write(bytes(size))
                except OSError:
                    size //= 2

    def empty(self, pid: int) -> None:
        """There is room again."""
        if not self.is_mounted:
            free = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, free)
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_real_disk(folder: Path) -> Iterator[SmallDisk]:
    """A disk of eight megabytes at this folder."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "none", str(folder)]
    may = os.geteuid() == 0 and shutil.which("mount") is not None
    is_mounted = may and subprocess.run(mount, check=False, capture_output=True).returncode == 0
    try:
        yield SmallDisk(folder, is_mounted=is_mounted)
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
