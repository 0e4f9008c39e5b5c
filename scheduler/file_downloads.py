"""The collection loop: fetches the files that people sent, has them inspected, and seals them.

Each file goes its own way beside the others: what is due is taken in one short transaction, which
counts the try, and what became of it is written in another; Telegram and the inspection are asked
in between. After a process that died its files are fetched again; what it had sealed already is
swept, since no row knows of it. What was kept before files were inspected goes the same way, from
the vault.
"""

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import partial

import structlog
from cryptography.fernet import InvalidToken
from sqlalchemy.ext.asyncio import async_sessionmaker

from models.core import media, tick_runs
from models.core.address import parse_media_ref
from models.core.file_store import FileStore
from models.core.media import Fault, Media
from models.core.session import Session
from models.placements import evidence, inspections
from models.placements.evidence import Evidence
from scheduler.clock_context import ClockContext
from scheduler.delivery.sender import FileSource, SendOutcome
from scheduler.inspection import InspectedFile, Inspection

log = structlog.get_logger()

NAME = "collection"
# Files in work at once, each held in memory whole.
MOST = 3
SWEPT_EVERY = dt.timedelta(hours=1)
# What no row knows yet may still be on its way into one.
UNKNOWN_RESTS = dt.timedelta(hours=1)
OUTCOMES = KEPT, AWAY, REFUSED = "kept", "away", "refused"


@dataclass(frozen=True)
class PendingFile:
    """A file that is in work. `path` is where it lies already; `again` that it once did not end."""

    number: int
    file_id: str
    path: str | None
    again: bool


@dataclass(frozen=True)
class SealedFile:
    """A file in the vault that its row does not know of yet; `size` is in bytes."""

    path: str
    media: Media
    size: int


class FileDownloads:
    """The one loop that fetches files."""

    def __init__(
        self,
        sessions: async_sessionmaker[Session],
        office: ClockContext,
        source: FileSource,
        vault: FileStore,
        inspection: Inspection | None = None,
    ) -> None:
        self._sessions, self._office, self._source, self._vault = sessions, office, source, vault
        self._inspection = inspection or Inspection()
        self._going: dict[asyncio.Task[None], PendingFile] = {}
        self._counts = Counter[str]()
        self._swept_at: dt.datetime | None = None
        self._timing = office.timing
        self.rest = office.timing.wakeup()

    async def run(self, stopping: asyncio.Event) -> None:
        """Fetch until told to stop; what is not done soon then is left for the next process."""
        looking = asyncio.create_task(self._go_on(stopping))
        await stopping.wait()
        await asyncio.wait([looking, *self._going], timeout=self._timing.ending_seconds)
        ending = [looking, *self._going]
        for one in ending:
            one.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    async def _go_on(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                await self._begin()
                counts = await self._noted()
            except Exception:
                log.exception("collection failed")
                counts = {}
            if any(counts.values()):
                log.info(NAME, **counts)
            await self.rest.over(stopping, self._timing.looks_for_files_every)

    async def step(self) -> dict[str, int]:
        """Begin with what is due, see through all that is in work then, and sweep; gives counts."""
        await self._begin()
        await asyncio.gather(*self._going)
        return await self._noted()

    async def _begin(self) -> None:
        """Begin with what is due, as far as there is room, and sweep now and then."""
        now = self._office.clock.now()
        for wanted in await self._taken(now):
            task = asyncio.create_task(self._see_through(wanted))
            self._going[task] = wanted
            task.add_done_callback(self._is_over)
        self._counts["swept"] += await self._sweep(now)

    def _is_over(self, task: asyncio.Task[None]) -> None:
        del self._going[task]
        self.rest.wake()

    async def _noted(self) -> dict[str, int]:
        """What came of it since this was last noted."""
        counts = {name: self._counts[name] for name in (*OUTCOMES, "swept")}
        self._counts.clear()
        now = self._office.clock.now()
        async with self._sessions() as session, session.begin():
            following = now + dt.timedelta(seconds=self._timing.looks_for_files_every)
            await tick_runs.note(session, NAME, now, following, counts)
        return counts

    async def _taken(self, now: dt.datetime) -> list[PendingFile]:
        room = MOST - len(self._going)
        if self._source.is_held or not room:
            return []
        going = [one.number for one in self._going.values()]
        again = any(one.again for one in self._going.values())
        async with self._sessions() as session, session.begin():
            rows = await inspections.take_due(session, now, room, going, again=again)
            return [
                PendingFile(row.key(), row.file_id, row.path, row.inspections > 0) for row in rows
            ]

    async def _see_through(self, wanted: PendingFile) -> None:
        """One file; whatever goes wrong with it stands in the way of no other."""
        try:
            found = await self._found(wanted)
        except Exception:
            log.exception("file not kept")
            found = SendOutcome.AWAY
        try:
            if became := await self._record(wanted.number, found):
                self._counts[became] += 1
        except Exception:
            log.exception("file not noted")

    async def _found(self, wanted: PendingFile) -> SealedFile | SendOutcome | Fault | None:
        content = await self._content(wanted)
        if not isinstance(content, bytes):
            return content
        async with self._sessions() as session, session.begin():
            if not await inspections.begin_inspection(session, wanted.number):
                return SendOutcome.HELD
        found = await self._inspection.of(content)
        if not isinstance(found, InspectedFile):
            return found
        seal = partial(self._vault.put, found.content, self._office.clock.now())
        return SealedFile(await asyncio.to_thread(seal), found.media, len(found.content))

    async def _content(self, wanted: PendingFile) -> bytes | SendOutcome | Fault:
        if wanted.path is not None:
            return await asyncio.to_thread(self._lying_there, wanted.path)
        content = await self._source.fetch(parse_media_ref(wanted.file_id), media.LARGEST)
        return Fault.BIG if content is SendOutcome.REFUSED else content

    def _lying_there(self, path: str) -> bytes | SendOutcome | Fault:
        """A file without its key may be had later; one that is gone is gone."""
        try:
            return self._vault.get(path)
        except FileNotFoundError:
            return Fault.BROKEN
        except InvalidToken:
            return SendOutcome.AWAY

    async def _record(
        self, number: int, found: SealedFile | SendOutcome | Fault | None
    ) -> str | None:
        """Where the row is gone by now, or another process was quicker, the file is swept."""
        now = self._office.clock.now()
        async with self._sessions() as session, session.begin():
            row = await inspections.lock_uninspected(session, number)
            if row is None:
                return None
            return await self._became(session, row, found, now)

    async def _became(
        self,
        session: Session,
        row: Evidence,
        found: SealedFile | SendOutcome | Fault | None,
        now: dt.datetime,
    ) -> str | None:
        if isinstance(found, SealedFile):
            evidence.mark_kept(row, found.path, found.media, found.size, now)
            return KEPT
        if found is SendOutcome.HELD:
            inspections.untake(row)
            return None
        if found is None:
            await inspections.record_timeout(session, row, now)
        elif isinstance(found, Fault):
            await inspections.refuse_file(session, row, now, found)
        else:
            await inspections.record_failed_download(session, row, now)
            return AWAY
        return REFUSED if row.inspected_at else AWAY

    async def _sweep(self, now: dt.datetime) -> int:
        """Files that no row knows and that lie there for a while, once an hour."""
        if self._swept_at is not None and now - self._swept_at < SWEPT_EVERY:
            return 0
        self._swept_at = now
        before = now - UNKNOWN_RESTS
        async with self._sessions() as session, session.begin():
            known = await evidence.list_stored_paths(session)
        return await asyncio.to_thread(self._vault.sweep, known, before)
