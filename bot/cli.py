"""The command line."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
from cryptography.fernet import Fernet

from bot import app as serve
from bot import logs
from bot.cli_backup import backups
from bot.cli_rekey import rekey_store
from bot.cli_staff import dismiss, give_console_code, office
from bot.cli_work import change, end, get_settings, refused, run_to_end, tame_collector
from bot.settings import SettingsError
from bot.store import engine as database
from bot.store.backup import back_up
from bot.version import VERSION
from models.core import regions
from models.core.clock import SystemClock
from models.core.encryption import keyring
from models.core.file_store import FileStore
from models.core.refusal import Refusal
from models.labourers import retired_villages
from models.privacy import rekeying
from models.privacy.key_check import note_key
from models.subsidies import rule as subsidy_rule
from models.subsidies.rule_file import parse_rule, read_rule_file


class CommandLine(typer.Typer):
    """The commands, on any terminal: what it has no sign for is written as its code."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        # Whoever starts it: what the bot writes, only its own user reads.
        os.umask(0o077)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().__call__(*args, **kwargs)
        finally:
            logs.let_go_of_stderr()


log = structlog.get_logger()
app = CommandLine(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
db = typer.Typer(no_args_is_help=True, help="The database.")
imports = typer.Typer(no_args_is_help=True, help="Data from files.")
app.add_typer(db, name="db")
app.add_typer(imports, name="import")
app.add_typer(office, name="staff")
app.add_typer(backups, name="backup")
app.command()(dismiss)
app.command(name="console-code")(give_console_code)


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(help="Where the page is; 0 takes any.", min=0, max=65535)
    ] = 8000,
    data: Annotated[Path, typer.Option(help="Where it keeps everything.")] = Path("data/demo"),
    empty: Annotated[
        bool, typer.Option("--empty", help="A county in which nobody lives yet.")
    ] = False,
) -> None:
    """Start the sandbox and the bot on SQLite: no token, no network."""
    from bot.demo import run_demo  # the sandbox is for the demo alone

    logs.configure("console")
    tame_collector()
    run_to_end(run_demo(data, port, empty=empty))


@app.command()
def run(
    role: Annotated[serve.Part, typer.Option(help="Which part of the work.")] = serve.Part.ALL,
    silent: Annotated[
        bool, typer.Option(help="Open the store and say nothing to anybody: to try a restore.")
    ] = False,
) -> None:
    """Serve Telegram: by webhook where CHUNFENG_WEBHOOK_URL is set, else by polling."""
    settings = get_settings(token=not silent, keys=True)
    tame_collector()
    if silent:
        run_to_end(serve.serve_silently(settings, SystemClock()))
    else:
        run_to_end(serve.serve(settings, SystemClock(), role))


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(VERSION)
        raise typer.Exit


@app.callback()
def chunfeng(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Which it is.")
    ] = False,
) -> None:
    """From a rural job seeker's first word to a verified job."""


@app.command()
def check() -> None:
    """See whether settings, store, key, files, clock and Telegram fit; 1 where one does not."""
    from bot.check import check as look

    settings = get_settings(token=True, keys=True)

    async def work() -> bool:
        right = True
        async for one in look(settings, SystemClock()):
            typer.echo(f"{'ok   ' if one.fits else 'WRONG'} {one.name}: {one.found}")
            right = right and one.fits
        return right

    if not run_to_end(work()):
        raise typer.Exit(1)


@app.command()
def key() -> None:
    """Make a key for CHUNFENG_SECRET_KEYS."""
    typer.echo(Fernet.generate_key().decode())


@db.command()
def upgrade() -> None:
    """Bring the tables to the newest form. The keys are needed to compute the indexes again."""
    settings = get_settings(keys=True)
    keyring.load([key.get_secret_value() for key in settings.secret_keys])

    async def work() -> None:
        engine = database.open_engine(settings.store)
        try:
            await database.reach(engine)
            async with database.opened():
                await database.refuse_wrong_keys(engine)
                await database.upgrade(engine)
                async with database.open_sessions(engine)() as session, session.begin():
                    await note_key(session)
        finally:
            await engine.dispose()

    run_to_end(work())


@db.command(name="rekey")
def renew_keys() -> None:
    """Encrypt everything anew with the first of CHUNFENG_SECRET_KEYS; the others can then go."""
    settings = get_settings(keys=True)
    count = run_to_end(rekey_store(settings))
    files, lost = rekeying.rekey_files(FileStore(settings.data_dir))
    if lost:
        raise end(f"CHUNFENG_SECRET_KEYS: no key opens {lost} files in {settings.data_dir}")
    typer.echo(f"{count} rows and {files} files encrypted anew")


@db.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to; it must not be there.")]) -> None:
    """Copy an SQLite store while the bot goes on."""
    settings = get_settings()
    try:
        size = back_up(settings.store, file)
    except SettingsError as problem:
        raise end(str(problem)) from None
    except OSError as problem:
        raise end(f"The file can't be written: {type(problem).__name__}") from None
    typer.echo(f"{size} bytes in {file}")


@imports.command()
def villages(file: Annotated[Path, typer.Argument(help="CSV, as in models/regions.")]) -> None:
    """Add the villages of other counties, or rename those known; retire those left out."""
    settings = get_settings(keys=True)
    names = regions.read_villages(file)
    if isinstance(names, Refusal):
        raise refused(names)
    now = SystemClock().now()
    new, retired = run_to_end(
        change(settings, lambda session: retired_villages.import_villages(session, names, now))
    )
    log.info("villages imported", read=len(names), new=new, retired=len(retired))
    typer.echo(f"{len(names)} regions read, {new} of them new")
    if retired:
        typer.echo(f"Left out by the list, and offered no more: {len(retired)}")
        typer.echo("\n".join(map(str, retired)))


@imports.command()
def rule(file: Annotated[Path, typer.Argument(help="TOML, as in models/rules.")]) -> None:
    """Take in a county's subsidy rule; one of the same county and day is replaced."""
    settings = get_settings(keys=True)
    text = read_rule_file(file)
    read = text if isinstance(text, Refusal) else parse_rule(text)
    if isinstance(read, Refusal):
        raise refused(read)
    now = SystemClock().now()
    run_to_end(change(settings, lambda session: subsidy_rule.import_rule(session, read, now)))
    log.info("rule imported", county=read.county, valid_from=str(read.valid_from))
    typer.echo(f"{read.county} from {read.valid_from}: {read.source}")
