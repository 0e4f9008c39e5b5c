"""The lines of docs/operations.md: what is backed up while people talk is restored elsewhere."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from models.core.file_store import FileStore
from models.core.vocabulary import Language
from tests.resilience.machines.server import Server
from tests.support.files import PDF
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import SHORTEST, Step, arrive, asks_intake, register, walk
from tests.support.town import ANA, BEN, Town, open_town

EN = Language.EN
BENS = Step("id_number", id_number("19900101"), id_number("19900101"))
# Telegram counts its updates on; another sandbox would begin anew.
LATER = 1000
DOCS = Path(__file__).parents[3] / "docs" / "operations.md"
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
PROGRAMS = Path(sys.executable).parent


def lines(heading: str) -> str:
    """The shell lines under this heading."""
    section = DOCS.read_text().partition(f"### {heading}\n")[2].partition("\n#")[0]
    (found,) = SHELL.findall(section)
    return str(found)


async def does(script: str, programs: str, **given: object) -> None:
    """The lines, as somebody types them who stops where one fails."""
    settings = {name: str(value) for name, value in given.items()}
    process = await asyncio.create_subprocess_exec(
        *("bash", "-euc", script),
        env=settings | {"PATH": f"{programs}:{PROGRAMS}:{os.environ['PATH']}"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()


@asynccontextmanager
async def settled_in(url: str) -> AsyncIterator[tuple[Town, str]]:
    """Ben is in the ledger, Ana has given her name, and a file is kept: its path."""
    async with open_town(url) as town:
        path = FileStore(town.settings.data_dir).put(PDF, town.clock.now())
        await register(town.ben, [BENS if step.key == "id_number" else step for step in SHORTEST])
        await arrive(town.ana, typing=True)
        await walk(town.ana, SHORTEST[:1], typing=True)
        yield town, path


async def goes_on(url: str, data: Path, entry: object, path: str) -> None:
    """Ben is in the ledger as he was, Ana is asked what comes next, the file can be read."""
    assert FileStore(data).get(path) == PDF
    async with open_town(url) as town:
        town.sandbox.exchange.counters["update"] = LATER
        assert await town.entry(BEN) == entry
        await town.ana.start()
        assert asks_intake(town.ana, "id_number")
        await walk(town.ana, SHORTEST[1:], typing=True)
        await town.ana.says("1")
        assert (await town.entry(ANA) or {})["name"] == "Ann Lee"


async def test_sqlite(sqlite_url: str, tmp_path: Path) -> None:
    back_up, restore = lines("Back up SQLite"), lines("Restore SQLite")
    backup, data = tmp_path / "backup", tmp_path / "restored"
    backup.mkdir()
    data.mkdir()
    async with settled_in(sqlite_url) as (town, path):
        given = {"BACKUP": str(backup), "CHUNFENG_DATABASE_URL": sqlite_url}
        await does(back_up, "", CHUNFENG_DATA_DIR=town.settings.data_dir, **given)
        entry = await town.entry(BEN)
        await walk(town.ana, SHORTEST[1:], typing=True)
    await does(restore, "", CHUNFENG_DATA_DIR=data, **given)
    await goes_on(f"sqlite:///{data}/chunfeng.db", data, entry, path)


async def test_postgresql(server: Server, tmp_path: Path) -> None:
    back_up, restore = lines("Back up PostgreSQL"), lines("Restore PostgreSQL")
    backup, data = tmp_path / "backup", tmp_path / "restored"
    backup.mkdir()
    data.mkdir()
    async with settled_in(server.address) as (town, path):
        given = {"BACKUP": str(backup), "CHUNFENG_DATABASE_URL": server.address}
        await does(back_up, str(server.bin), CHUNFENG_DATA_DIR=town.settings.data_dir, **given)
        entry = await town.entry(BEN)
        await walk(town.ana, SHORTEST[1:], typing=True)
    given["CHUNFENG_DATABASE_URL"] = await asyncio.to_thread(server.new, "restored")
    await does(restore, str(server.bin), CHUNFENG_DATA_DIR=data, **given)
    await goes_on(given["CHUNFENG_DATABASE_URL"], data, entry, path)
