"""Restoring a backup into an empty database and a data folder without files."""

import datetime as dt
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import col, func, select

from bot.backups.files import copy_files
from bot.backups.folder import Backup, Manifest, get_checksum, told_of
from bot.erasures import keep_erasures, read_erasures
from bot.opening import refuse_unwritable
from bot.settings import Settings, SettingsError
from bot.store import engine as database
from bot.store.libpq import run_program
from bot.store.migrations import REVISIONS
from models.core import audit
from models.core.audit import Act, AuditRecord
from models.core.clock import Clock
from models.core.encryption import keyring
from models.core.file_store import FOLDER, FileStore, onto_disk
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.placements import evidence
from models.privacy.erased_again import ErasedAgain, erase_again
from models.privacy.key_check import do_they_open, note_key

log = structlog.get_logger()
ALL_OR_NOTHING = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")


@dataclass(frozen=True)
class Restored:
    """What is there again; `missing` files are named by the database and not in the backup."""

    people: int
    files: int
    missing: int
    last_act: dt.datetime | None
    erased: ErasedAgain


async def restore_backup(settings: Settings, backup: Backup, clock: Clock) -> Restored:
    """Bring a backup's database, in this version's form, and its files where the settings say.

    Nobody is spoken to. What fails leaves nothing behind that a start would take for a store.

    Raises:
        SettingsError: the backup is damaged or of another kind, its place is taken, or no key fits.
    """
    keyring.load([key.get_secret_value() for key in settings.secret_keys])
    refuse_unfit(settings, backup, backup.manifest())
    refuse_unwritable(settings)
    await _refuse_taken(settings)
    try:
        with told_of("CHUNFENG_DATA_DIR"):
            copy_files(backup.folder, settings.data_dir)
        with told_of("CHUNFENG_DATABASE_URL"):
            _restore_database(settings, backup.database())
    except BaseException:
        shutil.rmtree(settings.data_dir / FOLDER, ignore_errors=True)
        raise
    engine = database.open_engine(settings.store)
    try:
        async with database.opened():
            await database.refuse_wrong_keys(engine)
            await database.upgrade(engine)
            await _analyse(engine)
            async with database.open_sessions(engine)() as session, session.begin():
                erased = await _erase_again(session, settings, backup, clock)
                restored = await _look(session, settings, clock, erased)
            await keep_erasures(
                database.open_sessions(engine), settings, clock, *_lists(settings, backup)
            )
    finally:
        await engine.dispose()
    log.info("backup restored", backup=backup.name, people=restored.people, files=restored.files)
    return restored


def refuse_unfit(settings: Settings, backup: Backup, manifest: Manifest) -> None:
    """See that the backup is whole, and of a kind and version that this one can take.

    Raises:
        SettingsError: it is not.
    """
    kind = "sqlite" if settings.store.startswith("sqlite:") else "postgresql"
    if manifest.kind != kind:
        raise SettingsError(f"CHUNFENG_DATABASE_URL: this backup is of {manifest.kind}")
    if manifest.revision not in REVISIONS:
        raise SettingsError(
            f"{backup.name} is of chunfeng {manifest.version}, which is newer: update this one"
        )
    if manifest.sealed and not do_they_open(manifest.sealed, manifest.renewing):
        raise SettingsError(database.OTHER_KEYS)
    copy, files = backup.database(), list(backup.files.glob("*"))
    if not copy.is_file() or get_checksum(copy) != manifest.sha256:
        raise SettingsError(f"{copy} is damaged: take another backup; chunfeng backup list")
    size = sum(file.stat().st_size for file in files)
    if (len(files), size) != (manifest.files, manifest.file_bytes):
        raise SettingsError(f"{backup.files} is damaged: it has not all its files")


async def _refuse_taken(settings: Settings) -> None:
    """See that nothing lies where the backup is to go.

    Raises:
        SettingsError: something does.
    """
    if FileStore(settings.data_dir).paths():
        raise SettingsError(
            f"CHUNFENG_DATA_DIR: there are files in {settings.data_dir / FOLDER}; move it away"
        )
    if settings.store.startswith("sqlite:"):
        file = Path(make_url(settings.store).database or "")
        for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
            if (there := file.with_name(name)).exists():
                raise SettingsError(f"CHUNFENG_DATABASE_URL: {there} is there; move it away")
        return
    engine = database.open_engine(settings.store)
    try:
        await database.reach(engine)
        async with database.opened():
            if await database.has_tables(engine):
                raise SettingsError(
                    "CHUNFENG_DATABASE_URL: there are tables in this database; make a new one"
                )
    finally:
        await engine.dispose()


def _restore_database(settings: Settings, copy: Path) -> None:
    if settings.store.startswith("sqlite:"):
        _restore_file(Path(make_url(settings.store).database or ""), copy)
    else:
        into = f"--dbname={make_url(settings.store).database}"
        run_program("pg_restore", (*ALL_OR_NOTHING, into, str(copy)), settings.store)


def _restore_file(file: Path, copy: Path) -> None:
    """The file has its name only once every byte is on the disk."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with copy.open("rb") as read, os.fdopen(opened, "wb") as out:
        shutil.copyfileobj(read, out)
    onto_disk(part)
    part.rename(file)
    onto_disk(file.parent)


async def _analyse(engine: AsyncEngine) -> None:
    """A dump has no statistics, and without them every search would read whole tables."""
    async with engine.begin() as connection:
        await connection.run_sync(lambda c: c.exec_driver_sql("ANALYZE"))


def _lists(settings: Settings, backup: Backup) -> set[Path]:
    """Where lists of erasures may lie, beside the data folder's own."""
    return {settings.backup_dir, backup.folder.parent}


async def _erase_again(
    session: Session, settings: Settings, backup: Backup, clock: Clock
) -> ErasedAgain:
    """Nobody who was erased since comes back with a backup."""
    await note_key(session)
    known = read_erasures(settings.data_dir, *_lists(settings, backup))
    return await erase_again(session, known, backup.taken_at, clock.now(), settings.zone)


async def _look(
    session: Session, settings: Settings, clock: Clock, erased: ErasedAgain
) -> Restored:
    people = (await session.exec(select(func.count()).select_from(Labourer))).one()
    last_act = (await session.exec(select(func.max(col(AuditRecord.at))))).one()
    present = set(FileStore(settings.data_dir).paths())
    missing = await evidence.list_stored_paths(session) - present
    audit.record(session, clock.now(), Act.RESTORED, by=None)
    return Restored(people, len(present), len(missing), last_act, erased)
