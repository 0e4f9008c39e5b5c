"""A bot in a process of its own whose every word to the outside is kept, and what is looked for."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import asyncpg

from bot import app, logs
from bot.settings import Settings
from sandbox.clock import MovableClock
from tests.resilience.serving.process import FORKS, kill
from tests.support.bell import UNHURRIED
from tests.support.town import Town

Format = Literal["json", "console"]


def live(settings: Settings, offset: object, log: Path, log_format: Format) -> None:
    """What the process does: serve, with all that it writes going into a file."""
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    os.dup2(2, 1)
    logs.configure(log_format, "debug")
    clock = MovableClock(offset)  # type: ignore[arg-type]
    asyncio.run(app.serve(settings, clock, timing=UNHURRIED))


@asynccontextmanager
async def overheard(town: Town, log: Path, log_format: Format) -> AsyncIterator[None]:
    """The town is served within the block, at the level debug."""
    process = FORKS.Process(target=live, args=(town.settings, town.clock.offset, log, log_format))
    process.start()
    try:
        yield
    finally:
        await kill(process)


async def stored(url: str) -> bytes:
    """All that the store holds, as it lies there: SQLite's files byte by byte, else every row."""
    if url.startswith("sqlite:"):
        file = Path(url.removeprefix("sqlite:///"))
        return b"".join(one.read_bytes() for one in sorted(file.parent.glob(f"{file.name}*")))
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname='public'")
        found = [await connection.fetch(f"SELECT t::text FROM {name} t") for (name,) in tables]
    finally:
        await connection.close()
    return "\n".join(text for rows in found for (text,) in rows).encode()


async def refuse_entries(url: str) -> None:
    """The store refuses every new entry from now on; PostgreSQL quotes the row that it refuses."""
    if url.startswith("sqlite:"):
        store = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        store.execute(
            "CREATE TRIGGER no_entries BEFORE INSERT ON labourer "
            "BEGIN SELECT RAISE(ABORT, 'no entries'); END"
        )
        store.close()
        return
    connection = await asyncpg.connect(url)
    await connection.execute(
        "ALTER TABLE labourer ADD CONSTRAINT no_entries CHECK (false) NOT VALID"
    )
    await connection.close()
