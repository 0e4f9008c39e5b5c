"""SQLite on the event loop: SQLAlchemy's own driver behind its asynchronous interface.

A thread for every call, as aiosqlite has it, costs more than the calls. Nothing suspends here, so
a turn runs without another in between; nothing may wait for the network inside a transaction.
Leaving a session or connection does suspend: whatever reads ends its transaction first (`begin`).
"""

import asyncio
import sqlite3
import time
from contextlib import suppress
from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool, Engine, Pool, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.writers import WriterQueue

BUSY_SECONDS, LOOK_AGAIN_SECONDS = 5.0, 0.02
# What the primary code is within an extended one.
PRIMARY = 0xFF
# So often the log written ahead is emptied: till then it holds what was deleted.
EMPTIED_EVERY, TRIED_EVERY = 3600.0, 10.0


class Cursor(sqlite3.Cursor):
    """A cursor that can be closed as asynchronous results close theirs."""

    async def _async_soft_close(self) -> None:
        return None


class Connection(sqlite3.Connection):
    """A connection whose cursors are such, and its place among those that write."""

    queue: WriterQueue | None = None

    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(factory)


class SQLiteOnLoop(SQLiteDialect_pysqlite):
    """The dialect behind sqlite+onloop://."""

    is_async = True
    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        """Statements compiled for one engine serve all others."""
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def get_pool_class(cls, url: Any) -> type[Pool]:  # noqa: ARG003
        """The pool that asynchronous engines have."""
        return AsyncAdaptedQueuePool

    def create_connect_args(self, url: Any) -> Any:
        """Connections of our kind, used by the loop's thread, or by a report's own."""
        args, options = super().create_connect_args(url)
        return args, {**options, "factory": Connection, "check_same_thread": False}

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commit; the next may write, whenever the connection is given back."""
        try:
            super().do_commit(dbapi_connection)  # type: ignore[no-untyped-call]
        finally:
            _leave(dbapi_connection)

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Roll back, likewise."""
        try:
            super().do_rollback(dbapi_connection)  # type: ignore[no-untyped-call]
        finally:
            _leave(dbapi_connection)

    def do_close(self, dbapi_connection: Any) -> None:
        """Close it, and give up its place."""
        super().do_close(dbapi_connection)  # type: ignore[no-untyped-call]
        if dbapi_connection.queue is not None:
            dbapi_connection.queue.close()


def _leave(connection: Any) -> None:
    if connection.queue is not None:
        connection.queue.leave()


registry.register("sqlite.onloop", __name__, "SQLiteOnLoop")


def prepare(engine: Engine, busy_seconds: float = BUSY_SECONDS, *, reads: bool = False) -> None:
    """WAL and full sync: an answer acknowledged survives a crash and a power cut.

    A connection that `reads` can't write, and stands in no writer's way.
    """

    @event.listens_for(engine, "connect")
    def _open(connection: sqlite3.Connection, record: object) -> None:  # noqa: ARG001
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={int(busy_seconds * 1000)}")
        _write_ahead(connection, busy_seconds)
        for pragma in (
            "synchronous=FULL",
            "foreign_keys=ON",
            # Who is erased is not left on pages that nothing uses.
            "secure_delete=ON",
            f"query_only={'ON' if reads else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    if reads:
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        return

    @event.listens_for(engine, "connect")
    def _queue(connection: Connection, record: object) -> None:  # noqa: ARG001
        connection.queue = WriterQueue(engine.url.database or "", busy_seconds)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        pooled = connection.connection
        pooled.driver_connection.queue.enter()
        try:
            # Taking the write lock at once spares a turn from failing half-way.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            _leave(pooled.driver_connection)
            raise


def _write_ahead(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Turn the log on. Where several open a new file at once, SQLite refuses without waiting."""
    for left in range(int(busy_seconds / LOOK_AGAIN_SECONDS), -1, -1):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as problem:
            if not left or problem.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(LOOK_AGAIN_SECONDS)


async def keep_log_empty(engine: AsyncEngine, ending: asyncio.Event) -> None:
    """Empty the log now and every hour, until the end."""
    while not ending.is_set():
        pause = EMPTIED_EVERY if await empty_log(engine) else TRIED_EVERY
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), pause)


def write_back_by_hand(engine: AsyncEngine) -> None:
    """No commit of this engine writes the log back into the file: see `write_back`.

    SQLite does so within a commit, whenever 4 MB have come together, and others wait meanwhile.
    """
    if engine.dialect.name == "sqlite":
        stop = "PRAGMA wal_autocheckpoint=0"
        event.listen(engine.sync_engine, "checkout", lambda one, *_: one.execute(stop))


async def write_back(engine: AsyncEngine) -> None:
    """Write SQLite's log back into the file, as far as nobody reads it; others may write."""
    if engine.dialect.name == "sqlite":
        pooled = await engine.raw_connection()
        try:
            connection: Any = pooled.driver_connection
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            pooled.close()


async def empty_log(engine: AsyncEngine) -> bool:
    """Write what SQLite's log holds into the file and cut it to nothing; nobody is waited for.

    False where somebody reads or writes just then. Of PostgreSQL nothing is done.
    """
    if engine.dialect.name != "sqlite":
        return True
    try:
        pooled = await engine.raw_connection()
    except (SQLAlchemyError, OSError):
        return False
    connection: Any = pooled.driver_connection
    try:
        (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
        connection.execute("PRAGMA busy_timeout=0")
        (is_busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute(f"PRAGMA busy_timeout={patience}")
    except sqlite3.Error:
        pooled.invalidate()
        return False
    finally:
        pooled.close()
    return not is_busy
