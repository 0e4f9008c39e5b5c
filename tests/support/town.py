"""A town: the sandbox, the bot serving it over real HTTP, and its people with their phones."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import SQLModel

from bot import app, opening
from bot.settings import Settings, load
from bot.store import engine
from bot.telegram.addresses import telegram_address
from bot.timing import Timing
from models.accounts import account, drafts, roles
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import ledger, own_entry
from sandbox.chats.people import Person
from sandbox.chats.phone import Phone
from sandbox.clock import MovableClock
from sandbox.server import Sandbox
from tests.support.bell import Bell
from tests.support.phones import PHONES, NewPhone
from tests.support.ports import free_port
from tests.support.settling import is_at_rest, waits_for_tick

KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="  # fits nothing but these tests
TOKEN = "1:town"
WANGQING, TONGYU = "222424", "220822"
DAXINGGOU = "222424101"

# Midday in the county on the day when every test begins: ages and dates never depend on today.
MIDDAY = datetime(2026, 11, 23, 4, tzinfo=UTC)
PATIENCE_SECONDS, LOOK_AGAIN_SECONDS = 20.0, 0.02
LOOKS = 1000
UNSEEN = ("region", "job", "milestone", "sweep")

# Invented people. Their ID numbers have valid check digits and belong to nobody.
ANA = Person(2001, "安娜", phone_number="+8613800002001")
BEN = Person(2002, "Ben", language_code="en", phone_number="+8613800002002")
CHEN = Person(2003, "陈", phone_number="+8613800002003", role="broker")
DAI = Person(2004, "戴", phone_number="+8613800002004", role="staff")


@dataclass
class Town:
    """Everything a conversation test needs."""

    sandbox: Sandbox
    address: str
    settings: Settings
    clock: MovableClock
    web: aiohttp.ClientSession
    bell: Bell
    timing: Timing
    new_phone: NewPhone = Phone
    phones: dict[int, Phone] = field(default_factory=dict)

    def phone(self, person: Person) -> Phone:
        if person.id not in self.phones:
            self.phones[person.id] = self.new_phone(self.address, person.id, self.web)
        return self.phones[person.id]

    @property
    def ana(self) -> Phone:
        """A labourer who speaks Chinese."""
        return self.phone(ANA)

    @property
    def ben(self) -> Phone:
        return self.phone(BEN)

    @property
    def chen(self) -> Phone:
        """A broker of Daxinggou in Wangqing."""
        return self.phone(CHEN)

    @property
    def dai(self) -> Phone:
        """Of the county office of Wangqing."""
        return self.phone(DAI)

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Session]:
        """A look into the database, or a change to it, from outside."""
        async with (
            engine.open_sessions(self.engine)() as session,
            session.begin(),
        ):
            yield session

    @cached_property
    def engine(self) -> AsyncEngine:
        """For looks from outside, beside the bot's own."""
        return engine.open_engine(self.settings.store)

    async def close(self) -> None:
        await self.engine.dispose()

    async def entry(self, person: Person) -> dict[str, Any] | None:
        """The facts of a person's own ledger entry; None where there is none."""
        async with self.store() as session:
            known = await account.get_account(session, telegram_address(person.id))
            labourer = await own_entry.get_own_entry(session, known) if known else None
            return await ledger.get_facts(session, labourer) if labourer else None

    async def given(self, person: Person) -> dict[str, Any] | None:
        """The answers of the form that a person is in the middle of; None outside any."""
        async with self.store() as session:
            known = await account.get_account(session, telegram_address(person.id))
            present = await drafts.get_present_draft(session, known) if known else None
            return dict(present.answers) if present else None

    async def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that the tables hold, unsealed; not the villages and the clock's own notes."""
        async with self.store() as session:
            return await (await session.connection()).run_sync(_everything)

    async def fault(self, kind: str, **order: Any) -> None:
        """Something goes wrong between the bot and Telegram from now on."""
        await self._order("faults", {"kind": kind, **order})

    async def mend(self) -> None:
        async with self.web.delete(f"{self.address}/sandbox/faults") as response:
            assert response.ok

    async def wait(self, **leap: float | str) -> None:
        """Time passes, as in hours=1; what falls due in it is done."""
        await self._order("clock", leap)
        await self.settled()

    async def settled(self) -> None:
        """Every tick has come since, and nothing is left that could be sent now."""
        now, is_rung = self.clock.now(), False

        async def is_settled() -> bool:
            nonlocal is_rung
            just_woken = not is_rung
            is_rung = is_rung or await self.bell.ring()
            async with self.store() as session:
                if await waits_for_tick(session, now):
                    is_rung = False
                elif await is_at_rest(session, now, self.clock.now(), self.settings.zone):
                    return True
            if not just_woken:
                self.bell.wake()
            return False

        await until(is_settled)

    async def brings(self, update: dict[str, Any], *, wait: bool = True) -> int:
        """Telegram brings this update just as it is; gives its id."""
        answer = await self._order(f"updates?wait={int(wait)}&timeout={PATIENCE_SECONDS}", update)
        return int(answer["update_id"])

    async def calls(self, method: str = "", *, since: int = 0) -> list[dict[str, Any]]:
        """What the bot called after a number, oldest first."""
        address = f"{self.address}/sandbox/calls?method={method}&since={since}"
        async with self.web.get(address) as response:
            calls: list[dict[str, Any]] = (await response.json())["calls"]
        return calls

    async def called(self, method: str, **params: Any) -> dict[str, Any]:
        """The first such call, once it has come."""
        found: list[dict[str, Any]] = []

        async def came() -> bool:
            calls = await self.calls(method)
            found.extend(c for c in calls if params.items() <= c["params"].items())
            return bool(found)

        await until(came)
        return found[0]

    async def _order(self, what: str, order: dict[str, Any]) -> dict[str, Any]:
        async with self.web.post(f"{self.address}/sandbox/{what}", json=order) as response:
            answer: dict[str, Any] = await response.json()
        assert response.ok, answer
        return answer


