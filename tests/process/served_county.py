"""A county's processes, each at a port of its own, the people who talk, and what befalls them."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

from cryptography.fernet import Fernet
from sqlmodel import func, select

from bot.backups.folder import list_backups
from models.core.encryption import keyring
from models.labourers.labourer import Labourer
from sandbox.chats.people import Person
from sandbox.chats.phone import Phone, words
from tests.resilience.machines.behind import DEPLOY, PATH, running
from tests.resilience.machines.server import Server, server_of_its_own
from tests.resilience.machines.talkers import all_are_kept, steps_of
from tests.support.labourers.intake import walk
from tests.support.ports import free_port
from tests.support.real_process import PROGRAM, status
from tests.support.town import DAI, KEY, TOKEN, Town, open_town

HOUSE = Path(__file__).parents[2]
SECRET, NEW = "county-s3cret", Fernet.generate_key().decode()
FROZEN_SECONDS = 6.0
# Of a start on a machine with other work; an answer has as long.
READY_SECONDS, LOOKS_EVERY = 120.0, 0.05
PARTS = ("bot", "console", "dialogue", "handlers", "models", "scheduler", "sandbox")


@dataclass
class Outcome:
    """Seconds of the longest wait in each step, and the numbers of people lost and doubled."""

    waits: dict[str, float] = field(default_factory=dict)
    lost: int = 0
    doubled: int = 0


class County:
    """The processes of a county, each at a port of its own, and the people who talk to them."""

    def __init__(self, town: Town, folder: Path, people: list[Person], server: Server | None):
        self.town, self.folder, self.people, self.server = town, folder, people, server
        self.tree, self.keys, self.outcome = HOUSE, KEY, Outcome()
        self.ports = [free_port()] if server is None else [free_port(), free_port()]
        self.clock_port, self.front = free_port(), free_port()
        self.processes: dict[int, asyncio.subprocess.Process] = {}
        self.said = 0

    def environment(self, **more: str) -> dict[str, str]:
        settings = self.town.settings
        bins = [str(PROGRAM.parent), *([str(self.server.bin)] if self.server else [])]
        given = {
            "BOT_TOKEN": TOKEN,
            "SECRET_KEYS": self.keys,
            "TELEGRAM_API": self.town.address,
            "DATABASE_URL": settings.database_url,
            "DATA_DIR": str(self.folder / "data"),
            "BACKUP_DIR": str(self.folder / "backups"),
            "STAFF_IDS": str(DAI.id),
            **more,
        }
        if self.server is not None:
            given |= {"WEBHOOK_URL": f"http://127.0.0.1:{self.front}{PATH}"}
            given |= {"WEBHOOK_SECRET": SECRET}
        kept = {name: value for name, value in os.environ.items() if "CHUNFENG_" not in name}
        kept |= {"PATH": ":".join([*bins, kept["PATH"]]), "PYTHONPATH": str(self.tree)}
        return kept | {f"CHUNFENG_{name}": value for name, value in given.items()}

    async def begin(self, port: int) -> None:
        """One process, until it is ready."""
        role = "all" if self.server is None else "converse"
        role = "clock" if port == self.clock_port else role
        with (self.folder / "bot.log").open("ab") as log:
            self.processes[port] = await asyncio.create_subprocess_exec(
                *(str(PROGRAM), "run", "--role", role),
                env=self.environment(LISTEN=f"127.0.0.1:{port}"),
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        if port != self.clock_port:  # which listens nowhere
            await self._is_ready(self.processes[port], port)

    async def _is_ready(self, process: asyncio.subprocess.Process, port: int) -> None:
        async with asyncio.timeout(READY_SECONDS):
            while await status(self.town.web, f"http://127.0.0.1:{port}/readyz") != 200:
                log = (self.folder / "bot.log").read_text()
                assert process.returncode is None, log[-2000:]
                await asyncio.sleep(LOOKS_EVERY)

    async def begin_all(self) -> None:
        ports = [*self.ports, *([self.clock_port] if self.server else [])]
        for port in ports:
            await self.begin(port)

    async def end(self, port: int, how: signal.Signals = signal.SIGTERM) -> None:
        self.processes[port].send_signal(how)
        await self.processes[port].wait()

    async def restart(self) -> None:
        """One after the other, as an upgrade does."""
        for port in list(self.processes):
            await self.end(port)
            await self.begin(port)

    async def chunfeng(self, *command: str, code: int = 0, **given: str) -> str:
        """A command as an operator types it."""
        process = await asyncio.create_subprocess_exec(
            *(str(PROGRAM), *command),
            env=self.environment(**given),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=self.folder,
        )
        said = (await process.communicate())[0].decode()
        assert process.returncode == code, said
        return said

    async def step(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        """While it is done everybody answers the next question, and is timed."""
        doing, first = asyncio.ensure_future(work()), self.said
        # No answer is left for after the last step.
        self.said = min(first + 1, len(steps_of(self.people[0])))
        waits = await asyncio.gather(*(self._answers(one, first) for one in self.people))
        await doing
        self.outcome.waits[name] = max(waits)
        say(f"  {name}: longest wait {max(waits):.2f} s")

    async def _answers(self, person: Person, at: int) -> float:
        began = perf_counter()
        if steps := steps_of(person)[at : at + 1]:
            await walk(self.town.phone(person), steps, typing=True)
        else:
            await self.town.phone(person).says("/me")
        return perf_counter() - began

    # What happens.

    async def kill(self) -> None:
        """kill -9; systemd begins it again."""
        await self.end(self.ports[0], signal.SIGKILL)
        await self.begin(self.ports[0])

    async def freeze(self) -> None:
        """It stands still for a while, and goes on as if nothing had been."""
        process = self.processes[self.ports[0]]
        process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(FROZEN_SECONDS)
        process.send_signal(signal.SIGCONT)

    async def restart_database(self) -> None:
        if self.server is not None:
            await self.server.restart("fast")

    async def refuse_wrong_key(self) -> None:
        other = Fernet.generate_key().decode()
        said = await self.chunfeng("staff", "list", code=2, SECRET_KEYS=other)
        assert "this store was sealed with another key" in said

    async def rekey(self) -> None:
        """In the order of the docs; the old key is dropped at the end."""
        for keys in (f"{KEY},{NEW}", f"{NEW},{KEY}"):
            self.keys = keys
            await self.restart()
        await self.chunfeng("db", "rekey")
        self.keys = NEW
        await self.restart()

    async def upgrade(self) -> None:
        """The next release lies beside the one that runs; the processes change over in turn."""
        release = self.folder / "next"
        for part in PARTS:
            if (HOUSE / part).is_dir():
                await asyncio.to_thread(shutil.copytree, HOUSE / part, release / part)
        self.tree = release
        await self.chunfeng("db", "upgrade")
        await self.restart()

    async def back_up(self) -> None:
        await self.chunfeng("backup", "take")

    async def dismiss(self) -> None:
        """Dai leaves the office, and stays out whoever names them."""
        await self.chunfeng("dismiss", str(DAI.id), STAFF_IDS="")
        await self.restart()
        await self.town.dai.says("/notices")
        assert "№" not in self.town.dai.last

    async def restore(self) -> None:
        """Elsewhere, without a word to anybody."""
        (backup, *_) = list_backups(self.folder / "backups")
        there = self.folder / "there"
        to = f"sqlite:///{there}/chunfeng.db"
        if self.server is not None:
            to = await asyncio.to_thread(self.server.new, "there")
        given = {"DATABASE_URL": to, "DATA_DIR": str(there)}
        command = ("backup", "restore", backup.name)
        assert "people" in await self.chunfeng(*command, code=0, **given)
        port = free_port()
        silent = await asyncio.create_subprocess_exec(
            *(str(PROGRAM), "run", "--silent"),
            env=self.environment(**given, LISTEN=f"127.0.0.1:{port}"),
            cwd=self.folder,
            stdout=asyncio.subprocess.DEVNULL,
        )
        await self._is_ready(silent, port)
        silent.terminate()
        await silent.wait()

    async def count(self) -> None:
        """Everybody is in the ledger once, with all that they said."""
        keyring.load([NEW])
        await all_are_kept(self.town, self.people)
        async with self.town.store() as session:
            entries = (await session.exec(select(func.count()).select_from(Labourer))).one()
        keyring.load([KEY])
        self.outcome.lost = max(len(self.people) - entries, 0)
        self.outcome.doubled = max(entries - len(self.people), 0)
        sorry = [one.id for one in self.people if self._was_failed(one)]
        assert not sorry, f"told that something went wrong: {sorry}"

    def _was_failed(self, person: Person) -> bool:
        return any("went wrong" in words(one) for one in self.town.phone(person).received)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@asynccontextmanager
async def county(store: str, phones: int) -> AsyncIterator[County]:
    """Served, on a store of its own."""
    numbers = range(3001, 3001 + phones)
    people = [Person(n, f"T{n}", phone_number=f"+8613800{n:06}") for n in numbers]
    async with AsyncExitStack() as open_:
        folder = Path(open_.enter_context(tempfile.TemporaryDirectory(prefix="county-")))
        server, url = None, f"sqlite:///{folder}/store/chunfeng.db"
        if store == "postgresql":
            server = await open_.enter_async_context(server_of_its_own())
            url = await asyncio.to_thread(server.new, "county")
            await _furnish(url)
        by = "polling" if server is None else "webhook"
        town = await open_.enter_async_context(open_town(url, by=by, served=False))
        town.new_phone = partial(Phone, patience=READY_SECONDS)
        for person in people:
            town.sandbox.exchange.join(person)
        found = County(town, folder, people, server)
        try:
            if server is not None:
                await open_.enter_async_context(running(folder, *_caddy(found)))
            await found.begin_all()
            yield found
        except BaseException:
            say((folder / "bot.log").read_text()[-4000:])
            raise
        finally:
            for process in found.processes.values():
                if process.returncode is None:
                    process.kill()
                    await process.wait()


async def _furnish(url: str) -> None:
    from bot.store import engine as database

    engine = database.open_engine(url)
    await database.upgrade(engine)
    await engine.dispose()


def _caddy(found: County) -> tuple[list[str], dict[str, str]]:
    environment = {
        "DOMAIN": f"http://127.0.0.1:{found.front}",
        "WEBHOOK_PATH": PATH,
        "UPSTREAMS": "to " + " ".join(f"127.0.0.1:{port}" for port in found.ports),
        "CADDY_ADMIN": f"127.0.0.1:{free_port()}",
        "HOME": str(found.folder),
        "XDG_DATA_HOME": str(found.folder),
        "XDG_CONFIG_HOME": str(found.folder),
    }
    file = str(DEPLOY / "Caddyfile")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", file], environment
