"""Two real processes behind the real Caddy and nginx with deploy/'s own files, called all the time.

`python -m tests.resilience.machines.behind` restarts both in turn and tells how long a call waited
at the most.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import aiohttp

from bot.opening import open_store
from bot.telegram.webhook import SECRET_HEADER
from models.core.clock import SystemClock
from sandbox.chats.people import Person
from sandbox.server import Sandbox
from tests.support.ports import free_port
from tests.support.postgresql import open_postgresql
from tests.support.real_process import end, is_ready, start, status
from tests.support.town import TOKEN, settings_for, until

DEPLOY = Path(__file__).parents[3] / "deploy"
PATH, SECRET = "/hook-s3cret-path", "s3cret-header"
FIRST, LANES = 50_000, 4
# Of the report.
PAUSE, QUIET_SECONDS = 0.05, 10
NGINX = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log info;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log off;
    include {folder}/chunfeng.conf;
}}
"""


@dataclass
class Answers:
    """What the calls came to: of each proxy the statuses, and the seconds of the longest wait."""

    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    longest: dict[str, float] = field(default_factory=dict)
    updates: list[int] = field(default_factory=list)
    unanswered: list[int] = field(default_factory=list)


class Behind:
    """Two processes that converse, and the proxies before them; all their logs lie in a folder."""

    def __init__(self, url: str, telegram: str, folder: Path, web: aiohttp.ClientSession) -> None:
        self.folder, self._web = folder, web
        self.bots: dict[int, asyncio.subprocess.Process] = {}
        self.ports = [free_port(), free_port()]
        self.proxies = {"caddy": free_port(), "nginx": free_port()}
        self.answers = Answers()
        self._given = {
            "DATABASE_URL": url,
            "TELEGRAM_API": telegram,
            "DATA_DIR": str(folder / "data"),
            "WEBHOOK_URL": f"http://127.0.0.1:{self.proxies['caddy']}{PATH}",
            "WEBHOOK_SECRET": SECRET,
            "LOG_LEVEL": "debug",
        }

    async def begin(self, port: int) -> None:
        """One process, until it is ready."""
        address = f"127.0.0.1:{port}"
        given = self._given | {"LISTEN": address}
        words = ("--role", "converse")
        self.bots[port] = await start(self.folder / "bot.log", *words, **given)
        await is_ready(self._web, address)

    async def restart(self) -> None:
        """One after the other ends, and begins again."""
        for port in self.ports:
            await end(self.bots[port])
            await self.begin(port)

    async def calls(self, proxy: str, done: asyncio.Event, pause: float) -> None:
        """Newcomers write by this proxy, one after the other, with so many seconds in between."""
        while not done.is_set():
            await self.call(proxy)
            await asyncio.sleep(pause)

    async def call(self, proxy: str) -> int:
        """A newcomer writes; gives the status."""
        number = FIRST + len(self.answers.updates)
        self.answers.updates.append(number)
        person = Person(number, "N")
        message = {"message_id": 1, "date": 0, "chat": person.chat(), "from": person.user()}
        update = {"update_id": number, "message": {**message, "text": "/start"}}
        url, began = f"http://127.0.0.1:{self.proxies[proxy]}{PATH}", perf_counter()
        headers = {SECRET_HEADER: SECRET}
        async with self._web.post(url, json=update, headers=headers) as answer:
            body: Any = await answer.read()
        took, answers = perf_counter() - began, self.answers
        answers.statuses.setdefault(proxy, Counter())[answer.status] += 1
        answers.longest[proxy] = max(took, answers.longest.get(proxy, 0.0))
        if b"sendMessage" not in body:
            answers.unanswered.append(number)
        return answer.status

    def logs(self) -> dict[str, str]:
        """What each of them wrote."""
        return {file.name: file.read_text(errors="replace") for file in self.folder.glob("*.log")}


