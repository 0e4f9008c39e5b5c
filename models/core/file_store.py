"""The vault: files sealed in a folder, under random names that only rows know."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from models.core.encryption import keyring

FOLDER = "evidence"
KEPT = re.compile(rf"{FOLDER}/[0-9a-f]{{32}}")
UNFINISHED = ".part"


class FileStore:
    """The sealed files below the data folder. It makes its own folder at the first file.

    A path is relative, such as evidence/0f3a…; any other raises ValueError, so that nothing
    given from outside leads out of the folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes, now: datetime) -> str:
        """Seal the content with the newest key and keep it as of now; gives its path.

        Once it returns, the file outlives a loss of power.
        """
        path = f"{FOLDER}/{secrets.token_hex(16)}"
        self._write(path, content, now)
        return path

    def get(self, path: str) -> bytes:
        """The content; FileNotFoundError where it is gone, InvalidToken where no key fits."""
        return keyring.open_bytes(self._at(path).read_bytes())

    def seal_again(self, path: str) -> None:
        """The same content under the newest key, in the same place."""
        written = self.written_at(path)
        self._write(path, self.get(path), written)

    def paths(self) -> list[str]:
        """All files that are whole, by name."""
        return [path for path in self._names() if KEPT.fullmatch(path)]

    def written_at(self, path: str) -> datetime:
        """When it was put there; FileNotFoundError where it is gone."""
        return datetime.fromtimestamp(self._at(path).stat().st_mtime, UTC)

    def sweep(self, known: set[str], before: datetime) -> int:
        """Remove what no row knows and was put there before then; gives how many.

        What a process left unfinished goes too.
        """
        return sum(self._swept(name, before) for name in self._names() if name not in known)

    def _swept(self, name: str, before: datetime) -> bool:
        file = self._folder / name
        with suppress(FileNotFoundError):
            if datetime.fromtimestamp(file.stat().st_mtime, UTC) < before:
                file.unlink()
                return True
        return False

    def _names(self) -> Iterator[str]:
        folder = self._folder / FOLDER
        names = sorted(os.listdir(folder)) if folder.is_dir() else []
        return (f"{FOLDER}/{name}" for name in names)

    def _at(self, path: str) -> Path:
        if not KEPT.fullmatch(path):
            raise ValueError("no path of the vault")
        return self._folder / path

    def _write(self, path: str, content: bytes, now: datetime) -> None:
        """Whole or not at all: a file has its name only once every byte is on the disk."""
        kept = self._at(path)
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = kept.with_name(f"{kept.name}{secrets.token_hex(4)}{UNFINISHED}")
        sealed = keyring.seal_bytes(content)
        opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(opened, "wb") as file:
                file.write(sealed)
                file.flush()
                os.utime(file.fileno(), times=(now.timestamp(), now.timestamp()))
                os.fsync(file.fileno())
            unfinished.replace(kept)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        onto_disk(kept.parent)


def onto_disk(path: Path) -> None:
    """A file, or a folder's own list of names, survives a power cut from now on."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
