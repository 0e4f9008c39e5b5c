"""Taking a backup: the database first, then the files, while the bot goes on."""

import datetime as dt
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy import inspect
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.backups import folder as shelf
from bot.backups.files import copy_files
from bot.backups.folder import DATABASES, Backup, Manifest, list_backups
from bot.backups.pruning import choose_expired
from bot.erasures import lay_beside_backups
from bot.settings import Settings, SettingsError
from bot.store import engine as database
from bot.store.backup import back_up, refuse_missing
from bot.store.engine import OUTAGES
from bot.store.libpq import run_program
from bot.version import VERSION
from models.core import tick_runs
from models.core.clock import Clock
from models.core.file_store import FileStore, onto_disk
from models.core.key_check import ONLY, KeyCheck
from models.core.tick_runs import BACKUP

log = structlog.get_logger()

# It comes once a day, by a timer of the machine.
EVERY = dt.timedelta(days=1)
# A dump waits no longer behind a change of the tables.
LOCK_WAIT = "--lock-wait-timeout=60s"
# Left free for the bot, whose disk it may be.
LEFT_FREE = 2**28


@dataclass(frozen=True)
class Taken:
    """The new backup, and how many old ones went."""

    backup: Backup
    manifest: Manifest
    pruned: int


async def take_backup(settings: Settings, clock: Clock) -> Taken:
    """Remove old backups, add one to the folder of the settings, and let the store know of it.

    Raises:
        SettingsError: it could not be taken; none is lost, and the store knows of that too.
    """
    refuse_missing(settings.store)
    engine = database.open_engine(settings.store)
    try:
        async with database.opened():
            taken = await _take(settings, engine, clock)
    except SettingsError as problem:
        with suppress(*OUTAGES, Exception):
            await _note_failure(engine, clock, problem)
        raise
    finally:
        await engine.dispose()
    log.info("backup taken", files=taken.manifest.files, pruned=taken.pruned)
    return taken


async def _take(settings: Settings, engine: AsyncEngine, clock: Clock) -> Taken:
    await database.reach(engine)
    revision = await database.get_revision(engine)
    if revision is None:
        raise SettingsError("CHUNFENG_DATABASE_URL: it has no tables yet, so nothing to back up")
    now = clock.now().replace(microsecond=0)
    with shelf.alone_in(settings.backup_dir):
        # Also where no new one can be taken: who is erased is in the old ones.
        pruned = prune(settings, now)
        before = next(iter(list_backups(settings.backup_dir)), None)
        _refuse_without_room(settings, before)
        keys = await _get_key_check(engine)
        with shelf.told_of("CHUNFENG_BACKUP_DIR"):
            manifest = _write(settings, now, revision, before, keys)
            lay_beside_backups(settings)
    async with database.open_sessions(engine)() as session, session.begin():
        counts = {"copied": manifest.files, "dropped": pruned}
        await tick_runs.note(session, BACKUP, now, now + EVERY, counts)
    return Taken(shelf.name_backup(settings.backup_dir, now), manifest, pruned)


async def _get_key_check(engine: AsyncEngine) -> KeyCheck | None:
    """Return the store's check of its keys; None where a store of before has none."""
    async with engine.begin() as connection:
        if not await connection.run_sync(lambda c: inspect(c).has_table(KeyCheck.__tablename__)):
            return None
    async with database.open_sessions(engine)() as session, session.begin():
        return await session.get(KeyCheck, ONLY)


def _write(
    settings: Settings,
    now: dt.datetime,
    revision: str,
    before: Backup | None,
    keys: KeyCheck | None,
) -> Manifest:
    kind = "sqlite" if settings.store.startswith("sqlite:") else "postgresql"
    with shelf.unfinished(settings.backup_dir, now) as part:
        copy = part / DATABASES[kind]
        if kind == "sqlite":
            back_up(settings.store, copy)
        else:
            words = ("--format=custom", "--no-owner", "--no-privileges", LOCK_WAIT)
            run_program("pg_dump", (*words, f"--file={copy}"), settings.store)
            onto_disk(copy)
        count, size = copy_files(settings.data_dir, part, before.folder if before else None)
        manifest = Manifest(
            kind,
            VERSION,
            revision,
            keys.sealed if keys else None,
            keys.renewing if keys else None,
            shelf.get_checksum(copy),
            copy.stat().st_size,
            count,
            size,
        )
        shelf.write_manifest(part, manifest)
    return manifest


def prune(settings: Settings, now: dt.datetime) -> int:
    """Remove the backups that are kept no longer; gives how many. The newest stays."""
    known = list_backups(settings.backup_dir)
    expired = choose_expired([one.taken_at for one in known], now, settings.backup_days)
    for one in known:
        if one.taken_at in expired:
            shelf.remove(one)
    return len(expired)


def _refuse_without_room(settings: Settings, before: Backup | None) -> None:
    """A backup must not fill the disk that the bot lies on."""
    needed = LEFT_FREE + _size_of_database(settings, before) + _size_of_new_files(settings, before)
    free = shutil.disk_usage(settings.backup_dir).free
    if free < needed:
        raise SettingsError(
            f"CHUNFENG_BACKUP_DIR: {free / 2**30:.1f} GiB are free and "
            f"{needed / 2**30:.1f} needed; make room or a larger disk"
        )


def _size_of_database(settings: Settings, before: Backup | None) -> int:
    if settings.store.startswith("sqlite:"):
        file = Path(make_url(settings.store).database or "")
        return file.stat().st_size if file.is_file() else 0
    return before.manifest().database_bytes if before else 0


def _size_of_new_files(settings: Settings, before: Backup | None) -> int:
    sizes = 0
    for path in FileStore(settings.data_dir).paths():
        if before is None or not (before.folder / path).exists():
            with suppress(FileNotFoundError):
                sizes += (settings.data_dir / path).stat().st_size
    return sizes


async def _note_failure(engine: AsyncEngine, clock: Clock, problem: SettingsError) -> None:
    now = clock.now()
    async with database.open_sessions(engine)() as session, session.begin():
        await tick_runs.note_failure(session, BACKUP, now, now + EVERY, type(problem).__name__)
