"""What outlives the process."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox.server import Sandbox
from tests.sandbox.conftest import PEOPLE
from tests.sandbox.wire import ANA, BEN, Wire

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def opened(store: Path, session: aiohttp.ClientSession) -> AsyncIterator[Wire]:
    sandbox = Sandbox(PEOPLE, store=store, pause=0.001)
    async with sandbox.serve() as base:
        yield Wire(sandbox, base, session)


async def test_a_reopened_sandbox_shows_the_same(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    async with opened(tmp_path / "store", session) as wire:
        await wire.act("start")
        markup = {"keyboard": [["x"]], "one_time_keyboard": True}
        await wire.call("sendMessage", chat_id=ANA, text="1", reply_markup=markup)
        gone = await wire.call("sendMessage", chat_id=ANA, text="2")
        await wire.call("deleteMessage", chat_id=ANA, message_id=gone["message_id"])
        await wire.post("people", id=1009, first_name="Eva")
        await wire.act("start", BEN)
        await wire.act("block", BEN)
        await wire.post("clock", days=3)
        state, chat = await wire.get("state"), await wire.chat()
        pending = await wire.call("getUpdates")
    async with opened(tmp_path / "store", session) as wire:
        again = await wire.get("state")
        assert again["people"] == state["people"]
        assert again["offset_seconds"] == state["offset_seconds"]
        assert wire.sandbox.clock.offset >= timedelta(days=2)
        assert await wire.chat() == chat
        assert await wire.call("getUpdates") == pending
        sent = await wire.call("sendMessage", chat_id=ANA, text="3")
        assert sent["message_id"] > gone["message_id"]
        assert (await wire.act("text", text="x"))["update_id"] == pending[-1]["update_id"] + 1
        (refused,) = [person for person in again["people"] if person["blocked"]]
        assert refused["id"] == BEN


async def test_a_person_who_joined_has_a_phone_after_the_restart(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    async with opened(tmp_path / "store", session) as wire:
        await wire.post("people", id=1009, first_name="Eva", started=True)
    async with opened(tmp_path / "store", session) as wire:
        assert (await wire.chat(1009))["messages"] == []
        assert await wire.call("sendMessage", chat_id=1009, text="x")


async def test_what_a_person_did_since_joining_outlives_the_process(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    async with opened(tmp_path / "store", session) as wire:
        await wire.post("people", id=1009, first_name="Eva", started=True, blocked=True)
        await wire.act("unblock", 1009)
    async with opened(tmp_path / "store", session) as wire:
        assert await wire.call("sendMessage", chat_id=1009, text="x")


async def test_files_and_taps_outlive_the_process(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    keys = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
    async with opened(tmp_path / "store", session) as wire:
        await wire.act("start")
        file = await wire.form("sendDocument", chat_id=str(ANA), document=b"a,b")
        sent = await wire.call("sendMessage", chat_id=ANA, text="1", reply_markup=keys)
        await wire.act("tap", message_id=sent["message_id"], data="ok")
    async with opened(tmp_path / "store", session) as wire:
        file_id = file["document"]["file_id"]
        async with session.get(f"{wire.base}/sandbox/files/{file_id}") as response:
            assert await response.read() == b"a,b"
        assert await wire.call("answerCallbackQuery", callback_query_id="1") is True


async def test_a_webhook_outlives_the_process(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    async with opened(tmp_path / "store", session) as wire:
        await wire.call("setWebhook", url="http://127.0.0.1:9/")
        await wire.act("start")
    async with opened(tmp_path / "store", session) as wire:
        assert (await wire.until_webhook_fails())["url"] == "http://127.0.0.1:9/"


def heed_interrupts() -> None:
    """What a shell starts in the background ignores them, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@asynccontextmanager
async def process(store: Path, end: signal.Signals) -> AsyncIterator[str]:
    """The sandbox as a process of its own, ended by a signal; gives its address."""
    command = (sys.executable, "-m", "sandbox", "--port", "0", "--store", str(store))
    running = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, preexec_fn=heed_interrupts
    )
    assert running.stdout
    try:
        yield (await running.stdout.readline()).decode().strip()
    finally:
        with contextlib.suppress(ProcessLookupError):
            running.send_signal(end)
        await running.communicate()


async def ask(session: aiohttp.ClientSession, url: str, **body: Any) -> Any:
    async with session.post(url, json=body) as response:
        return await response.json()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT], ids=["kill", "interrupt"])
async def test_what_was_answered_outlives_a_kill(
    tmp_path: Path, session: aiohttp.ClientSession, end: signal.Signals
) -> None:
    store = tmp_path / "store"
    async with process(store, end) as base:
        said = await ask(session, f"{base}/sandbox/chats/{ANA}/start")
        sent = await ask(session, f"{base}/bot1:sandbox/sendMessage", chat_id=ANA, text="1")
    async with opened(store, session) as wire:
        chat = await wire.chat()
        assert chat["messages"] == [said["message"], sent["result"]]
        assert (await wire.update())["update_id"] == said["update_id"]
