"""A process does all of the work, only the talking, or only the clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot import app
from bot.app import Part
from bot.telegram.addresses import telegram_address
from models.accounts import account
from tests.support.accounts.factory import accounts_by_chat
from tests.support.labourers.intake import arrive, asks_intake
from tests.support.town import Town, open_town, until

LOOKED_IN = 2099


@asynccontextmanager
async def part(town: Town, which: Part) -> AsyncIterator[None]:
    """That part of the work is done within the block."""
    stopping = asyncio.Event()
    work = asyncio.create_task(app.serve(town.settings, town.clock, which, stopping, town.timing))
    try:
        yield
    finally:
        stopping.set()
        await work


async def looked_in(town: Town) -> None:
    """Somebody looked in two days ago and never decided."""
    async with town.store() as session:
        await account.open_account(
            session, telegram_address(LOOKED_IN), town.clock.now() - timedelta(days=2)
        )


async def is_forgotten(town: Town) -> bool:
    """Whether that account is gone, where anybody ticks."""
    await town.bell.ring()
    return LOOKED_IN not in accounts_by_chat(await town.rows())


async def test_the_clock_ticks_and_talks_with_nobody(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await looked_in(town)
        async with part(town, Part.CLOCK):
            await until(lambda: is_forgotten(town))
        assert await town.calls() == []


async def test_who_converses_does_not_tick(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await looked_in(town)
        async with part(town, Part.CONVERSE):
            await arrive(town.ana)
            assert asks_intake(town.ana, "name")
        assert not await is_forgotten(town)


async def test_all_does_both(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await looked_in(town)
        async with part(town, Part.ALL):
            await arrive(town.ana)
            await until(lambda: is_forgotten(town))
