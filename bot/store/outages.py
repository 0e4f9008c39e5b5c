"""Why the store is away, in words for whoever runs it; they never hold a row's values."""

import errno
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

FULL, READ_ONLY = "the disk is full", "the file or its folder is read-only"
UNREACHABLE = "PostgreSQL can't be reached"
# By SQLite's primary result codes.
SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_BUSY: "another process has locked the file",
    sqlite3.SQLITE_LOCKED: "another process has locked the file",
    sqlite3.SQLITE_IOERR: "the disk can't be read or written; is it full?",
    sqlite3.SQLITE_CANTOPEN: "the file can't be opened",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_NOTADB: "the file is no database",
}
# By how PostgreSQL's SQLSTATE begins; the first that fits.
POSTGRESQL = {
    "08": UNREACHABLE,
    "25006": "PostgreSQL is read-only",
    "25P03": "PostgreSQL ended a turn that stood still",
    "28": "PostgreSQL does not let this user in",
    "3D": "PostgreSQL has no such database",
    "40": "two stood in each other's way",
    "53100": "PostgreSQL's disk is full",
    "53300": "PostgreSQL has no connection left",
    "55000": "PostgreSQL takes no connections to this database",
    "57P": "PostgreSQL is stopping or starting",
}
DISK = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY, errno.EACCES: READ_ONLY}
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# What the primary code is within an extended one.
PRIMARY = 0xFF


def cause(problem: Exception) -> str:
    """What is wrong with the store; the sort of error where it is none that is known."""
    told = [said for said in map(_told, _sources(problem)) if said]
    broken = isinstance(problem, OperationalError | InterfaceError)
    return (*told, UNREACHABLE if broken else type(problem).__name__)[0]


def is_known(problem: BaseException) -> bool:
    """Whether the store or the disk is at fault, and not our own code."""
    return isinstance(problem, Exception) and any(map(_is_known, _sources(problem)))


def _is_known(problem: BaseException) -> bool:
    state = str(getattr(problem, "sqlstate", None) or "")
    broken = isinstance(problem, ConnectionError) or getattr(problem, "errno", None) in DISK
    return broken or _code(problem) in SQLITE or bool(state and state.startswith(tuple(POSTGRESQL)))


def is_damage(problem: BaseException) -> bool:
    """Whether SQLite's file itself is no good."""
    return _code(problem) in DAMAGE


def _code(problem: BaseException) -> int:
    return getattr(problem, "sqlite_errorcode", 0) & PRIMARY


def _sources(problem: Exception) -> Iterator[BaseException]:
    """The error, what the library had of the driver, and what the driver had of the server."""
    yield problem
    if isinstance(problem, DBAPIError) and problem.orig is not None:
        yield problem.orig
        if problem.orig.__cause__ is not None:
            yield problem.orig.__cause__


def _told(problem: BaseException) -> str | None:
    state = str(getattr(problem, "sqlstate", None) or "")
    if state:
        known = [said for code, said in POSTGRESQL.items() if state.startswith(code)]
        return (*known, f"PostgreSQL says {state}")[0]
    if isinstance(problem, sqlite3.Error):
        # SQLite's own words name tables and columns at the most.
        return SQLITE.get(_code(problem)) or str(problem)
    if isinstance(problem, ConnectionError | TimeoutError):
        return UNREACHABLE
    if isinstance(problem, OSError):
        return DISK.get(problem.errno or 0) or problem.strerror
    return None
