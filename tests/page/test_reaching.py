"""The page for those who come by the keyboard, by ear, or back again. Without the bot."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from sandbox.chats.people import Person
from sandbox.server import Sandbox
from tests.page.seen import Seen
from tests.sandbox.wire import Wire

pytestmark = pytest.mark.browser

WIDE, NARROW = (1400, 900), (360, 740)
ANA = Person(2001, "安娜", started=True)
CHEN = Person(2003, "陈", role="broker", started=True)
DAI = Person(2004, "戴", role="staff")
KEYS = [[{"text": f"{n} 好", "callback_data": f"{n}"}] for n in range(1, 5)]


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    sandbox = Sandbox([ANA, CHEN, DAI])
    async with sandbox.serve() as base, aiohttp.ClientSession() as session:
        wire = Wire(sandbox, base, session)
        for text in ("一", "二", "三"):
            markup: dict[str, Any] = {"inline_keyboard": KEYS}
            await wire.call("sendMessage", chat_id=ANA.id, text=text, reply_markup=markup)
        yield wire


async def opened(browser: Browser, wire: Wire, size: tuple[int, int], at: str = "") -> Page:
    width, height = size
    page = await browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    page.on("pageerror", lambda error: (_ for _ in ()).throw(AssertionError(str(error))))
    page.set_default_timeout(10_000)
    await page.goto(f"{wire.base}/{at}")
    await page.locator("body[data-ready]").wait_for()
    return page


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_by_the_keyboard_one_is_soon_where_one_writes(
    browser: Browser, wire: Wire, size: tuple[int, int]
) -> None:
    page = await opened(browser, wire, size)
    seen = Seen(page, ANA)
    await page.keyboard.press("Tab")
    await expect(page.locator(":focus")).to_have_text("跳到输入框")
    await page.keyboard.press("Enter")
    await expect(seen.phone.locator("textarea[name=text]")).to_be_focused()
    stops = seen.phone.locator(".messages button, .messages a")
    assert await stops.count() > 12
    reached = await stops.evaluate_all("all => all.filter((one) => one.tabIndex === 0).length")
    assert reached == 1
    await stops.last.evaluate("one => one.closest('article').querySelector('.key').focus()")
    await page.keyboard.press("ArrowDown")
    await expect(page.locator(":focus")).to_have_text("2 好")
    for _ in range(3):
        await page.keyboard.press("ArrowUp")
    await expect(page.locator(":focus")).to_have_text("4 好")  # of the message before


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("how", ["Escape", "outside"])
async def test_what_lies_open_is_closed(
    browser: Browser, wire: Wire, size: tuple[int, int], how: str
) -> None:
    page = await opened(browser, wire, size)
    seen = Seen(page, ANA)
    attach, sheet = seen.phone.locator("button.attach"), seen.phone.locator("[role=dialog]")
    await attach.click()
    await expect(sheet).to_be_visible()

    async def closes() -> None:
        if how == "Escape":
            await page.keyboard.press("Escape")
        else:
            await page.mouse.click(size[0] - 6, 6)

    await closes()
    await expect(sheet).to_be_hidden()
    if size == NARROW:
        moves = page.locator(".moves")
        await page.locator(".clock-face").click()
        await expect(moves).to_be_visible()
        await closes()
        await expect(moves).to_be_hidden()


async def test_a_reload_and_the_way_back_keep_the_phone(browser: Browser, wire: Wire) -> None:
    page = await opened(browser, wire, NARROW)

    async def shows(person: Person) -> None:
        await page.locator("body[data-ready]").wait_for()
        await expect(Seen(page, person).phone).to_be_visible()
        await expect(page.locator(".phone:visible")).to_have_count(1)

    await shows(ANA)
    await Seen(page, CHEN).shows_itself()
    await shows(CHEN)
    await page.reload()
    await shows(CHEN)
    await Seen(page, DAI).shows_itself()
    await shows(DAI)
    await page.go_back()
    await shows(CHEN)
    await page.goto(f"{wire.base}/sandbox/state")
    await page.go_back()
    await shows(CHEN)
    await page.go_back()
    await shows(ANA)
    await page.goto(f"{wire.base}/#999")
    await page.reload()
    await shows(ANA)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_clock_has_its_year_and_messages_say_who_spoke(
    browser: Browser, wire: Wire, size: tuple[int, int]
) -> None:
    page = await opened(browser, wire, size)
    seen = Seen(page, ANA)
    year = str(wire.sandbox.clock.now().year)
    await expect(page.locator(".clock-face")).to_contain_text(year)
    assert year in await page.locator(".clock-face").inner_text()
    await seen.types("你好")
    own = seen.phone.get_by_role("article", name="安娜").last
    await expect(own).to_contain_text("你好")
    name = wire.sandbox.exchange.bot["first_name"]
    await expect(seen.phone.get_by_role("article", name=name)).to_have_count(3)
    wide = await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide
