"""Several processes start at once, first on no tables: all come up, nothing is there twice."""

import asyncio
from multiprocessing.synchronize import Barrier
from typing import Any

from sqlalchemy import Connection, text

from bot import opening
from bot.settings import Settings
from bot.store import engine as database
from models.core.clock import SystemClock
from tests.resilience.serving.process import FORKS
from tests.support.town import PATIENCE_SECONDS, settings_for

PROCESSES = 4
NAMED = tuple((number, "222424") for number in range(1, 40))
COUNTS = {
    "villages": text("SELECT count(*) - count(DISTINCT code) FROM region"),
    "keys": text("SELECT count(*) FROM key_check"),
    "staff": text("SELECT count(*) FROM role"),
    "terms": text("SELECT count(*) FROM role_term"),
    "appointments": text("SELECT count(*) FROM audit_record WHERE act = 'role_taken'"),
}


def start(settings: Settings, together: Barrier) -> None:
    """What a process does until it would serve, and again once the settings name more staff."""
    more = settings.model_copy(update={"staff_ids": NAMED})

    async def work() -> None:
        engine = database.open_engine(settings.store)
        together.wait(PATIENCE_SECONDS)
        await database.upgrade(engine)
        await engine.dispose()
        for one in (settings, more):
            together.wait(PATIENCE_SECONDS)
            async with opening.open_store(one, SystemClock()):
                pass

    asyncio.run(work())


def test_all_come_up_and_nothing_is_there_twice(empty_url: str) -> None:
    settings = settings_for("http://nowhere", empty_url, by="polling")
    together = FORKS.Barrier(PROCESSES)
    processes = [FORKS.Process(target=start, args=(settings, together)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    assert asyncio.run(counted(empty_url)) == {
        **dict.fromkeys(("staff", "terms", "appointments"), 1 + len(NAMED)),
        "keys": 1,
        "villages": 0,
    }


def count(connection: Connection) -> dict[str, Any]:
    return {name: connection.execute(query).scalar_one() for name, query in COUNTS.items()}


async def counted(url: str) -> dict[str, Any]:
    engine = database.open_engine(url)
    async with engine.begin() as connection:
        found = await connection.run_sync(count)
    await engine.dispose()
    return found
