"""The vault: sealed, whole, only what it was given, and nothing outside its folder."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken

from models.core.encryption import keyring
from models.core.file_store import FOLDER, FileStore
from models.privacy.rekeying import rekey_files
from tests.support.files import JPEG, PDF
from tests.support.store import NOON
from tests.support.town import KEY

NEW = Fernet.generate_key().decode()
HOUR = timedelta(hours=1)
WORDS = b"wages of Zhang Wei, 3500 yuan"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[FileStore]:
    """An empty one."""
    yield FileStore(tmp_path)
    keyring.load([KEY])


@pytest.mark.parametrize("content", [b"", WORDS, JPEG, PDF])
def test_what_is_put_comes_out_again(vault: FileStore, content: bytes) -> None:
    assert vault.get(vault.put(content, NOON)) == content


def test_nothing_on_the_disk_is_in_the_clear(vault: FileStore, tmp_path: Path) -> None:
    vault.put(WORDS * 100, NOON)
    (file,) = (tmp_path / FOLDER).iterdir()
    assert WORDS not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_vault_that_keeps_nothing_makes_no_folder(tmp_path: Path) -> None:
    vault = FileStore(tmp_path / "data")
    assert (vault.paths(), vault.sweep(set(), NOON)) == ([], 0)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "path",
    [
        "../secret.key",
        f"{FOLDER}/../secret.key",
        "/etc/passwd",
        f"{FOLDER}/{'0' * 31}",
        f"{FOLDER}/{'0' * 32}/../../secret.key",
        f"{FOLDER}/{'0' * 32}\n",
        "",
    ],
)
def test_no_path_leads_out_of_the_folder(vault: FileStore, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.key").write_text("x")
    for act in (vault.get, vault.seal_again, vault.written_at):
        with pytest.raises(ValueError, match="no path"):
            act(path)
    assert (tmp_path / "secret.key").exists()


def test_after_rekeying_the_old_key_is_not_needed(vault: FileStore) -> None:
    paths = [vault.put(content, NOON) for content in (WORDS, JPEG)]
    keyring.load([NEW, KEY])
    assert vault.get(paths[0]) == WORDS
    assert rekey_files(vault) == (2, 0)
    keyring.load([NEW])
    assert [vault.get(path) for path in paths] == [WORDS, JPEG]
    assert sorted(paths) == vault.paths()
    assert [vault.written_at(path) for path in paths] == [NOON, NOON]


def test_rekeying_tells_of_files_that_no_key_opens_and_leaves_them(vault: FileStore) -> None:
    path = vault.put(WORDS, NOON)
    keyring.load([NEW])
    vault.put(JPEG, NOON)
    assert rekey_files(vault) == (1, 1)
    with pytest.raises(InvalidToken):
        vault.get(path)
    keyring.load([KEY])
    assert vault.get(path) == WORDS


def test_only_what_no_row_knows_and_is_old_is_swept(vault: FileStore) -> None:
    known, unknown = vault.put(WORDS, NOON), vault.put(WORDS, NOON)
    young = vault.put(WORDS, NOON + 2 * HOUR)
    assert vault.sweep({known}, NOON) == 0
    assert vault.sweep({known}, NOON + HOUR) == 1
    assert sorted(vault.paths()) == sorted([known, young])
    assert unknown not in vault.paths()


def test_what_a_killed_process_left_half_written_is_swept_too(
    vault: FileStore, tmp_path: Path
) -> None:
    path = vault.put(WORDS, NOON)
    half = tmp_path / f"{path}abcd.part"
    half.write_bytes(b"half")
    assert vault.paths() == [path]
    later = vault.written_at(path) + timedelta(days=365 * 50)
    assert vault.sweep({path}, later) == 1
    assert not half.exists()


def test_a_file_that_can_not_be_written_whole_leaves_nothing(
    vault: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        vault.put(WORDS, NOON)
    assert list((tmp_path / FOLDER).iterdir()) == []
