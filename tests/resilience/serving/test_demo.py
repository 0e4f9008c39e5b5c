"""The demo comes up by itself, and goes on where it was."""

import asyncio
import re
import socket
from pathlib import Path

import aiohttp
import pytest

from bot import demo
from sandbox.chats.phone import Phone
from tests.resilience.serving.process import FORKS, kill, live_demo
from tests.support.labourers.intake import SHORTEST, arrive, asks_intake, walk
from tests.support.ports import free_port
from tests.support.town import until


async def is_up(web: aiohttp.ClientSession, address: str) -> bool:
    """Whether the page is there."""
    try:
        async with web.get(address) as response:
            return response.ok and "春风" in await response.text()
    except aiohttp.ClientError:
        return False


async def test_it_prints_its_address_and_serves_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stopping, printed = asyncio.Event(), []
    running = asyncio.create_task(demo.run_demo(tmp_path / "new" / "demo", 0, stopping))

    async def told() -> bool:
        printed.append(capsys.readouterr().out)
        return "is ready" in "".join(printed)

    await until(told)
    address = re.search(r"http://\S+", "".join(printed))
    assert address
    async with aiohttp.ClientSession() as web:
        assert await is_up(web, address[0])
        for person, key in ((demo.BROKER, "陈大山"), (demo.STAFF, "戴敏")):
            phone = Phone(address[0], person.id, web)
            await phone.start()
            assert "登记别人" in " ".join(phone.buttons) or phone.buttons, key
        labourer = Phone(address[0], demo.LABOURER.id, web)
        await arrive(labourer)
        assert asks_intake(labourer, "name")
    stopping.set()
    await running


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
