"""The folder of backups: each a folder named after its moment, whole or not there at all."""

import datetime as dt
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.settings import SettingsError
from models.core.file_store import FOLDER, onto_disk

STAMP = "%Y-%m-%dT%H%M%SZ"
UNFINISHED, LOCK, MANIFEST = ".part", ".lock", "backup.json"
DATABASES = {"sqlite": "chunfeng.db", "postgresql": "chunfeng.dump"}
PIECE = 2**20


@dataclass(frozen=True)
class Manifest:
    """What lies beside the data: of which store and version, and how to see that all is there.

    `sealed` and `renewing` are the store's own check of its keys: see models.core.key_check.
    """

    kind: str
    version: str
    revision: str
    sealed: str | None
    renewing: str | None
    sha256: str
    database_bytes: int
    files: int
    file_bytes: int


@dataclass(frozen=True)
class Backup:
    """One backup that is whole."""

    folder: Path
    taken_at: dt.datetime

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def files(self) -> Path:
        """Where its files lie."""
        return self.folder / FOLDER

    def manifest(self) -> Manifest:
        """Raises SettingsError where it can't be read."""
        try:
            return Manifest(**json.loads((self.folder / MANIFEST).read_text()))
        except (OSError, ValueError, TypeError):
            raise SettingsError(f"{self.folder} is no backup: it has no {MANIFEST}") from None

    def database(self) -> Path:
        """The copy of the database."""
        return self.folder / DATABASES[self.manifest().kind]


def read_moment(name: str) -> dt.datetime | None:
    """When a backup of this name was taken; None where it is no such name."""
    try:
        return dt.datetime.strptime(name, STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def name_backup(folder: Path, taken_at: dt.datetime) -> Backup:
    """The backup of a moment, whether it is there or not."""
    return Backup(folder / taken_at.strftime(STAMP), taken_at)


def list_backups(folder: Path) -> list[Backup]:
    """All that are whole, the newest first."""
    names = os.listdir(folder) if folder.is_dir() else []
    found = [Backup(folder / name, moment) for name in names if (moment := read_moment(name))]
    return sorted(found, key=lambda one: one.taken_at, reverse=True)


def find_backup(folder: Path, name: str) -> Backup:
    """The backup of a name, of a path, or the newest for an empty name.

    Raises:
        SettingsError: there is none.
    """
    if not name:
        if known := list_backups(folder):
            return known[0]
        raise SettingsError(f"CHUNFENG_BACKUP_DIR: there is no backup in {folder.absolute()}")
    place = Path(name) if Path(name).is_dir() else folder / name
    moment = read_moment(place.name)
    if moment is None or not place.is_dir():
        raise SettingsError(f"there is no backup {place}; chunfeng backup list names all")
    return Backup(place, moment)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Within the block no other command writes backups there; what one left unfinished is gone.

    Raises:
        SettingsError: another is at it, or the folder can't be written in.
    """
    with told_of("CHUNFENG_BACKUP_DIR"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / LOCK, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in folder.glob(f"*{UNFINISHED}"):
            if read_moment(left.stem):
                shutil.rmtree(left, ignore_errors=True)
        yield
    except BlockingIOError:
        raise SettingsError("CHUNFENG_BACKUP_DIR: another backup is being taken") from None
    finally:
        os.close(lock)


@contextmanager
def unfinished(folder: Path, taken_at: dt.datetime) -> Iterator[Path]:
    """A new folder that has its name once the block has ended well, and is gone otherwise."""
    whole = name_backup(folder, taken_at).folder
    if whole.exists():
        raise SettingsError(f"CHUNFENG_BACKUP_DIR: there is a backup {whole.name} already")
    part = whole.with_name(f"{whole.name}{UNFINISHED}")
    part.mkdir(mode=0o700)
    try:
        yield part
        onto_disk(part)
        part.rename(whole)
        onto_disk(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


@contextmanager
def told_of(setting: str) -> Iterator[None]:
    """What can't be written within the block ends with a sentence that names the setting.

    Raises:
        SettingsError: the disk is full, or read-only, or fails.
    """
    try:
        yield
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise SettingsError(f"{setting}: it can't be written in ({why})") from None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it so that it outlives a loss of power."""
    file = folder / MANIFEST
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w") as out:
        json.dump(asdict(manifest), out, indent=2)
    onto_disk(file)


def get_checksum(file: Path) -> str:
    """SHA-256, in hexadecimal digits."""
    found = hashlib.sha256()
    with file.open("rb") as read:
        while piece := read.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def remove(backup: Backup) -> None:
    """Remove it: first its name, so that a half of one is never taken for a whole."""
    going = backup.folder.with_name(f"{backup.name}{UNFINISHED}")
    backup.folder.rename(going)
    with suppress(FileNotFoundError):
        shutil.rmtree(going)