@asynccontextmanager
async def behind(url: str, folder: Path) -> AsyncIterator[Behind]:
    """All of it, on a furnished store; every call is of somebody new."""
    async with AsyncExitStack() as open_:
        telegram = await open_.enter_async_context(Sandbox([], token=TOKEN).serve())
        web = await open_.enter_async_context(aiohttp.ClientSession())
        found = Behind(url, telegram, folder, web)
        try:
            await asyncio.gather(*map(found.begin, found.ports))
            for command, environment in (_caddy(found), _nginx(found)):
                await open_.enter_async_context(running(folder, command, environment))
            for port in found.proxies.values():
                await until(lambda port=port: _listens(web, port))  # type: ignore[misc]
            yield found
        finally:
            for bot in found.bots.values():
                if bot.returncode is None:
                    bot.kill()
                    await bot.wait()


async def _listens(web: aiohttp.ClientSession, port: int) -> bool:
    """Nobody gets in but by the path."""
    return await status(web, f"http://127.0.0.1:{port}/readyz") == 404


def _caddy(found: Behind) -> tuple[list[str], dict[str, str]]:
    environment = {
        "DOMAIN": f"http://127.0.0.1:{found.proxies['caddy']}",
        "WEBHOOK_PATH": PATH,
        "UPSTREAMS": "to " + " ".join(f"127.0.0.1:{port}" for port in found.ports),
        "CADDY_ADMIN": f"127.0.0.1:{free_port()}",
        "HOME": str(found.folder),
        "XDG_DATA_HOME": str(found.folder),
        "XDG_CONFIG_HOME": str(found.folder),
    }
    file = str(DEPLOY / "Caddyfile")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", file], environment


def _nginx(found: Behind) -> tuple[list[str], dict[str, str]]:
    """The file as it is, but for its ports and paths, and without TLS."""
    text = (DEPLOY / "nginx.conf").read_text()
    plain = [line for line in text.splitlines() if "ssl_" not in line and "[::]" not in line]
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{found.proxies['nginx']}",
        "127.0.0.1:8081": f"127.0.0.1:{found.ports[0]}",
        "127.0.0.1:8082": f"127.0.0.1:{found.ports[1]}",
        "= /telegram": f"= {PATH}",
        "/var/log/nginx/chunfeng.log": f"{found.folder}/nginx.log",
    }
    text = "\n".join(plain)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (found.folder / "chunfeng.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    main = found.folder / "nginx.conf"
    main.write_text(NGINX.format(folder=found.folder, user=user))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    return [program, "-c", str(main), "-p", str(found.folder)], {}


@asynccontextmanager
async def running(
    folder: Path, command: list[str], environment: dict[str, str]
) -> AsyncIterator[None]:
    with (folder / f"{Path(command[0]).name}-run.log").open("wb") as log:
        program = await asyncio.create_subprocess_exec(
            *command, env={**os.environ, **environment}, stdout=log, stderr=log
        )
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            program.terminate()
        await program.wait()


@asynccontextmanager
async def load(found: Behind, pause: float = 0.0) -> AsyncIterator[None]:
    """People write by both proxies within the block."""
    done = asyncio.Event()
    lanes = [
        asyncio.create_task(found.calls(proxy, done, pause))
        for proxy in found.proxies
        for _ in range(LANES)
    ]
    try:
        yield
    finally:
        done.set()
        await asyncio.gather(*lanes)


def main() -> None:
    """Restart both under load, on a PostgreSQL of its own."""
    with open_postgresql() as server, tempfile.TemporaryDirectory() as folder:
        url = server.new("behind")
        asyncio.run(_report(url, Path(folder)))


async def _report(url: str, folder: Path) -> None:
    await _furnish(url)
    async with behind(url, folder) as found:
        async with load(found, PAUSE):
            await asyncio.sleep(QUIET_SECONDS)
        quiet = dict(found.answers.longest)
        found.answers.longest.clear()
        async with load(found, PAUSE):
            await found.restart()
        for proxy, statuses in found.answers.statuses.items():
            longest, before = found.answers.longest[proxy] * 1000, quiet[proxy] * 1000
            told = f"longest wait {longest:.0f} ms, without a restart {before:.0f} ms"
            sys.stdout.write(f"{proxy}: {dict(statuses)}, {told}\n")
        sys.stdout.write(f"not answered: {len(found.answers.unanswered)}\n")


async def _furnish(url: str) -> None:
    from bot.store import engine as database

    engine = database.open_engine(url)
    await database.upgrade(engine)
    await engine.dispose()
    async with open_store(settings_for("http://nowhere", url, by="polling"), SystemClock()):
        pass


if __name__ == "__main__":
    main()
