"""Looks, while a process works, whether its keys are still those of its store."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.settings import SettingsError
from bot.store.engine import OTHER_KEYS, OUTAGES, refuse_wrong_keys
from models.privacy.key_check import WrongKeys

log = structlog.get_logger()


@asynccontextmanager
async def keys_watched(
    engine: AsyncEngine, stopping: asyncio.Event, every: float
) -> AsyncIterator[None]:
    """Within the block the keys are looked at, every so many seconds.

    Where they fit no more, `stopping` is set, and what was begun is ended first.

    Raises:
        SettingsError: the store was sealed anew with a key that this process has not.
    """
    watching = asyncio.create_task(_watch(engine, stopping, every))
    try:
        yield
    finally:
        watching.cancel()
        (found,) = await asyncio.gather(watching, return_exceptions=True)
    if found is True:
        raise SettingsError(OTHER_KEYS)


async def _watch(engine: AsyncEngine, stopping: asyncio.Event, every: float) -> bool:
    while True:
        await asyncio.sleep(every)
        try:
            await refuse_wrong_keys(engine)
        except WrongKeys:
            log.error("keys changed", why=OTHER_KEYS)
            stopping.set()
            return True
        except OUTAGES:
            continue
