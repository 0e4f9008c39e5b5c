"""chunfeng backup: take one, list them, restore one."""

from typing import Annotated

import typer

from bot.backups.folder import find_backup, list_backups
from bot.cli_work import end, get_settings, run_to_end
from bot.settings import SettingsError
from models.core.clock import SystemClock

backups = typer.Typer(no_args_is_help=True, help="Backups of the database and the files, by date.")


@backups.command()
def take() -> None:
    """Take one into CHUNFENG_BACKUP_DIR, with the bot going on, and remove the oldest."""
    from bot.backups.taking import take_backup

    taken = run_to_end(take_backup(get_settings(), SystemClock()))
    size = taken.manifest.database_bytes + taken.manifest.file_bytes
    typer.echo(
        f"{taken.backup.folder}: {size / 2**20:.1f} MiB, {taken.manifest.files} files; "
        f"{taken.pruned} old backups removed"
    )


@backups.command(name="list")
def list_all() -> None:
    """List them, the newest first."""
    for one in list_backups(get_settings().backup_dir):
        try:
            told = one.manifest()
        except SettingsError:
            typer.echo(f"{one.name}  damaged")
            continue
        size = (told.database_bytes + told.file_bytes) / 2**20
        typer.echo(
            f"{one.name}  {told.kind}  chunfeng {told.version}  {size:.1f} MiB  {told.files} files"
        )


@backups.command()
def restore(
    name: Annotated[str, typer.Argument(help="Its name or folder; the newest if left out.")] = "",
) -> None:
    """Bring one into the empty database and data folder of the settings; nobody is spoken to."""
    from bot.backups.restoring import restore_backup

    settings = get_settings(keys=True)
    try:
        backup = find_backup(settings.backup_dir, name)
    except SettingsError as problem:
        raise end(str(problem)) from None
    found = run_to_end(restore_backup(settings, backup, SystemClock()))
    last = f"{found.last_act:%Y-%m-%d %H:%M} UTC" if found.last_act else "none"
    typer.echo(f"{backup.name}: {found.people} people, {found.files} files; last act: {last}")
    if found.missing:
        typer.echo(f"{found.missing} files that the database names were not in the backup")
    typer.echo(f"Erased again, who was erased after it was taken: {found.erased.done}")
    if found.erased.unsure:
        typer.echo(
            f"{found.erased.unsure} more were erased in a store that was restored in between: "
            "their numbers may be others' here. Ask the office whom to erase before you start"
        )
    typer.echo("Look at `chunfeng staff list` before you start")
