"""Whatever the process writes, nobody else on the machine may read."""

import re
import subprocess
import sys
from pathlib import Path

from models.core.file_store import FOLDER

WRITES = """
import asyncio, os, sys
from pathlib import Path
os.umask(0o022)
from bot.store import engine as database
from bot.store import locks
from bot.store.backup import back_up
from models.core.encryption import keyring
from models.core.file_store import FileStore
from tests.support.store import NOON
from tests.support.town import KEY

async def write(url):
    engine = database.open_engine(url)
    await database.upgrade(engine)
    keyring.load([KEY])
    FileStore(Path(sys.argv[1]) / "data").put(b"a paper", NOON)
    assert await locks.lock_of(engine).is_ours()
    async with engine.begin():
        back_up(url, Path(sys.argv[1]) / "data" / "copy.db")
        for file in Path(sys.argv[1]).rglob("*"):
            print(file.name, f"{file.stat().st_mode & 0o777:o}")
    await engine.dispose()

asyncio.run(write(f"sqlite:///{sys.argv[1]}/data/chunfeng.db"))
"""


def test_a_store_its_folder_and_its_copies_are_for_their_owner_alone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITES, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    modes = dict(line.split() for line in done.stdout.splitlines())
    assert [modes.pop(folder) for folder in ("data", FOLDER)] == ["700", "700"]
    (paper,) = (name for name in modes if re.fullmatch("[0-9a-f]{32}", name))
    assert {
        "chunfeng.db",
        "chunfeng.db.clock",
        "chunfeng.db.next",
        "chunfeng.db.writer",
        "chunfeng.db-wal",
        "chunfeng.db-shm",
        "copy.db",
        paper,
    } == set(modes)
    assert set(modes.values()) == {"600"}
