"""A town: the sandbox, the bot serving it over real HTTP, and its people with their phones."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import database, serve
from bot.settings import Settings, load
from models import account, role
from models.words import RoleName
from sandbox.clock import MovableClock
from sandbox.people import Person
from sandbox.phone import Phone
from sandbox.server import Sandbox

KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="  # fits nothing but these tests
TOKEN = "1:town"
WANGQING, TONGYU = "222424", "220822"
DAXINGGOU = "222424101"

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
    phones: dict[int, Phone] = field(default_factory=dict)

    def phone(self, person: Person) -> Phone:
        """One person's phone."""
        return self.phones.setdefault(person.id, Phone(self.address, person.id, self.web))

    @property
    def ana(self) -> Phone:
        """A labourer who speaks Chinese."""
        return self.phone(ANA)

    @property
    def ben(self) -> Phone:
        """Another labourer."""
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
    async def store(self) -> AsyncIterator[AsyncSession]:
        """A look into the database, or a change to it, from outside."""
        engine = database.open_engine(self.settings.store)
        try:
            async with database.open_sessions(engine)() as session, session.begin():
                yield session
        finally:
            await engine.dispose()


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def open_town(database_url: str, *, by: str = "polling") -> AsyncIterator[Town]:
    """A town whose bot serves from a store with current tables, by polling or by webhook."""
    clock = MovableClock()
    sandbox = Sandbox([ANA, BEN, CHEN, DAI], token=TOKEN, clock=clock, pause=0.01)
    async with sandbox.serve() as address, aiohttp.ClientSession() as web:
        settings = settings_for(address, database_url, by=by)
        town = Town(sandbox, address, settings, clock, web)
        async with serve.open_store(settings, clock) as store, store.sessions() as session:
            async with session.begin():
                await cast(session, clock)
        async with serving(town):
            yield town


def settings_for(address: str, database_url: str, *, by: str) -> Settings:
    """The settings of a bot that serves the sandbox at this address."""
    port = free_port()
    return load(
        _env_file=None,
        bot_token=TOKEN,
        telegram_api=address,
        database_url=database_url,
        secret_keys=KEY,
        staff_ids=f"{DAI.id}@{WANGQING}",
        listen=f"127.0.0.1:{port}",
        webhook_url=f"http://127.0.0.1:{port}/telegram" if by == "webhook" else "",
        webhook_secret="town-secret",
    )


async def cast(session: AsyncSession, clock: MovableClock) -> None:
    """Chen is a broker from the start; Dai is staff by the settings."""
    chen = await account.find(session, CHEN.id)
    if chen is None:
        chen = await account.open_account(session, CHEN.id, clock.now())
        await role.grant(session, chen, RoleName.BROKER, DAXINGGOU, clock.now())


@asynccontextmanager
async def serving(town: Town) -> AsyncIterator[None]:
    """The bot serves within the block."""
    stopping = asyncio.Event()
    bot = asyncio.create_task(serve.serve(town.settings, town.clock, stopping=stopping))
    try:
        yield
    finally:
        stopping.set()
        await bot
