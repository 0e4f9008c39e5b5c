"""The bots that are compared: how each is started, each in a process of its own."""

import asyncio
import os
import signal
import sys
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.turns import scripts
from benchmarks.turns.phones import SECRET
from benchmarks.turns.scripts import Script
from tests.support.ports import free_port
from tests.support.town import KEY, until

ENDED_WITHIN = 20.0


@dataclass(frozen=True)
class Bot:
    """One bot: its name in the results, and what starts it with these placeholders filled in.

    `script` is what labourers say to it, `tapped` the same where its buttons are tapped, if it can.
    `tree` is the folder that its code lies in, `settings` what is set besides or otherwise.
    """

    name: str
    command: tuple[str, ...]
    url: str = ""
    script: Script = scripts.OURS
    tapped: Script = scripts.OURS_TAPPED
    tree: Path = field(default_factory=Path.cwd)
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Whether it is Chunfeng."""
        return bool(self.url)


@dataclass(frozen=True)
class Started:
    """A bot that serves."""

    bot: Bot
    port: int
    pid: int
    url: str

    def processor_seconds(self) -> float:
        """What its process has used of a processor, as the kernel counts it."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mb(self) -> float:
        """Megabytes of memory that it holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def peer(
    name: str, module: str, *flags: str, script: Script = scripts.PEERS, tapped: Script = ()
) -> Bot:
    """One of benchmarks.peers."""
    command = ("-m", f"benchmarks.peers.{module}", "--port", "{port}", "--telegram", "{telegram}")
    return Bot(name, (*command, "--store", "{folder}/store", *flags), "", script, tapped)


def ours(
    name: str, url: str = "sqlite:///{folder}/bench.db", *flags: str, tree: Path | None = None
) -> Bot:
    """Chunfeng as `chunfeng run` starts it; of another commit where its `tree` is given."""
    tree = tree or Path.cwd()
    return Bot(name, (*cli(tree), "run", *flags), url, tree=tree)


def cli(tree: Path) -> tuple[str, str]:
    """What Python is told to run `chunfeng` of a tree."""
    scripts = tomllib.loads((tree / "pyproject.toml").read_text())["project"]["scripts"]
    module, _, name = scripts["chunfeng"].partition(":")
    return "-c", f"from {module} import {name}; {name}()"


async def upgrade(bot: Bot, url: str, folder: Path) -> None:
    """Bring a PostgreSQL to the tables of the bot's own tree."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *cli(bot.tree), "db", "upgrade"),
        env=environment(bot, url, free_port(), "http://nowhere", folder),
        cwd=bot.tree,
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0


HEARD: dict[str, Script] = {"script": scripts.HEARD, "tapped": scripts.HEARD_TAPPED}
PEERS = (
    peer("echo", "echo", **HEARD),
    peer("echo_tamed", "echo", "--tamed", **HEARD),
    peer("fsm_memory", "fsm"),
    peer("aiogram_dialog", "dialog"),
    peer("ptb_pickle_60s", "ptb"),
    peer("ptb_pickle_each", "ptb", "--flush"),
    peer("floor", "floor", "--tamed", script=scripts.HEARD),
    peer("null", "null", script=scripts.UNREAD, tapped=scripts.UNREAD_TAPPED),
)


def environment(bot: Bot, url: str, port: int, telegram: str, folder: Path) -> dict[str, str]:
    """The settings of ours, and where its code lies."""
    return {
        **os.environ,
        "PYTHONPATH": str(bot.tree),
        "CHUNFENG_BOT_TOKEN": "1:bench",
        "CHUNFENG_TELEGRAM_API": telegram,
        "CHUNFENG_SECRET_KEYS": KEY,
        "CHUNFENG_DATABASE_URL": url,
        "CHUNFENG_DATA_DIR": str(folder),
        "CHUNFENG_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "CHUNFENG_WEBHOOK_SECRET": SECRET,
        "CHUNFENG_LISTEN": f"127.0.0.1:{port}",
        **bot.settings,
    }


@asynccontextmanager
async def started(
    bot: Bot, telegram: str, folder: Path, ready: Callable[[], Awaitable[bool]] | None = None
) -> AsyncIterator[Started]:
    """The bot serves within the block: it listens, or is `ready` as told."""
    port = free_port()
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    filled = {"port": port, "telegram": telegram, "folder": folder}
    command = [part.format(**filled) for part in bot.command]
    url = bot.url.format(**filled)
    env = environment(bot, url, port, telegram, folder) if bot.is_ours else None
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=env, cwd=bot.tree, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await until(ready or partial(_serves, port), looks=3000)
        yield Started(bot, port, process.pid, url)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), ENDED_WITHIN)
        except TimeoutError:
            process.kill()


async def _serves(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True
