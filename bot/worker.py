"""What a process does by the clock: ticks, delivery, collection. Imported where it is done."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.dismissals import keep_dismissals_written
from bot.erasures import keep_erasures_written
from bot.leadership import Leads
from bot.settings import Settings
from bot.store import sqlite
from bot.store.engine import Sessions
from bot.telegram.sender import open_sender
from bot.timing import Timing
from models.core.clock import Clock
from models.core.file_store import FileStore
from scheduler import ticks as ticking
from scheduler.clock_context import ClockContext
from scheduler.delivery.loop import DeliveryLoop
from scheduler.file_downloads import FileDownloads
from scheduler.timing import ClockTiming


@asynccontextmanager
async def run_clock(
    settings: Settings, clock: Clock, sessions: Sessions, timing: Timing, leads: Leads
) -> AsyncIterator[None]:
    """Ticks, delivers and fetches files within the block; asks Telegram nothing but as leader."""
    pauses = timing.clockwork or ClockTiming()
    office = ClockContext(clock, settings.zone, settings.language, settings.send_rate, pauses)
    token, ending = settings.bot_token.get_secret_value(), asyncio.Event()
    async with open_sender(token, settings.telegram_api, settings.send_rate, leads) as sender:
        delivery = DeliveryLoop(sessions, office, sender)
        ticks = (
            *ticking.TICKS,
            ticking.build_sweeping_tick(settings.keeping),
            ticking.build_checking_tick(settings.data_dir),
        )
        # What a tick has planned goes out at once.
        clockwork = ticking.Ticker(
            sessions, clock, settings.zone, ticks, delivery.rest.wake, pauses.scheduler
        )
        delivering = asyncio.create_task(delivery.run(ending))
        vault = FileStore(settings.data_dir)
        collecting = asyncio.create_task(FileDownloads(sessions, office, sender, vault).run(ending))
        emptying = asyncio.create_task(sqlite.keep_log_empty(sessions.kw["bind"], ending))
        noting = asyncio.gather(
            keep_dismissals_written(sessions, settings.data_dir, ending),
            keep_erasures_written(sessions, settings, clock, ending),
        )
        clockwork.start()
        try:
            yield
        finally:
            ending.set()
            await clockwork.stop()
            await delivering
            await collecting
            await emptying
            await noting
