"""A code on one phone, scanned with another; what the bot sends beside text. Without the bot."""

from collections.abc import AsyncIterator
from io import BytesIO

import aiohttp
import pytest
import segno
from playwright.async_api import Browser, Locator, Page, expect

from sandbox.chats.people import Person
from sandbox.chats.pictures import jpeg
from sandbox.server import Sandbox
from tests.page.seen import Seen
from tests.sandbox.wire import Wire

pytestmark = pytest.mark.browser

WIDE, NARROW = (1400, 900), (360, 740)
ANA = Person(2001, "安娜")
CHEN = Person(2003, "陈", role="broker", started=True)
DAI = Person(2004, "戴", role="staff", started=True)
KEYS = '{"inline_keyboard": [[{"text": "我想去", "callback_data": "go"}]]}'


def code(payload: str) -> bytes:
    """A picture of the code of a link into the chat with the bot."""
    picture = BytesIO()
    segno.make(f"https://t.me/chunfeng_bot?start={payload}").save(picture, kind="png", scale=6)
    return picture.getvalue()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    sandbox = Sandbox([ANA, CHEN, DAI])
    async with sandbox.serve() as base, aiohttp.ClientSession() as session:
        yield Wire(sandbox, base, session)


async def opened(browser: Browser, wire: Wire, size: tuple[int, int]) -> Page:
    """The page in a window of this size, in Chinese; a script error fails the test."""
    width, height = size
    page = await browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    page.on("pageerror", lambda error: (_ for _ in ()).throw(AssertionError(str(error))))
    page.set_default_timeout(10_000)
    await page.goto(wire.base)
    await page.locator("body[data-ready]").wait_for()
    return page


async def heard(wire: Wire) -> list[str]:
    """What waits for the bot, as soon as something does: texts, and the data of taps."""
    updates = await wire.call("getUpdates", timeout=10)
    tapped = [update["callback_query"]["data"] for update in updates if "callback_query" in update]
    return [update["message"]["text"] for update in updates if "message" in update] + tapped


def choices(seen: Seen) -> Locator:
    return seen.phone.locator("[role=dialog] .choice")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_a_newcomer_scans_the_code_on_the_staff_phone(
    browser: Browser, wire: Wire, size: tuple[int, int]
) -> None:
    await wire.form("sendPhoto", chat_id=str(DAI.id), photo=code("here-abc"), caption="签到码")
    ana = Seen(await opened(browser, wire, size), ANA)
    await ana.taps("扫一扫")
    await expect(choices(ana)).to_contain_text(["签到码"])
    await ana.taps("戴的手机")
    await ana.reads("/start here-abc")
    assert await heard(wire) == ["/start here-abc"]


async def test_whoever_writes_already_scans_from_the_attach_sheet(
    browser: Browser, wire: Wire
) -> None:
    await wire.form("sendPhoto", chat_id=str(DAI.id), photo=code("here-abc"))
    chen = Seen(await opened(browser, wire, WIDE), CHEN)
    await chen.phone.locator("button.attach").click()
    await chen.taps("扫一扫")
    await chen.taps("戴的手机")
    await chen.reads("/start here-abc")
    assert await heard(wire) == ["/start here-abc"]


async def test_only_codes_on_other_phones_are_offered_the_newest_first(
    browser: Browser, wire: Wire
) -> None:
    for person, picture in [
        (DAI, code("old")),
        (CHEN, code("own")),
        (DAI, jpeg()),
        (DAI, code("new")),
    ]:
        await wire.form("sendPhoto", chat_id=str(person.id), photo=picture)
    chen = Seen(await opened(browser, wire, WIDE), CHEN)
    await chen.phone.locator("button.attach").click()
    await chen.taps("扫一扫")
    await expect(choices(chen)).to_have_count(2)
    await choices(chen).first.click()
    await chen.reads("/start new")


async def test_where_no_code_lies_the_phone_says_so(browser: Browser, wire: Wire) -> None:
    await wire.form("sendPhoto", chat_id=str(DAI.id), photo=jpeg())
    ana = Seen(await opened(browser, wire, WIDE), ANA)
    await ana.taps("扫一扫")
    await expect(ana.phone.locator(".toast")).to_contain_text("没有二维码")
    assert await wire.call("getUpdates") == []


async def test_a_photo_has_its_caption_formatted_and_its_buttons_below(
    browser: Browser, wire: Wire
) -> None:
    values = {"caption": "<b>招聘会</b>", "parse_mode": "HTML", "reply_markup": KEYS}
    await wire.form("sendPhoto", chat_id=str(CHEN.id), photo=jpeg(), **values)
    chen = Seen(await opened(browser, wire, WIDE), CHEN)
    await expect(chen.phone.locator(".bubble .text strong")).to_have_text("招聘会")
    picture = await chen.phone.locator(".bubble img").bounding_box()
    button = await chen.phone.locator(".inline-keyboard").bounding_box()
    assert picture
    assert button
    assert picture["y"] + picture["height"] <= button["y"]
    await chen.taps("我想去")
    assert await heard(wire) == ["go"]


async def test_a_place_is_shown_with_its_name_and_address(browser: Browser, wire: Wire) -> None:
    place = {"latitude": 43.3, "longitude": 129.8, "title": "县体育馆", "address": "新华街 12 号"}
    await wire.call("sendVenue", chat_id=CHEN.id, **place)
    chen = Seen(await opened(browser, wire, WIDE), CHEN)
    await expect(chen.phone.locator(".place .map")).to_be_visible()
    await chen.reads("县体育馆")
    await chen.reads("新华街 12 号")
