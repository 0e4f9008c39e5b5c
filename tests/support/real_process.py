"""The program as an operator starts it: a process of its own, whose log is a file."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.support.town import KEY, TOKEN, until

PROGRAM = Path(sys.executable).with_name("chunfeng")
PATIENCE_SECONDS, LOOKS = 30, 600


async def start(log: Path, *words: str, **given: str) -> asyncio.subprocess.Process:
    """Begin `chunfeng run` with these settings; the log goes on in this file."""
    settings = {"BOT_TOKEN": TOKEN, "SECRET_KEYS": KEY, "LOG_FORMAT": "json", **given}
    kept = {name: value for name, value in os.environ.items() if "CHUNFENG_" not in name}
    with log.open("ab") as out:
        return await asyncio.create_subprocess_exec(
            PROGRAM,
            "run",
            *words,
            env={**kept, **{f"CHUNFENG_{name}": value for name, value in settings.items()}},
            stdout=out,
            stderr=out,
        )


async def end(process: asyncio.subprocess.Process) -> None:
    """SIGTERM, and nothing goes wrong at the end."""
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), PATIENCE_SECONDS) == 0


@asynccontextmanager
async def real_process(
    log: Path, *words: str, **given: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Such a process within the block."""
    process = await start(log, *words, **given)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def status(web: aiohttp.ClientSession, url: str) -> int:
    """What an address answers; 0 where nobody listens."""
    try:
        async with web.get(url) as answer:
            return answer.status
    except aiohttp.ClientError:
        return 0


async def is_ready(web: aiohttp.ClientSession, address: str, wanted: int = 200) -> None:
    """Wait until `/readyz` of a process at host:port answers so."""

    async def answers() -> bool:
        return await status(web, f"http://{address}/readyz") == wanted

    await until(answers, looks=LOOKS, every=0.05)
