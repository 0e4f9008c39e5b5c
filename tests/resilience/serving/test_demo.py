"""The demo comes up by itself, and goes on where it was."""

import asyncio
import re
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot import demo
from bot.demo_county.county import LISTENING
from sandbox.chats.phone import Phone
from tests.resilience.serving.process import FORKS, kill, live_demo
from tests.support.labourers.intake import SHORTEST, arrive, asks_intake, walk
from tests.support.ports import free_port
from tests.support.town import until

# Looks until a county is furnished, on a machine with much to do.
FURNISHING = 9_000


async def is_up(web: aiohttp.ClientSession, address: str) -> bool:
    """Whether the page is there."""
    try:
        async with web.get(address) as response:
            return response.ok and "春风" in await response.text()
    except aiohttp.ClientError:
        return False


@asynccontextmanager
async def running(
    data: Path, capsys: pytest.CaptureFixture[str], *, empty: bool
) -> AsyncIterator[str]:
    """The demo within the block; gives the address that it prints once it is ready."""
    stopping, printed = asyncio.Event(), []
    demonstrating = asyncio.create_task(demo.run_demo(data, 0, stopping, empty=empty))

    async def told() -> bool:
        printed.append(capsys.readouterr().out)
        return "is ready" in "".join(printed) or demonstrating.done()

    await until(told, looks=FURNISHING)
    address = re.search(r"http://\S+", "".join(printed))
    assert address
    try:
        yield address[0]
    finally:
        stopping.set()
        await demonstrating


def count_rows(data: Path, table: str) -> int:
    with closing(sqlite3.connect(data / "chunfeng.db")) as store:
        found: int = store.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found


async def test_it_prints_its_address_and_serves_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "new" / "demo"
    async with running(data, capsys, empty=True) as address, aiohttp.ClientSession() as web:
        assert await is_up(web, address)
        for person, key in ((demo.BROKER, "陈大山"), (demo.STAFF, "戴敏")):
            phone = Phone(address, person.id, web)
            await phone.start()
            assert "登记别人" in " ".join(phone.buttons) or phone.buttons, key
        labourer = Phone(address, demo.LABOURER.id, web)
        await arrive(labourer)
        assert asks_intake(labourer, "name")
    assert count_rows(data, "labourer") == count_rows(data, "placement") == 0
    assert count_rows(data, "employer") == 1


async def test_people_live_in_its_county_and_it_is_furnished_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = ("labourer", "placement", "employer", "notice", "check_in", "role")
    with capture_logs() as lines:
        async with running(tmp_path, capsys, empty=False) as address:
            await everybody_finds_something(address)
        rows = [count_rows(tmp_path, table) for table in kept]
        async with running(tmp_path, capsys, empty=False) as address:
            await phones_are_where_they_were(address)
    assert rows[0] > 300
    assert [count_rows(tmp_path, table) for table in kept] == rows
    assert [line for line in lines if line["log_level"] not in ("debug", "info")] == []


async def test_a_county_that_was_empty_stays_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for empty in (True, False):
        async with running(tmp_path, capsys, empty=empty):
            pass
    assert count_rows(tmp_path, "labourer") == 0


async def everybody_finds_something(address: str) -> None:
    """No phone has a message before it is opened; then each has something to do."""
    async with aiohttp.ClientSession() as web:
        for person in (demo.LABOURER, demo.BROKER, demo.STAFF):
            phone = Phone(address, person.id, web)
            assert (await phone.look()).messages == []
        for person in (demo.STAFF, demo.BROKER):
            phone = Phone(address, person.id, web)
            await phone.start()
            waits = re.findall(r"（\d+）", " ".join(phone.buttons))
            assert len(waits) > 1
        labourer = Phone(address, demo.LABOURER.id, web)
        await arrive(labourer)
        assert asks_intake(labourer, "name")


async def phones_are_where_they_were(address: str) -> None:
    async with aiohttp.ClientSession() as web:
        labourer = Phone(address, demo.LABOURER.id, web)
        assert asks_intake(await labourer.look(), "name")
        # Of the invented people none was written to.
        heard = [(await Phone(address, chat, web).look()).messages for chat in LISTENING[::40]]
        assert not any(heard)


async def test_killed_half_way_it_goes_on_at_the_same_question(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession() as web:
        phone = Phone(address, demo.LABOURER.id, web)
        first = FORKS.Process(target=live_demo, args=(tmp_path, port))
        first.start()
        await until(lambda: is_up(web, address))
        await arrive(phone)
        await walk(phone, SHORTEST[:6], typing=True)
        before = phone.messages
        await kill(first)
        second = FORKS.Process(target=live_demo, args=(tmp_path, port))
        second.start()
        try:
            await until(lambda: is_up(web, address))
            await phone.look()
            assert phone.messages == before
            await walk(phone, SHORTEST[6:], typing=True)
            assert "You are registered" in phone.last
        finally:
            await kill(second)


def test_a_port_that_is_taken_is_left_to_who_has_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert demo.free_port(port) > port
    assert demo.free_port(0) == 0


def test_where_every_port_is_taken_any_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "PORTS_TRIED", 0)
    assert demo.free_port(8000) == 0
