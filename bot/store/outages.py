"""Why the store is away, in words for whoever runs it; they never hold a row's values."""

import errno
import sqlite3
import ssl
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

FULL, READ_ONLY = "the disk is full", "the file or its folder is read-only"
UNREACHABLE = "PostgreSQL can't be reached"
OPTIONS = "PostgreSQL does not know a setting in the address's options"
NO_TLS = "PostgreSQL speaks no TLS here, and sslmode asks for it"
NOT_TRUSTED = "PostgreSQL's certificate does not fit sslmode and sslrootcert"
# asyncpg has one sort of error for a server without TLS and for one that is not there.
SAYS_NO_TLS = "rejected SSL upgrade"
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
    "28P01": "PostgreSQL does not let this user in: the user or the password is wrong",
    "28": "PostgreSQL does not let this user in: no line of its pg_hba.conf fits",
    "3D": "PostgreSQL has no such database: createdb makes one",
    "42501": "the database or its tables belong to another user: ALTER DATABASE … OWNER TO …",
    "42704": OPTIONS,
    "22023": OPTIONS,
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
    if isinstance(problem, ssl.SSLError):
        return NOT_TRUSTED
    if isinstance(problem, ConnectionError | TimeoutError):
        return NO_TLS if SAYS_NO_TLS in str(problem) else UNREACHABLE
    if isinstance(problem, OSError):
        return DISK.get(problem.errno or 0) or problem.strerror
    return None
