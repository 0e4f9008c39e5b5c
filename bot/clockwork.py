"""What a process does by the clock: ticks, delivery, collection. Imported where it is done."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import sqlite
from bot.database import Sessions
from bot.leading import Leads
from bot.settings import Settings
from models.clock import Clock
from models.vault import Vault
from scheduler import ticking
from scheduler.collection import Collection
from scheduler.delivery import Delivery
from scheduler.office import Office
from scheduler.post import open_post


@asynccontextmanager
async def by_the_clock(
    settings: Settings, clock: Clock, sessions: Sessions, leads: Leads
) -> AsyncIterator[None]:
    """Ticks, delivers and fetches files within the block; asks Telegram nothing but as leader."""
    office = Office(clock, settings.zone, settings.language, settings.send_rate)
    token, ending = settings.bot_token.get_secret_value(), asyncio.Event()
    async with open_post(token, settings.telegram_api, settings.send_rate, leads) as post:
        delivery = Delivery(sessions, office, post)
        ticks = (*ticking.TICKS, ticking.sweeping(settings.keeping))
        # What a tick has planned goes out at once.
        clockwork = ticking.Ticking(sessions, clock, settings.zone, ticks, delivery.rest.wake)
        delivering = asyncio.create_task(delivery.run(ending))
        vault = Vault(settings.data_dir)
        collecting = asyncio.create_task(Collection(sessions, office, post, vault).run(ending))
        emptying = asyncio.create_task(sqlite.keep_log_empty(sessions.kw["bind"], ending))
        clockwork.start()
        try:
            yield
        finally:
            ending.set()
            await clockwork.stop()
            await delivering
            await collecting
            await emptying