def _everything(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
        for table in SQLModel.metadata.sorted_tables
        if table.name not in UNSEEN
    }


async def until(
    seen: Callable[[], Awaitable[bool]], *, looks: int = LOOKS, every: float = LOOK_AGAIN_SECONDS
) -> None:
    """Look until it is so; TimeoutError where it never is."""
    for _ in range(looks):
        if await seen():
            return
        await asyncio.sleep(every)
    raise TimeoutError


@asynccontextmanager
async def open_town(
    database_url: str,
    *,
    by: str = "polling",
    served: bool = True,
    phones: str = "buttons",
    **timing: Any,
) -> AsyncIterator[Town]:
    """A town whose bot serves from a store with current tables, by polling or by webhook.

    With `served` False nobody serves it yet. `phones` is one of PHONES. `timing` is otherwise than
    the bell has it.
    """
    clock = MovableClock(MIDDAY - datetime.now(UTC))
    sandbox = Sandbox([ANA, BEN, CHEN, DAI], token=TOKEN, clock=clock, pause=0.01)
    async with sandbox.serve() as address, aiohttp.ClientSession() as web:
        settings = settings_for(address, database_url, by=by)
        bell = Bell(clock)
        town = Town(
            sandbox, address, settings, clock, web, bell, bell.timing(**timing), PHONES[phones]
        )
        if not await engine.is_current(town.engine):
            async with opening.open_store(settings, clock):
                pass
        async with town.store() as session:
            await cast(session, clock)
        try:
            async with serving(town) if served else nullcontext():
                yield town
        finally:
            await town.close()
            shutil.rmtree(settings.data_dir, ignore_errors=True)


def settings_for(address: str, database_url: str, *, by: str) -> Settings:
    """The settings of a bot that serves the sandbox at this address, with a data folder of its own.

    Nothing makes the folder before there is something to keep in it.
    """
    port = free_port()
    return load(
        _env_file=None,
        bot_token=TOKEN,
        telegram_api=address,
        database_url=database_url,
        secret_keys=KEY,
        data_dir=Path(tempfile.gettempdir()) / f"town-{uuid4().hex}",
        staff_ids=f"{DAI.id}@{WANGQING}",
        listen=f"127.0.0.1:{port}",
        webhook_url=f"http://127.0.0.1:{port}/telegram" if by == "webhook" else "",
        webhook_secret="town-secret",
    )


async def cast(session: Session, clock: MovableClock) -> None:
    """Chen is a broker from the start; Dai is staff by the settings."""
    chen = await account.get_account(session, telegram_address(CHEN.id))
    if chen is None:
        chen = await account.open_account(session, telegram_address(CHEN.id), clock.now())
        await roles.grant_role(session, chen, RoleName.BROKER, DAXINGGOU, clock.now())


@asynccontextmanager
async def serving(town: Town) -> AsyncIterator[None]:
    """The bot serves within the block."""
    stopping = asyncio.Event()
    serving = app.serve(town.settings, town.clock, stopping=stopping, timing=town.timing)
    bot = asyncio.create_task(serving)
    try:
        yield
    finally:
        stopping.set()
        await bot
