"""chunfeng backup: what it leaves on the disk, what it tells the store, what it refuses."""

import asyncio
import datetime as dt
import fcntl
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.backups.folder import MANIFEST, STAMP, list_backups
from bot.store import engine as database
from bot.web.metrics import render_metrics
from models.core.clock import SystemClock
from models.core.encryption import keyring
from models.core.file_store import FileStore
from tests.process.test_cli import Environment, chunfeng, ended
from tests.support.files import PDF
from tests.support.notices.factory import ZONE
from tests.support.postgresql import PostgreSQL
from tests.support.store import NOON
from tests.support.town import KEY

AGE = re.compile(r"^chunfeng_backup_age_seconds (\S+)$", re.MULTILINE)
FAILURES = re.compile(r'^chunfeng_tick_failures\{tick="backup"\} (\S+)$', re.MULTILINE)


@pytest.fixture
def place(environment: Environment, sqlite_url: str, tmp_path: Path) -> Path:
    """A store with a file in its data folder, and the folder for its backups."""
    keyring.load([KEY])
    FileStore(tmp_path / "data").put(PDF, NOON)
    folders = {"data_dir": str(tmp_path / "data"), "backup_dir": str(tmp_path / "backups")}
    environment(database_url=sqlite_url, secret_keys=KEY, **folders)
    return tmp_path / "backups"


def metrics(url: str) -> str:
    async def look() -> str:
        engine = database.open_engine(url)
        async with database.open_sessions(engine)() as session, session.begin():
            told = await render_metrics(session, SystemClock().now(), ZONE)
        await engine.dispose()
        return told.decode()

    return asyncio.run(look())


def modes(folder: Path) -> set[str]:
    return {
        f"{'d' if one.is_dir() else 'f'}{one.stat().st_mode & 0o777:o}" for one in folder.rglob("*")
    }


