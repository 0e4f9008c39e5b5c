"""The demo: the sandbox and the bot in one process, on SQLite, with three invented people."""

import asyncio
import socket
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
import typer
from cryptography.fernet import Fernet

from bot import app, opening
from bot.demo_county import county
from bot.settings import load
from bot.telegram.addresses import telegram_address
from bot.timing import TIMING, Timing
from models.accounts import account, roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.clock import Clock
from models.core.file_store import FileStore
from models.core.session import Session
from models.core.vocabulary import Destination, EmployerKind, Language, RoleName
from models.employers import directory
from models.employers.commands import EmployerDetails
from models.subsidies import rule as subsidy_rule
from models.subsidies import rule_file
from models.subsidies.rule_file import Rule
from sandbox.chats.people import Person
from sandbox.clock import MovableClock
from sandbox.server import Sandbox

log = structlog.get_logger()

COUNTY, TOWNSHIP = "222424", "222424101"
LABOURER = Person(1001, "李秀英", phone_number="+8613800001001", role="labourer")
BROKER = Person(1002, "陈大山", phone_number="+8613800001002", role="broker")
STAFF = Person(1003, "戴敏", phone_number="+8613800001003", role="staff")
TOKEN = "1:sandbox"  # noqa: S105
PORTS_TRIED, CONSOLE_FURTHER = 20, 100
EXAMPLE = Path(rule_file.__file__).parents[1] / "rules" / "yongning_2024.toml"
READY = "  Open it in a browser. Ctrl+C stops it; the next `make demo` goes on from there.\n"
PC = "  To sign in, let the staff phone write /console.\n"
FACTORY = EmployerDetails(
    employer_name="汪清金达莱服装厂",
    employer_kind=EmployerKind.ENTERPRISE,
    destination=Destination.IN_COUNTY,
    region="汪清镇",
)


async def run_demo(
    data: Path,
    port: int,
    stopping: asyncio.Event | None = None,
    timing: Timing = TIMING,
    console_port: int | None = None,
    *,
    empty: bool = False,
) -> None:
    """Serve the page, the bot and the console until stopped; everything is kept in `data`.

    The console is a hundred ports further, unless it is told where. A store that is new is
    furnished with a county of invented people, unless it is to be `empty`.
    """
    if console_port is None:
        console_port = port + CONSOLE_FURTHER if port else 0
    data = _folder(data)
    clock = MovableClock()
    (data / "sandbox.db").touch(mode=0o600)
    sandbox = Sandbox(
        [LABOURER, BROKER, STAFF],
        token=TOKEN,
        store=data / "sandbox.db",
        clock=clock,
        listening=county.LISTENING,
    )
    async with sandbox.serve(port=free_port(port)) as address:
        settings = load(
            bot_token=TOKEN,
            telegram_api=address,
            secret_keys=_key(data / "secret.key"),
            data_dir=data,
            database_url=f"sqlite:///{data}/chunfeng.db",
            staff_ids=f"{STAFF.id}@{COUNTY}",
            listen="127.0.0.1:0",
            console_listen=f"127.0.0.1:{free_port(console_port)}",
            webhook_url="",
        )
        async with opening.open_store(settings, clock) as store:
            vault = None if empty else FileStore(settings.data_dir)
            await _cast(store, clock, settings.zone, vault)
        with suppress(OSError):  # nobody may be reading it any more
            typer.secho(f"\n  春风 Chunfeng is ready: {address}\n", bold=True)
            typer.echo(f"  The county office's PC: http://{settings.console_listen}\n{PC}")
            typer.echo(READY)
        await app.serve(settings, clock, stopping=stopping, timing=timing)


def free_port(wanted: int) -> int:
    """The port wanted, or the next that nobody has; 0 stays 0, which is any."""
    for port in range(wanted, wanted + PORTS_TRIED) if wanted else ():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return 0


def _folder(data: Path) -> Path:
    """The folder, whole and there."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return data.absolute()


def _key(file: Path) -> str:
    """The demo's own key, made once."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_bytes(Fernet.generate_key())
    return file.read_text()


async def _furnish(session: Session, clock: Clock, zone: ZoneInfo) -> bool:
    """The county has a rule, one of the examples, and knows an employer; whether it is new."""
    if await subsidy_rule.list_rules(session, COUNTY):
        return False
    example = rule_file.parse_rule(EXAMPLE.read_text())
    assert isinstance(example, Rule)
    await subsidy_rule.save_rule(session, replace(example, county=COUNTY), clock.now())
    staff = await account.get_account(session, telegram_address(STAFF.id))
    assert staff is not None
    actor = Actor(staff, await roles.get_roles(session, staff), clock.now(), zone)
    await directory.open_employer(session, actor, FACTORY, COUNTY)
    return True


async def _cast(
    store: opening.Store, clock: Clock, zone: ZoneInfo, vault: FileStore | None
) -> None:
    """The broker has villages from the start, and both know their language.

    People live in a new county where there is a `vault` for their papers.
    """
    async with store.sessions() as session, session.begin():
        broker, staff = [await _get_account(session, one, clock) for one in (BROKER, STAFF)]
        await roles.grant_role(session, staff, RoleName.STAFF, COUNTY, clock.now())
        if await _furnish(session, clock, zone) and vault is not None:
            phone, now = BROKER.phone_number, clock.now()
            await county.furnish(session, COUNTY, broker, phone, now, zone, vault)
        # In the county of invented people the office let them be one long ago.
        await roles.grant_role(session, broker, RoleName.BROKER, TOWNSHIP, clock.now())


async def _get_account(session: Session, person: Person, clock: Clock) -> Account:
    address = telegram_address(person.id)
    known = await account.get_account(session, address)
    known = known or await account.open_account(session, address, clock.now())
    known.language = known.language or Language.ZH
    return known
