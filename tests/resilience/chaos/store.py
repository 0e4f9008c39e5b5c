"""What goes wrong with the store of a run: locked from outside, or every connection ended."""

import asyncio
import sqlite3
from contextlib import closing

import asyncpg

END_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def goes_wrong(url: str, seconds: float) -> None:
    """SQLite takes nothing for so long; PostgreSQL takes everybody's connection away."""
    if url.startswith("sqlite:"):
        await _locked(url.removeprefix("sqlite:///"), seconds)
    else:
        await _cut_off(url)


async def _locked(file: str, seconds: float) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as store:
        store.execute("BEGIN EXCLUSIVE")
        await asyncio.sleep(seconds)


async def _cut_off(url: str) -> None:
    server = await asyncpg.connect(url)
    await server.execute(END_ALL)
    await server.close()
