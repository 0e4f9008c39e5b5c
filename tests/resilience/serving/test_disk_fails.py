"""The disk refuses every write while the bot serves: nothing is acknowledged or lost."""

import asyncio
import os
import resource
import sqlite3
from datetime import timedelta

from bot import app
from bot.settings import Settings
from sandbox.clock import MovableClock
from tests.resilience.serving.process import FORKS, kill
from tests.support.labourers.intake import arrive, asks_intake, steps_before, walk
from tests.support.town import ANA, Town, open_town, until

NONE = 1


def live_quietly(settings: Settings, offset: timedelta) -> None:
    """Serve, with the log thrown away: it could not be written either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    asyncio.run(app.serve(settings, MovableClock(offset)))


def room(process: int, size: int) -> None:
    """So many bytes is the most that the process can make any file; -1 is as many as it likes."""
    _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, hard))


async def test_what_was_said_meanwhile_is_answered_when_it_writes_again(
    sqlite_url: str,
) -> None:
    async with open_town(sqlite_url, by="webhook", served=False) as town:
        process = FORKS.Process(target=live_quietly, args=(town.settings, town.clock.offset))
        process.start()
        assert process.pid is not None
        try:
            await arrive(town.ana, typing=True)
            await walk(town.ana, steps_before("id_number"), typing=True)
            room(process.pid, NONE)
            await town.ana.does("text", wait=False, text="skip")
            await until(lambda: _refused(town))
            assert len(town.sandbox.exchange.updates) == 1
            assert await town.given(ANA) == {"name": "Ann Lee"}
            room(process.pid, resource.RLIM_INFINITY)
            await until(lambda: _asked(town, "sex"))
        finally:
            await kill(process)
        assert await town.given(ANA) == {"name": "Ann Lee", "id_number": None}
    store = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store.close()


async def _refused(town: Town) -> bool:
    """Whether the webhook told Telegram to come again."""
    error = town.sandbox.exchange.settings.get("webhook_error") or {}
    return "503" in error.get("last_error_message", "")


async def _asked(town: Town, key: str) -> bool:
    await town.ana.look()
    return asks_intake(town.ana, key)
