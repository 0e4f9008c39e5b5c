"""The collection loop: fetches the files that people sent, and seals them into the vault.

What is due is read in one short transaction, and what became of it written in another; Telegram
is asked in between. A process that dies leaves the rows as they were, so that their files are
fetched again; what it had sealed already is swept, since no row knows of it.
"""

import asyncio
import datetime as dt
from contextlib import suppress
from dataclasses import dataclass

import structlog
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlmodel.ext.asyncio.session import AsyncSession

from models import evidence, job, media
from models.media import Media
from models.vault import Vault
from scheduler.office import Office
from scheduler.post import Fate, Post
from scheduler.rest import Rest

log = structlog.get_logger()

NAME = "collection"
LOOKS_EVERY = 1.0
# Files fetched at once, each held in memory whole.
MOST = 3
SWEPT_EVERY = dt.timedelta(hours=1)
# What no row knows yet may still be on its way into one.
UNKNOWN_RESTS = dt.timedelta(hours=1)
LAST_WORDS_SECONDS = 5.0
OUTCOMES = KEPT, AWAY, REFUSED = "kept", "away", "refused"


@dataclass(frozen=True)
class Sealed:
    """A file in the vault that its row does not know of yet; `size` is in bytes."""

    path: str
    media: Media
    size: int


class Collection:
    """The one loop that fetches files."""

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        office: Office,
        post: Post,
        vault: Vault,
    ) -> None:
        self._sessions, self._office, self._post, self._vault = sessions, office, post, vault
        self._swept_at: dt.datetime | None = None
        self.rest = Rest()

    async def run(self, stopping: asyncio.Event) -> None:
        """Fetch until told to stop; what is not fetched soon then is left for the next process."""
        going = asyncio.create_task(self._go_on(stopping))
        await stopping.wait()
        await asyncio.wait([going], timeout=LAST_WORDS_SECONDS)
        going.cancel()
        with suppress(asyncio.CancelledError):
            await going

    async def _go_on(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                counts = await self.step()
            except Exception:
                log.exception("collection failed")
                counts = {}
            if any(counts.values()):
                log.info(NAME, **counts)
            await self.rest.over(stopping, LOOKS_EVERY)

    async def step(self) -> dict[str, int]:
        """Fetch what is due, and sweep now and then; gives counts of both."""
        now = self._office.clock.now()
        wanted = await self._due(now)
        found = await asyncio.gather(*(self._fetch(file_id) for file_id in wanted.values()))
        swept = await self._sweep(now)
        async with self._sessions() as session, session.begin():
            became = [
                await self._record(session, number, one)
                for number, one in zip(wanted, found, strict=True)
            ]
            counts = {name: became.count(name) for name in OUTCOMES} | {"swept": swept}
            await job.note(session, NAME, now, now + dt.timedelta(seconds=LOOKS_EVERY), counts)
        return counts

    async def _due(self, now: dt.datetime) -> dict[int, str]:
        """The numbers of rows and Telegram's file ids."""
        if self._post.pace.is_held:
            return {}
        async with self._sessions() as session, session.begin():
            return {row.key(): row.file_id for row in await evidence.due(session, now, MOST)}

    async def _fetch(self, file_id: str) -> Sealed | Fate:
        """One file; whatever goes wrong with it stands in the way of no other."""
        try:
            content = await self._post.fetch(file_id, media.LARGEST)
            if isinstance(content, Fate):
                return content
            return await asyncio.to_thread(self._seal, content)
        except Exception:
            log.exception("file not kept")
            return Fate.AWAY

    def _seal(self, content: bytes) -> Sealed | Fate:
        found = media.of(content)
        if found is None:
            return Fate.REFUSED
        path = self._vault.put(content, self._office.clock.now())
        return Sealed(path, found, len(content))

    async def _record(self, session: AsyncSession, number: int, found: Sealed | Fate) -> str | None:
        """Where the row is gone by now, or another process was quicker, the file is swept."""
        row = await evidence.coming(session, number)
        if row is None or found is Fate.HELD:
            return None
        now = self._office.clock.now()
        if isinstance(found, Sealed):
            evidence.kept(row, found.path, found.media, found.size)
            return KEPT
        if found is Fate.REFUSED:
            await evidence.refused(session, row, now)
            return REFUSED
        await evidence.failed(session, row, now)
        return AWAY

    async def _sweep(self, now: dt.datetime) -> int:
        """Files that no row knows and that lie there for a while, once an hour."""
        if self._swept_at is not None and now - self._swept_at < SWEPT_EVERY:
            return 0
        self._swept_at = now
        before = now - UNKNOWN_RESTS
        async with self._sessions() as session, session.begin():
            known = await evidence.paths(session)
        return await asyncio.to_thread(self._vault.sweep, known, before)
