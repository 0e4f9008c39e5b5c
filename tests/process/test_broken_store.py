"""A store that can't be used: the start ends with a sentence that says why, and nothing is hurt."""

import asyncio
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from bot import opening
from bot.settings import SettingsError
from bot.store.sqlite import BUSY_SECONDS
from models.core.clock import SystemClock
from tests.resilience.serving.process import FORKS
from tests.support.disk import ANY, NONE_MORE, Disk
from tests.support.postgresql import PostgreSQL
from tests.support.town import settings_for

NOBODY = 65534
HEAD = "CHUNFENG_DATABASE_URL: "
NEWER = "UPDATE alembic_version SET version_num = '9999_from_tomorrow'"


def refused(url: str, busy_seconds: float = BUSY_SECONDS) -> str:
    """What the start is refused with; empty where it is not."""

    async def start() -> None:
        settings = settings_for("http://nowhere", url, by="polling")
        async with opening.open_store(settings, SystemClock(), busy_seconds=busy_seconds):
            pass

    try:
        asyncio.run(start())
    except SettingsError as problem:
        return str(problem)
    return ""


def whole(file: Path) -> bool:
    """Whether SQLite finds nothing wrong, and the villages are still there."""
    store = sqlite3.connect(file)
    checked = store.execute("PRAGMA integrity_check").fetchone()
    villages = store.execute("SELECT count(*) FROM region").fetchone()
    store.close()
    return bool(checked == ("ok",) and villages[0] > 100)


def told_to_nobody(url: str, answer: str) -> None:
    """The same as somebody who is not root: root may write everywhere."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setuid(NOBODY)
    Path(answer).write_text(refused(url))


@pytest.fixture
def open_folder(sqlite_pattern: Path) -> Iterator[Path]:
    """A furnished database in a folder that everybody may read and write."""
    folder = Path(tempfile.mkdtemp(prefix="readable-"))
    shutil.copy(sqlite_pattern, folder / "town.db")
    for path in (folder, folder / "town.db"):
        path.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def as_nobody(folder: Path) -> str:
    """What somebody is refused with who is not root."""
    answers = Path(tempfile.mkdtemp(prefix="answers-"))
    answers.chmod(0o777)
    process = FORKS.Process(
        target=told_to_nobody, args=(f"sqlite:///{folder}/town.db", str(answers / "told"))
    )
    process.start()
    process.join()
    told = (answers / "told").read_text()
    shutil.rmtree(answers)
    return told


def test_who_may_write_is_not_refused(open_folder: Path) -> None:
    assert as_nobody(open_folder) == ""


def test_a_read_only_folder_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    told = as_nobody(open_folder)
    assert told == f"{HEAD}it can't be opened (the file or its folder is read-only)"
    assert whole(open_folder / "town.db")


def test_a_read_only_file_is_named(open_folder: Path) -> None:
    (open_folder / "town.db").chmod(0o444)
    told = as_nobody(open_folder)
    assert told == f"{HEAD}it can't be opened (the file or its folder is read-only)"
    assert whole(open_folder / "town.db")


def test_a_locked_file_is_named(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    told = refused(sqlite_url, busy_seconds=0)
    assert told == f"{HEAD}it can't be opened (another process has locked the file)"
    holder.close()
    assert refused(sqlite_url) == ""
    assert whole(file)


def test_a_full_disk_is_named(tmp_path: Path, disk: Disk) -> None:
    disk.pages = NONE_MORE
    url = f"sqlite:///{tmp_path}/new.db"
    assert refused(url) == f"{HEAD}it can't be opened (the disk is full)"
    disk.pages = ANY
    assert refused(url) == ""
    assert whole(tmp_path / "new.db")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "novel.db").write_text("Once upon a time" * 99)
    told = refused(f"sqlite:///{tmp_path}/novel.db")
    assert told == f"{HEAD}it can't be opened (the file is no database)"
    assert (tmp_path / "novel.db").read_text().startswith("Once upon a time")


def test_a_file_cut_off_is_named(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    os.truncate(file, file.stat().st_size // 2)
    assert refused(sqlite_url) == f"{HEAD}it can't be opened (the file is damaged)"


def test_a_database_of_a_newer_version_is_left_alone(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    store = sqlite3.connect(file)
    store.execute(NEWER)
    store.commit()
    store.close()
    assert refused(sqlite_url) == f"{HEAD}a newer chunfeng has changed the tables; update this one"
    assert whole(file)


def test_so_is_one_on_postgresql(postgresql: PostgreSQL) -> None:
    async def change(url: str) -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(NEWER)
        await connection.close()

    with postgresql.copied("furnished") as url:
        asyncio.run(change(url))
        assert refused(url) == f"{HEAD}a newer chunfeng has changed the tables; update this one"
