"""The files of a backup: what the last one has too is there once on the disk, under both names."""

import os
import shutil
from pathlib import Path

from models.core.file_store import FOLDER, FileStore, onto_disk

# In bytes; of a Fernet token, as text, the random part ends at the 34th.
BEGINNING = 256


def copy_files(data: Path, to: Path, before: Path | None = None) -> tuple[int, int]:
    """Copy the data folder's files into `to`; gives how many, and their bytes.

    A file that lies in `before` too, and was not sealed anew since, is linked, not copied. What is
    erased meanwhile is left out.
    """
    paths = FileStore(data).paths()
    if not paths:
        return 0, 0
    (to / FOLDER).mkdir(mode=0o700)
    count = size = 0
    for path in paths:
        try:
            size += _copy(data / path, to / path, before / path if before else None)
        except FileNotFoundError:
            continue
        count += 1
    onto_disk(to / FOLDER)
    return count, size


def _copy(source: Path, to: Path, before: Path | None) -> int:
    found = source.stat()
    if before is not None and _is_same_sealing(source, before):
        try:
            os.link(before, to)
            return found.st_size
        except OSError:  # a file system without links, or with too many of one file
            pass
    opened = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as read, os.fdopen(opened, "wb") as out:
        shutil.copyfileobj(read, out)
        out.flush()
        os.utime(out.fileno(), ns=(found.st_mtime_ns, found.st_mtime_ns))
        os.fsync(out.fileno())
    return found.st_size


def _is_same_sealing(one: Path, other: Path) -> bool:
    """Whether two files are one and the same sealing: each begins with random bytes of its own.

    Sealed anew, a file keeps its name, size and time.
    """
    try:
        return _begin(one) == _begin(other) and one.stat().st_size == other.stat().st_size
    except FileNotFoundError:
        return False


def _begin(file: Path) -> bytes:
    with file.open("rb") as read:
        return read.read(BEGINNING)
