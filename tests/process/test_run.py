"""The process as it is started and stopped from outside."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot import app
from bot.settings import SettingsError
from models.core.clock import SystemClock
from sandbox.chats.phone import Phone
from sandbox.server import Sandbox
from tests.support.ports import free_port
from tests.support.town import ANA, KEY, TOKEN, settings_for


@asynccontextmanager
async def chunfeng(
    url: str, address: str, *program: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`chunfeng run` in a process of its own, or a program with the same settings."""
    settings = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API": address,
        "DATABASE_URL": url,
        "SECRET_KEYS": KEY,
        "LISTEN": f"127.0.0.1:{free_port()}",
        "LOG_FORMAT": "json",
    }
    kept = {name: value for name, value in os.environ.items() if "CHUNFENG_" not in name}
    process = await asyncio.create_subprocess_exec(
        *(program or (Path(sys.executable).with_name("chunfeng"), "run")),
        env={**kept, **{f"CHUNFENG_{name}": value for name, value in settings.items()}},
        stdout=asyncio.subprocess.PIPE if program else None,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def until(process: asyncio.subprocess.Process, event: str) -> list[str]:
    """What it logs up to this event."""
    assert process.stderr is not None
    events: list[str] = []
    async with asyncio.timeout(60):
        while event not in events:
            line = await process.stderr.readline()
            assert line, f"it ended after {events}"
            events.append(json.loads(line)["event"])
    return events


async def test_it_serves_until_told_to_stop_and_ends_quietly(sqlite_url: str) -> None:
    sandbox = Sandbox([ANA], token=TOKEN)
    async with (
        sandbox.serve() as address,
        aiohttp.ClientSession() as web,
        chunfeng(sqlite_url, address) as process,
    ):
        events = await until(process, "serving")
        phone = Phone(address, ANA.id, web)
        await phone.start()
        assert "中文" in "".join(phone.buttons)
        process.send_signal(signal.SIGTERM)
        _, logged = await process.communicate()
    assert process.returncode == 0
    events += [json.loads(line)["event"] for line in logged.splitlines()]
    assert [event for event in events if event in ("serving", "stopped")] == ["serving", "stopped"]
    assert set(events) - {"tick"} == {"serving", "stopped", "lead taken", "lead left"}


async def test_a_token_that_telegram_does_not_know_is_named(sqlite_url: str) -> None:
    async with Sandbox([ANA], token="1:another").serve() as address:
        settings = settings_for(address, sqlite_url, by="polling")
        with pytest.raises(SettingsError, match="CHUNFENG_BOT_TOKEN: "):
            await app.serve(settings, SystemClock(), stopping=asyncio.Event())


async def test_a_port_that_somebody_has_is_named(sqlite_url: str) -> None:
    async with Sandbox([ANA], token=TOKEN).serve() as address:
        settings = settings_for(address, sqlite_url, by="polling")
        with socket.socket() as taken:
            taken.bind(settings.address)
            taken.listen()
            with pytest.raises(SettingsError, match="CHUNFENG_LISTEN: "):
                await app.serve(settings, SystemClock(), stopping=asyncio.Event())
