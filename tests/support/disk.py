"""A disk that is full, or read-only, at the test's word, on any machine."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

# SQLite takes no fewer pages than there are; so many are as many as it likes.
NONE_MORE, ANY = 1, 2**30


class Disk:
    """Where the store lies; SQLite itself refuses to grow beyond it, or to write."""

    pages, is_read_only = ANY, False

    def measured(self, connection: Any, *_: Any) -> None:
        """Each use of the store finds the disk as it is now."""
        if not isinstance(connection, sqlite3.Connection):
            return
        connection.execute(f"PRAGMA max_page_count = {self.pages}")
        connection.execute(f"PRAGMA query_only = {self.is_read_only}")


@contextmanager
def small_disk() -> Iterator[Disk]:
    """A disk with room at first, for every store within the block."""
    disk = Disk()
    event.listen(Pool, "checkout", disk.measured)
    try:
        yield disk
    finally:
        event.remove(Pool, "checkout", disk.measured)
