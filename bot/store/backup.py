"""A backup of an SQLite store, taken while the bot goes on. PostgreSQL has its own: pg_dump."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.settings import SettingsError
from models.core.file_store import onto_disk

UNFINISHED = ".part"


def back_up(url: str, file: Path) -> int:
    """Write the store as it is at this moment into a new file, and give its size in bytes.

    Nobody waits for it: a reader of WAL stands in no writer's way. The file has its name only
    once every byte is on the disk. SQLite's other way, its backup interface, begins anew at each
    write of another process, and so never ends beside a busy bot.

    Raises:
        SettingsError: the store is no SQLite file, or can't be read.
        FileExistsError: there is such a file already.
    """
    database = make_url(url).database or ""
    if not url.startswith("sqlite:"):
        raise SettingsError("CHUNFENG_DATABASE_URL: pg_dump backs up PostgreSQL (see the docs)")
    refuse_missing(url)
    if file.exists():
        raise FileExistsError(file)
    unfinished = file.with_name(f"{file.name}{UNFINISHED}")
    unfinished.unlink(missing_ok=True)
    _copy(database, unfinished)
    unfinished.rename(file)
    onto_disk(file.parent)
    return file.stat().st_size


def refuse_missing(url: str) -> None:
    """Raises SettingsError for an SQLite file that is not there; opening it would make one."""
    if url.startswith("sqlite:") and not Path(make_url(url).database or "").is_file():
        raise SettingsError("CHUNFENG_DATABASE_URL: there is no such file yet")


def _copy(database: str, to: Path) -> None:
    os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(
            sqlite3.connect(f"{Path(database).absolute().as_uri()}?mode=ro", uri=True)
        ) as store:
            store.execute("VACUUM INTO ?", (str(to),))
    except sqlite3.Error as problem:
        to.unlink(missing_ok=True)
        why = type(problem).__name__
        raise SettingsError(f"CHUNFENG_DATABASE_URL: it can't be copied ({why})") from None
    # VACUUM INTO leaves that to the caller.
    onto_disk(to)
