"""What is heavy, and not needed to converse, is not imported before it is."""

import signal
import sys

import aiohttp
import pytest
from aiogram.methods import Response, SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, StarTransactions
from pydantic import ValidationError

from sandbox.chats.phone import Phone
from sandbox.server import Sandbox
from tests.process.test_run import chunfeng, until
from tests.support.labourers.intake import arrive, asks_intake
from tests.support.town import ANA, TOKEN

# `chunfeng run --role converse`, and at its end the names of all that it has imported, and of the
# types of aiogram's that it has built.
CONVERSES = """
import atexit, sys
import bot
from aiogram import types
from bot.cli import app


def built():
    every = [(name, getattr(types, name)) for name in types.__all__]
    return [name for name, one in every if getattr(one, "__pydantic_complete__", False)]


atexit.register(lambda: print(*built()))
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
# aiogram has more than four hundred.
TYPES_MOST = 20
EVERYBODY = BotCommandScopeAllPrivateChats()


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
    modules, built = map(str.split, printed.decode().splitlines())
    imported = {name.partition(".")[0] for name in modules}
    assert {"aiogram", "handlers", "sqlmodel"} <= imported
    assert imported & LATER == set()
    assert {"Update", "Message"} <= set(built)
    assert len(built) < TYPES_MOST


def test_any_type_of_aiograms_is_built_when_it_is_used() -> None:
    answered = Response[StarTransactions]
    with pytest.raises(ValidationError, match="transactions"):
        answered.model_validate({"ok": True, "result": {}})
    call = SetMyCommands(commands=[BotCommand(command="a", description="b")], scope=EVERYBODY)
    assert call.model_dump(include={"scope"}) == {"scope": {"type": "all_private_chats"}}
