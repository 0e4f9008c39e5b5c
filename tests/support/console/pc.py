"""The office's PC: the console over real HTTP, and clerks who sit at it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

from bot.store import engine as database
from bot.store.reading import ReadingEngine
from bot.telegram.addresses import telegram_address
from console.core.application import build_console
from console.core.office import Office
from console.domains import DOMAINS
from models.accounts import console_sessions, roles
from models.accounts.account import Account, open_account
from models.accounts.actor import Actor
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from tests.support.store import NOON, Store

ZONE = ZoneInfo("Asia/Shanghai")
WANGQING, TONGYU = "222424", "220822"
FORM_KEY = re.compile(r'name="form_key" value="([0-9a-f]{64})"')


@dataclass
class OfficeClock:
    """Shows the time that a test sets."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def leap(self, **much: float) -> None:
        self.at += timedelta(**much)


@dataclass
class Clerk:
    """A browser without script at the console."""

    base: str
    web: aiohttp.ClientSession
    account: Account | None = None
    page: str = ""
    status: int = 0

    async def opens(self, path: str) -> str:
        """Go to an address; gives the page as text."""
        async with self.web.get(f"{self.base}{path}") as response:
            return await self._read(response)

    async def sends(self, path: str, **fields: object) -> str:
        """Send a form of the present page, with its key."""
        found = FORM_KEY.search(self.page)
        form = {"form_key": found.group(1) if found else "", **fields}
        pairs = [
            (name, str(one))
            for name, value in form.items()
            for one in (value if isinstance(value, list | tuple) else [value])
        ]
        async with self.web.post(f"{self.base}{path}", data=pairs) as response:
            return await self._read(response)

    async def downloads(self, path: str) -> bytes:
        """A file."""
        async with self.web.get(f"{self.base}{path}") as response:
            self.status = response.status
            return await response.read()

    async def _read(self, response: aiohttp.ClientResponse) -> str:
        self.page, self.status = await response.text(), response.status
        return self.text

    @property
    def text(self) -> str:
        """What is read on the page, without its markup."""
        body = re.sub(r"<(script|style|title)\b.*?</\1>", "", self.page, flags=re.S)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()


@dataclass
class PC:
    """A served console and the store behind it."""

    base: str
    store: Store
    clock: OfficeClock
    reading: ReadingEngine
    office: Office

    async def appoint(
        self, chat_id: int = 9501, county: str = WANGQING, language: Language = Language.EN
    ) -> Account:
        """Somebody is staff of a county."""

        async def work(session: Session) -> Account:
            account = await open_account(session, telegram_address(chat_id), self.clock.now())
            account.language = language
            await roles.grant_role(session, account, RoleName.STAFF, county, self.clock.now())
            return account

        return await self.store.turn(work)

    async def actor(self, account: Account) -> Actor:
        """Who does something now."""

        async def work(session: Session) -> Actor:
            held = await roles.get_roles(session, account)
            return Actor(account, held, self.clock.now(), ZONE)

        return await self.store.turn(work)

    async def code(self, account: Account) -> str:
        """What the bot answers to /console."""
        actor = await self.actor(account)
        given = await self.store.turn(
            lambda session: console_sessions.give_sign_in_code(session, actor)
        )
        assert isinstance(given, tuple)
        return given[0]

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[Clerk]:
        """A browser that is not signed in."""
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as web_session:
            yield Clerk(self.base, web_session)

    @asynccontextmanager
    async def clerk(
        self, account: Account | None = None, **appointed: object
    ) -> AsyncIterator[Clerk]:
        """Somebody of the office, signed in."""
        account = account or await self.appoint(**appointed)  # type: ignore[arg-type]
        async with self.browser() as clerk:
            await clerk.sends("/sign-in", code=await self.code(account))
            clerk.account = account
            yield clerk


@asynccontextmanager
async def open_pc(url: str, folder: Path) -> AsyncIterator[PC]:
    """The console on a furnished database."""
    engine, clock = database.open_engine(url), OfficeClock()
    sessions = database.open_sessions(engine)
    async with ReadingEngine(url) as reading:
        office = Office(sessions, reading, clock, ZONE, Language.ZH, folder)
        runner = web.AppRunner(build_console(office, DOMAINS), access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        try:
            yield PC(f"http://{host}:{port}", Store(sessions), clock, reading, office)
        finally:
            await runner.cleanup()
            await engine.dispose()
