"""The lock that one process of a store holds, and that is free again when it dies or freezes."""

import fcntl
import os
from math import inf
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

# The number of the advisory lock in the store's database.
NUMBER = int.from_bytes(b"chunfeng")
LEASE_SECONDS = 5.0
# So pg_stat_activity shows who leads, and who would: the host and the process.
NAME = "chunfeng clock"
CONNECT_SECONDS = 3.0
# The engine's option with what asyncpg is given beside the address.
GIVEN = "chunfeng_given"


class Lock(Protocol):
    """A lock is ours for `lease` seconds from each time that it is asked for, and given."""

    lease: float

    async def is_ours(self) -> bool:
        """Take it, or see that it is still held; raises what the store raises."""

    def leave(self) -> None:
        """Let it go, whether it was held or not."""


class AdvisoryLock:
    """PostgreSQL's, on a connection of its own. The server ends one that is silent for a lease.

    A lock is its connection's, and to ask for one that is held gives it again. So a connection
    that was lost and made anew can not take another process's lead for its own.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.lease = LEASE_SECONDS
        given = engine.get_execution_options().get(GIVEN, {})
        self._given = engine.dialect.create_connect_args(engine.url)[1] | given
        self._connection: Any = None

    async def is_ours(self) -> bool:
        """Ask the server."""
        if self._connection is None:
            self._connection = await self._connect()
        return bool(await self._connection.fetchval(f"SELECT pg_try_advisory_lock({NUMBER})"))

    async def _connect(self) -> Any:
        import asyncpg  # a process on SQLite has no use for it

        told = {
            **self._given.get("server_settings", {}),
            "idle_session_timeout": str(int(self.lease * 1000)),
            "application_name": f"{NAME} {os.uname().nodename}:{os.getpid()}",
        }
        given = self._given | {"timeout": CONNECT_SECONDS, "server_settings": told}
        return await asyncpg.connect(**given)

    def leave(self) -> None:
        """The lock goes with the connection; no answer is waited for."""
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None


class FileLock:
    """For SQLite, whose processes are all on one machine: a file beside the database.

    The kernel frees it when the process ends; nothing else can take it away.
    """

    lease = inf

    def __init__(self, database: str) -> None:
        self._path = Path(f"{database}.clock")
        self._file: Any = None

    async def is_ours(self) -> bool:
        """Ask the kernel."""
        self._file = self._file or os.fdopen(_open_private(self._path), "wb")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def leave(self) -> None:
        """The file stays, empty: to remove it would let two hold one each."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _open_private(path: Path) -> int:
    """A file that nobody else may read, whatever the umask says."""
    return os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)


def lock_of(engine: AsyncEngine) -> Lock:
    """The lock that a store of this kind has."""
    if engine.dialect.name == "sqlite":
        return FileLock(engine.url.database or "")
    return AdvisoryLock(engine)
