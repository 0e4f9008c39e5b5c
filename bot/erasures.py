"""The list of erasures beside the store, and beside its backups: numbers and moments, sealed.

The trail is what counts; the list is made anew from it, and read where a store was restored.
"""

import asyncio
import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import InvalidToken

from bot.sealed_list import UNFINISHED, read_sealed_list, write_sealed_list
from bot.settings import Settings
from bot.store.engine import OUTAGES, Sessions
from models.core.clock import Clock
from models.core.file_store import onto_disk
from models.privacy.erased_again import Erasure, list_erasures

FILE = "erased"
EVERY = 60.0
# Beyond the days for which a backup is kept: one that was copied elsewhere may be older.
BEYOND = timedelta(days=366)


def read_erasures(*folders: Path) -> list[Erasure]:
    """What the lists in these folders hold together."""
    rows = [tuple(row) for folder in folders for row in read_sealed_list(folder / FILE)]
    return [
        Erasure(labourer, by, datetime.fromisoformat(at), _moment(registered), _moment(line))
        for labourer, by, at, registered, line in dict.fromkeys(rows)
    ]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def write_erasures(folder: Path, known: list[Erasure]) -> None:
    rows = [
        [one.labourer, one.by, one.at.isoformat(), _text(one.registered_at), _text(one.line)]
        for one in known
    ]
    write_sealed_list(folder / FILE, rows)


async def keep_erasures(sessions: Sessions, settings: Settings, clock: Clock, *more: Path) -> None:
    """Write down who was erased, with what the lists say already, those in `more` folders too."""
    since = clock.now() - timedelta(days=settings.backup_days) - BEYOND
    before = read_erasures(settings.data_dir, *more)
    async with sessions() as session, session.begin():
        known = await list_erasures(session, since, before)
    write_erasures(settings.data_dir, known)


async def keep_erasures_written(
    sessions: Sessions, settings: Settings, clock: Clock, ending: asyncio.Event
) -> None:
    """The same now and each minute, until the end."""
    while not ending.is_set():
        with suppress(*OUTAGES, InvalidToken):
            await keep_erasures(sessions, settings, clock)
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), EVERY)


def lay_beside_backups(settings: Settings) -> None:
    """The list as it is, where the backups lie: they may be all that is left of a machine."""
    if (list_ := settings.data_dir / FILE).exists():
        part = settings.backup_dir / f"{FILE}{UNFINISHED}"
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "wb") as out:
            out.write(list_.read_bytes())
        onto_disk(part)
        part.replace(settings.backup_dir / FILE)
