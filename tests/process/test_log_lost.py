"""A log that nobody reads, or that can't be written, ends nothing."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from sandbox.chats.phone import Phone
from sandbox.server import Sandbox
from tests.support.town import ANA, KEY, TOKEN, free_port, until


def unread() -> int:
    """A pipe whose reader is gone."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def full() -> int:
    """A disk that is full."""
    return os.open("/dev/full", os.O_WRONLY)


async def serves(web: aiohttp.ClientSession, port: int) -> bool:
    """Whether the process is there: nobody can read so in its log."""
    try:
        async with web.get(f"http://127.0.0.1:{port}/healthz") as response:
            return response.ok
    except aiohttp.ClientError:
        return False


@pytest.mark.parametrize(("to", "log_format"), [(unread, "json"), (full, "console")])
async def test_a_log_that_cannot_be_written_ends_no_process(
    sqlite_url: str, to: Callable[[], int], log_format: str
) -> None:
    sandbox = Sandbox([ANA], token=TOKEN)
    log, port = to(), free_port()
    async with sandbox.serve() as address, aiohttp.ClientSession() as web:
        kept = {name: value for name, value in os.environ.items() if "CHUNFENG_" not in name}
        given = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API": address,
            "DATABASE_URL": sqlite_url,
            "SECRET_KEYS": KEY,
            "LISTEN": f"127.0.0.1:{port}",
            "LOG_FORMAT": log_format,
            "LOG_LEVEL": "debug",
        }
        process = await asyncio.create_subprocess_exec(
            Path(sys.executable).with_name("chunfeng"),
            "run",
            env={**kept, **{f"CHUNFENG_{name}": value for name, value in given.items()}},
            stderr=log,
            stdout=log,
        )
        os.close(log)
        try:
            await until(lambda: serves(web, port), looks=600, every=0.1)
            phone = Phone(address, ANA.id, web)
            await phone.start()
            # Each of these is a line: a turn, a warning, an update that can't be read.
            sandbox.exchange.faults.order({"kind": "5xx", "method": "getUpdates"})
            async with web.post(f"{address}/sandbox/updates?wait=1", json={"message": {}}) as told:
                await told.read()
            await phone.says("hello")
            assert process.returncode is None
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), 20) == 0
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
