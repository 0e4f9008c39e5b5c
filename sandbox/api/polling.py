"""getUpdates: one long poll at a time."""

import asyncio
from typing import Any

from sandbox.api.refusals import conflict
from sandbox.chats.updates import Update, Updates

OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
LONGEST = 50


class Polling:
    """The one poll that is open; another one, or a webhook, ends it with 409."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._open: asyncio.Future[str] | None = None

    def end(self, reason: str) -> None:
        if self._open and not self._open.done():
            self._open.set_result(reason)

    async def poll(self, offset: int, limit: int, patience: int) -> list[Update]:
        """Confirm what is below `offset`, then wait up to `patience` seconds for updates."""
        self.end(OTHER_POLL)
        ended = self._open = asyncio.get_running_loop().create_future()
        if offset < 0:
            self._updates.forget_all_but(-offset)
        self._updates.confirm(offset)
        bell, found = self._updates.bell, self._updates.batch(limit, offset)
        if not found and patience > 0:
            await _either(bell, ended, min(patience, LONGEST))
            found = self._updates.batch(limit, offset)
        if ended.done():
            raise conflict(ended.result())
        return found


async def _either(bell: asyncio.Event, ended: asyncio.Future[str], patience: int) -> None:
    ringing = asyncio.ensure_future(bell.wait())
    either: set[asyncio.Future[Any]] = {ringing, ended}
    try:
        await asyncio.wait(either, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ringing.cancel()
