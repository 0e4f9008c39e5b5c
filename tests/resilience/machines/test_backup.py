"""The lines of docs/operations.md: what is backed up while people talk is restored elsewhere."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot import app
from bot.settings import Settings
from bot.store import engine as database
from models.core.file_store import FileStore
from models.core.vocabulary import Language
from tests.resilience.machines.server import Server
from tests.resilience.serving.test_store_away import ready
from tests.support.files import PDF
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import SHORTEST, Step, arrive, asks_intake, register, walk
from tests.support.ports import free_port
from tests.support.town import ANA, BEN, KEY, Town, open_town, until

EN = Language.EN
BENS = Step("id_number", id_number("19900101"), id_number("19900101"))
# Telegram counts its updates on; another sandbox would begin anew.
LATER = 1000
HOUSE = Path(__file__).parents[3]
DOCS = HOUSE / "docs" / "operations.md"
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
PROGRAMS = Path(sys.executable).parent
# In place of a program: what everybody on the machine can read of it, and then itself.
NOTES = """#!/bin/sh
tr '\\0' ' ' < /proc/$$/cmdline >> {seen}
exec {program} "$@"
"""
NEVER_ANALYSED = """
SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace
AND relkind = 'r' AND reltuples < 0
"""


def lines() -> tuple[str, str]:
    """The shell lines to take a backup, and to restore one."""
    found = SHELL.findall(DOCS.read_text())
    (taking,) = (one for one in found if one.startswith("chunfeng backup take"))
    (restoring,) = (one for one in found if one.startswith("chunfeng backup restore"))
    return taking, restoring


async def does(script: str, programs: str, **given: object) -> None:
    """The lines, as somebody types them who stops where one fails."""
    settings = {name: str(value) for name, value in given.items()}
    process = await asyncio.create_subprocess_exec(
        *("bash", "-euc", script),
        env=settings
        | {"PATH": f"{programs}:{PROGRAMS}:{os.environ['PATH']}", "PYTHONPATH": str(HOUSE)},
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
    await is_restored_elsewhere(sqlite_url, f"sqlite:///{tmp_path}/restored/chunfeng.db", tmp_path)


async def test_postgresql(server: Server, tmp_path: Path) -> None:
    """The password stands in no program's arguments while it runs."""
    seen = tmp_path / "seen"
    for program in ("pg_dump", "pg_restore"):
        noting = tmp_path / program
        noting.write_text(NOTES.format(seen=seen, program=server.bin / program))
        noting.chmod(0o755)
    secret = server.address.replace("postgres:@", "postgres:s3cret@")
    assert "s3cret" in secret
    to = (await asyncio.to_thread(server.new, "restored")).replace("postgres:@", "postgres:s3cret@")
    await is_restored_elsewhere(secret, to, tmp_path)
    told = seen.read_text()
    assert "pg_dump" in told
    assert "pg_restore" in told
    assert "s3cret" not in told
    engine = database.open_engine(to)
    async with engine.connect() as connection:
        unknown = (await connection.exec_driver_sql(NEVER_ANALYSED)).scalar_one()
    await engine.dispose()
    assert unknown == 0


async def is_restored_elsewhere(url: str, to: str, tmp_path: Path) -> None:
    """By the lines of the docs, while people talk; nobody hears of it before it is served."""
    back_up, restore = lines()
    data, programs = tmp_path / "restored", str(tmp_path)
    given = {"CHUNFENG_BACKUP_DIR": tmp_path / "backups", "CHUNFENG_SECRET_KEYS": KEY}
    async with settled_in(url) as (town, path):
        here = {"CHUNFENG_DATABASE_URL": url, "CHUNFENG_DATA_DIR": town.settings.data_dir}
        await does(back_up, programs, **given, **here)
        entry = await town.entry(BEN)
        await walk(town.ana, SHORTEST[1:], typing=True)
        there = {"CHUNFENG_DATABASE_URL": to, "CHUNFENG_DATA_DIR": data}
        await does(restore, programs, **given, **there)
        silent = {"database_url": to, "data_dir": data, "listen": f"127.0.0.1:{free_port()}"}
        await says_nothing(town, town.settings.model_copy(update=silent))
    await goes_on(to, data, entry, path)


async def says_nothing(town: Town, settings: Settings) -> None:
    """With --silent the copy is ready, and Telegram is called for nothing but the real one."""
    await town.settled()
    before, stopping = await town.calls(), asyncio.Event()
    silent = asyncio.create_task(app.serve_silently(settings, town.clock, stopping))
    copy = replace(town, settings=settings)

    async def is_ready() -> bool:
        return await ready(copy) == 200

    await until(is_ready)
    stopping.set()
    await silent
    since = (await town.calls())[len(before) :]
    assert {call["method"] for call in since} <= {"getUpdates"}
