"""What is heavy, and not needed to converse, is not imported before it is."""

import signal
import sys

import aiohttp

from sandbox.chats.phone import Phone
from sandbox.server import Sandbox
from tests.process.test_run import chunfeng, until
from tests.support.labourers.intake import arrive, asks_intake
from tests.support.town import ANA, TOKEN

# `chunfeng run --role converse`, and at its end the names of all that it has imported.
CONVERSES = """
import atexit, sys
from bot.cli import app

atexit.register(lambda: print(*sys.modules))
app(["run", "--role", "converse"])
"""
# Each with what it is for: changing tables, the clock and what it sends, pictures, what a file
# is, codes at a door, sheets to call people by, the other store, the demo.
LATER = {
    *("alembic", "mako"),
    *("apscheduler", "telegram", "httpx", "scheduler"),
    *("PIL", "segno", "xlsxwriter"),
    *("asyncpg", "sandbox"),
}


async def test_after_the_first_answers_nothing_is_that_serves_other_work(sqlite_url: str) -> None:
    sandbox = Sandbox([ANA], token=TOKEN)
    async with (
        sandbox.serve() as address,
        aiohttp.ClientSession() as web,
        chunfeng(sqlite_url, address, sys.executable, "-c", CONVERSES) as process,
    ):
        await until(process, "serving")
        phone = Phone(address, ANA.id, web)
        await arrive(phone)
        assert asks_intake(phone, "name")
        process.send_signal(signal.SIGTERM)
        printed, _ = await process.communicate()
    imported = {name.partition(".")[0] for name in printed.decode().split()}
    assert {"aiogram", "handlers", "sqlmodel"} <= imported
    assert imported & LATER == set()
