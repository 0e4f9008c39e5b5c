"""A real process on a disk that is full: one line a minute, and it says so wherever it is asked."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp

from bot.telegram.webhook import SECRET_HEADER
from sandbox.chats.people import Person
from sandbox.server import Sandbox
from tests.support.ports import free_port
from tests.support.real_process import end, is_ready, real_process
from tests.support.small_disk import small_real_disk
from tests.support.town import TOKEN

CROWD, SECRET = 40, "town-secret"


async def called(web: aiohttp.ClientSession, url: str, number: int) -> int:
    """Telegram calls with a newcomer's word; gives the status."""
    person = Person(number, "N")
    message = {"message_id": number, "date": 0, "chat": person.chat(), "from": person.user()}
    update = {"update_id": number, "message": {**message, "text": "x" * 3000}}
    async with web.post(url, json=update, headers={SECRET_HEADER: SECRET}) as answer:
        return answer.status


async def figures(web: aiohttp.ClientSession, address: str) -> str:
    async with web.get(f"http://{address}/metrics") as answer:
        return await answer.text()


async def test_a_full_disk_is_told_in_one_line_a_minute_and_without_traces(tmp_path: Path) -> None:
    log, address = tmp_path / "log", f"127.0.0.1:{free_port()}"
    webhook = f"http://{address}/telegram"
    with small_real_disk(tmp_path / "data") as disk:
        async with Sandbox([], token=TOKEN).serve() as telegram, aiohttp.ClientSession() as web:
            given = {
                "TELEGRAM_API": telegram,
                "DATA_DIR": str(disk.folder),
                "LISTEN": address,
                "WEBHOOK_URL": webhook,
                "WEBHOOK_SECRET": SECRET,
            }
            async with real_process(log, **given) as process:
                await is_ready(web, address)
                assert await called(web, webhook, 5000) == 200
                assert "chunfeng_store_reachable 1.0" in await figures(web, address)
                disk.fill(process.pid)
                crowd = [called(web, webhook, number) for number in range(5001, 5001 + CROWD)]
                assert set(await asyncio.gather(*crowd)) <= {200, 503}
                refused = [await called(web, webhook, number) for number in range(6001, 6011)]
                assert refused[-1] == 503
                await is_ready(web, address, 503)
                assert "chunfeng_store_reachable 0.0" in await figures(web, address)
                disk.empty(process.pid)
                await is_ready(web, address)
                assert await called(web, webhook, 6010) == 200
                assert "chunfeng_store_reachable 1.0" in await figures(web, address)
                await end(process)
    lines: list[dict[str, Any]] = [json.loads(line) for line in log.read_text().splitlines()]
    told = [line for line in lines if line["level"] in ("warning", "error")]
    assert [line["event"] for line in told] == ["store away"]
    assert "disk" in told[0]["why"]
    assert "Traceback" not in log.read_text()
