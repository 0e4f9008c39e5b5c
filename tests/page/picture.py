"""Takes the README's picture of the page: python -m tests.page.picture docs/page.png"""

import asyncio
import sys
import tempfile
from pathlib import Path

import aiohttp
from playwright.async_api import async_playwright

from bot.demo import BROKER, LABOURER, STAFF, run_demo
from sandbox.chats.people import Person
from sandbox.chats.phone import Phone
from tests.page.conftest import CHROMIUM
from tests.support.ports import free_port
from tests.support.town import until

LABOURER_DOES = (
    *(
        "中文",
        "1 同意",
        "=李秀英",
        "跳过",
        "1 女",
        "=1985",
        "跳过",
        "=和盛村",
        "2 不是",
        "2 朝鲜族",
    ),
    *("3 初中", "2 在家种地", "3 种蘑菇", "选好了", "跳过", "2 学技术", "选好了"),
    *("2 种蘑菇", "选好了", "跳过", "7 全都收", "都对"),
)
LABOURER_SIGNS = ("我要报名",)
BROKER_DOES = (
    *("帮人登记", "1 他同意", "=王小春", "跳过", "2 男", "=1979", "=13900001234", "=五站村"),
    *("2 不是", "1 汉族", "2 小学", "1 没活干", "1 这个月", "没有特别的", "1 找活干", "选好了"),
    *(
        "什么活都行",
        "4 哪里都行",
        "3 3000",
        "1 现在",
        "1 是",
        "跳过",
        "1 招聘会",
        "选好了",
        "都对",
        "认领码",
    ),
)
STAFF_DOES = (
    *("📣 通知", "写通知", "2 培训", "=蘑菇种植培训", "=三天学会种蘑菇，管吃管住，不要钱。"),
    *("就写这一种", "2 一个星期", "2 09:00", "跳过", "=大兴沟镇政府", "=30", "跳过", "跳过"),
    *("1 一个地方", "整个汪清县", "3 想学", "选好了", "2 种蘑菇", "选好了", "1 我点了就发"),
    *("发出去",),
)


async def has_it(phone: Phone) -> bool:
    """Whether the course has come."""
    return "因为" in (await phone.look()).last


async def act(phone: Phone, steps: tuple[str, ...], *, begins: bool = True) -> None:
    """Type what begins with = and tap the rest."""
    if begins:
        await phone.start()
    for step in steps:
        await (phone.says(step[1:]) if step.startswith("=") else phone.taps(step))


async def take(file: Path, data: Path) -> None:
    """Play a scene on each of the demo's phones, and take the picture."""
    port, stopping = free_port(), asyncio.Event()
    demo = asyncio.create_task(run_demo(data, port, stopping, empty=True))
    address = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession() as web, async_playwright() as playwright:
        await answering(web, address)
        # Nobody is written to at night, whenever this is run.
        async with web.post(f"{address}/sandbox/clock", json={"tomorrow": "09:30"}):
            pass
        scenes: dict[Person, tuple[str, ...]] = {
            LABOURER: LABOURER_DOES,
            BROKER: BROKER_DOES,
            STAFF: STAFF_DOES,
        }
        for person, steps in scenes.items():
            await act(Phone(address, person.id, web), steps)
        labourer = Phone(address, LABOURER.id, web)
        await until(lambda: has_it(labourer))
        await act(labourer, LABOURER_SIGNS, begins=False)
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1400, "height": 900}, locale="zh-CN")
        await page.goto(address)
        await page.locator("body[data-ready]").wait_for()
        await page.screenshot(path=file)
        await browser.close()
    stopping.set()
    await demo


async def answering(web: aiohttp.ClientSession, address: str) -> None:
    """Wait until the demo answers."""
    while True:
        try:
            async with web.get(f"{address}/sandbox/state"):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(take(Path(sys.argv[1]), Path(folder)))