def test_a_backup_is_its_owners_alone_and_the_store_knows_its_age(
    environment: Environment,
    place: Path,
    database_url: str,
    postgresql: PostgreSQL,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", f"{postgresql.bin}:{os.environ['PATH']}")
    environment(database_url=database_url)
    assert AGE.findall(metrics(database_url)) == ["+Inf"]
    os.umask(0o022)
    assert chunfeng("backup", "take").exit_code == 0
    (name,) = (one.name for one in list_backups(place))
    assert chunfeng("backup", "list").stdout.startswith(name)
    assert place.stat().st_mode & 0o777 == 0o700
    assert modes(place) == {"d700", "f600"}
    (age,) = AGE.findall(metrics(database_url))
    assert 0 <= float(age) < dt.timedelta(minutes=5).total_seconds()


def test_a_backup_that_fails_says_why_leaves_no_half_and_is_counted(
    environment: Environment, place: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment(database_url=database_url)
    if database_url.startswith("sqlite"):
        place.mkdir()
        # The next one's place is taken, whatever the second is in which it begins.
        for second in range(60):
            taken = SystemClock().now() + dt.timedelta(seconds=second)
            (place / taken.strftime(STAMP)).mkdir()
        said = "there is a backup"
    else:
        monkeypatch.setenv("PATH", "/nowhere")
        said = "pg_dump is not here: apt install postgresql-client"
    before = set(place.glob("*"))
    assert said in ended(chunfeng("backup", "take"))
    assert {one.name for one in {*place.glob("*")} - before} <= {".lock"}
    found = metrics(database_url)
    assert AGE.findall(found) == ["+Inf"]
    assert FAILURES.findall(found) == ["1.0"]


def test_old_ones_go_and_a_half_one_too(place: Path) -> None:
    for days in (0, 100, 200):
        old = SystemClock().now() - dt.timedelta(days=days, minutes=1)
        (place / old.strftime(STAMP) / "evidence").mkdir(parents=True)
    newest = list_backups(place)[0].folder
    (newest / MANIFEST).write_text("{}")
    (place / "2020-01-01T000000Z.part" / "evidence").mkdir(parents=True)
    assert "2 old backups removed" in chunfeng("backup", "take").stdout
    assert [one.folder for one in list_backups(place)][1:] == [newest]
    assert list(place.glob("*.part")) == []


def test_what_is_no_backup_is_said_and_stops_nothing(
    environment: Environment, place: Path, tmp_path: Path
) -> None:
    (place / "2020-01-01T000000Z").mkdir(parents=True)
    (place / "notes.part").mkdir()
    assert chunfeng("backup", "list").stdout == "2020-01-01T000000Z  damaged\n"
    assert chunfeng("backup", "take").exit_code == 0
    assert (place / "notes.part").exists()
    (tmp_path / "file").write_text("")
    environment(backup_dir=str(tmp_path / "file"))
    said = ended(chunfeng("backup", "take"))
    assert said == "CHUNFENG_BACKUP_DIR: it can't be written in (File exists)\n"
    environment(backup_days="1")
    said = ended(chunfeng("backup", "take"))
    assert said.startswith("CHUNFENG_BACKUP_DAYS: it is whole days, 2 to")


def test_of_two_at_once_one_is_told(place: Path) -> None:
    place.mkdir()
    with (place / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "another backup is being taken" in ended(chunfeng("backup", "take"))
    assert chunfeng("backup", "take").exit_code == 0


def test_a_file_lies_once_on_the_disk_until_it_is_sealed_anew(place: Path, tmp_path: Path) -> None:
    vault = FileStore(tmp_path / "data")
    (path,) = vault.paths()

    def taken_days_ago(days: int) -> Path:
        """A backup of before; gives where the file is in it."""
        folder = Path(chunfeng("backup", "take").stdout.partition(":")[0])
        then = SystemClock().now() - dt.timedelta(days=days)
        return folder.rename(folder.with_name(then.strftime(STAMP))) / path

    first, second = taken_days_ago(3), taken_days_ago(2)
    assert first.samefile(second)
    keyring.load([Fernet.generate_key().decode(), KEY])
    vault.seal_again(path)
    third = taken_days_ago(1)
    assert not third.samefile(second)
    assert third.read_bytes() == (tmp_path / "data" / path).read_bytes()


def spoil(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def work(backup: Path) -> None:
        file = next(backup.glob(name))
        file.write_bytes(change(file.read_bytes()))

    return work


def claims(**other: object) -> Callable[[Path], None]:
    """The manifest says something else."""

    def work(backup: Path) -> None:
        told = json.loads((backup / MANIFEST).read_text())
        (backup / MANIFEST).write_text(json.dumps(told | other))

    return work


def loses_a_file(backup: Path) -> None:
    next(backup.glob("evidence/*")).unlink()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (spoil("chunfeng.db", lambda held: held[:-1] + b"x"), "is damaged"),
        (spoil("chunfeng.db", lambda held: held[:4096]), "is damaged"),
        (loses_a_file, "has not all its files"),
        (spoil(MANIFEST, lambda _: b"{"), "is no backup"),
        (claims(revision="9999"), "which is newer"),
        (claims(kind="postgresql"), "this backup is of postgresql"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_written(
    environment: Environment,
    place: Path,
    tmp_path: Path,
    wrong: Callable[[Path], None],
    said: str,
) -> None:
    assert chunfeng("backup", "take").exit_code == 0
    wrong(list_backups(place)[0].folder)
    to = tmp_path / "to"
    environment(database_url=f"sqlite:///{to}/chunfeng.db", data_dir=str(to))
    assert said in ended(chunfeng("backup", "restore"))
    assert not list(to.rglob("*"))


def test_a_place_that_is_taken_and_a_wrong_key_are_refused_before_anything_is_written(
    environment: Environment, place: Path, tmp_path: Path, sqlite_url: str
) -> None:
    assert "there is no backup in" in ended(chunfeng("backup", "restore"))
    assert chunfeng("backup", "take").exit_code == 0
    name = list_backups(place)[0].name
    assert "there is no backup" in ended(chunfeng("backup", "restore", "2020-01-01T000000Z"))
    assert "there are files in" in ended(chunfeng("backup", "restore", name))
    to = tmp_path / "to"
    environment(data_dir=str(to))
    assert "is there; move it away" in ended(chunfeng("backup", "restore", name))
    environment(
        database_url=f"sqlite:///{to}/chunfeng.db", secret_keys=Fernet.generate_key().decode()
    )
    assert "sealed with another key" in ended(chunfeng("backup", "restore", name))
    assert not list(to.rglob("*"))
    environment(secret_keys=KEY)
    said = chunfeng("backup", "restore", str(place / name)).stdout
    assert said.startswith(f"{name}: 0 people, 1 files")
    assert modes(to) == {"d700", "f600"}
