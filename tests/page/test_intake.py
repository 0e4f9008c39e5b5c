"""A labourer's intake by clicking, on a wide screen and on a phone's."""

import pytest
from playwright.async_api import Browser, Page, expect

from sandbox.chats.people import Person
from tests.page.seen import Seen, open_page
from tests.support.town import ANA, CHEN, Town

pytestmark = pytest.mark.browser

WIDE, NARROW = (1400, 900), (360, 740)


async def whole_intake(ana: Seen) -> None:
    """Each question as it comes, mostly by clicking."""
    await ana.begins()
    await ana.taps("中文")
    await ana.taps("1 同意")
    await ana.reads("名字")
    await ana.types("安娜")
    await ana.reads("身份证号")
    await ana.taps("跳过")
    await ana.taps("1 女")
    await ana.reads("哪一年")
    await ana.types("1985")
    await ana.reads("电话")
    await ana.taps("发送我的手机号")
    await ana.phone.locator("[role=dialog] button.strong").click()
    await ana.taps("汪清县")
    await ana.taps("大兴沟镇")
    await ana.taps("▸")
    await ana.taps("和盛村")
    await ana.reads("建档立卡")
    await ana.taps("2 不是")
    await ana.taps("2 在家种地")
    await ana.taps("1 招聘会")
    await ana.taps("选好了")
    await ana.reads("登记好了")
    await ana.taps("好，接着答")
    await ana.taps("2 朝鲜族")
    await ana.taps("3 初中")
    await ana.taps("3 种蘑菇")
    await ana.taps("选好了")
    await ana.reads("证书")
    await ana.taps("跳过")
    await ana.taps("4 现在不用")
    await ana.reads("难处")
    await ana.taps("2 不是")
    await ana.reads("都问完了")
    await ana.taps("我的登记")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_a_whole_intake_by_clicking(
    browser: Browser, town: Town, size: tuple[int, int]
) -> None:
    page = await open_page(browser, town, *size)
    await whole_intake(Seen(page, ANA))
    await expect(page.locator("body")).to_contain_text("汪清县 大兴沟镇 和盛村")
    assert await overflow(page) <= 0


async def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


async def test_the_head_has_room_for_the_languages_at_any_width(
    browser: Browser, town: Town
) -> None:
    page = await open_page(browser, town, *WIDE)
    await page.locator(".languages button").last.click()
    for width in (360, 760, 1101, 1241, 1380, 1381, 1400, 1500, 1501, 1600):
        await page.set_viewport_size({"width": width, "height": 900})
        box = await page.locator(".languages").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width, width


async def test_what_a_labourer_types_is_never_markup(browser: Browser, town: Town) -> None:
    page = await open_page(browser, town, *WIDE)
    ana = Seen(page, ANA)
    await ana.begins()
    await ana.taps("中文")
    await ana.taps("1 同意")
    await ana.types("<img src=x onerror=alert(1)>")
    await ana.reads("王小春")
    assert await page.locator("[data-message] img").count() == 0


async def test_the_phone_goes_on_where_it_was_after_a_reload(browser: Browser, town: Town) -> None:
    page = await open_page(browser, town, *WIDE)
    ana = Seen(page, ANA)
    await ana.begins()
    await ana.taps("조선말")
    await ana.taps("1 예")
    await ana.reads("성함")
    await page.reload()
    await page.locator("body[data-ready]").wait_for()
    await ana.types("김안나")
    await ana.reads("신분증번호")


async def test_the_clock_can_be_moved_to_tomorrow(browser: Browser, town: Town) -> None:
    page = await open_page(browser, town, *WIDE)
    before = town.clock.offset
    await page.locator('[data-move="tomorrow"]').click()
    await expect(page.locator("header.head")).to_contain_text("08:00")
    assert town.clock.offset > before


@pytest.mark.parametrize("person", [ANA, CHEN], ids=["labourer", "broker"])
async def test_on_a_narrow_screen_one_phone_fills_it_and_tabs_change_it(
    browser: Browser, town: Town, person: Person
) -> None:
    page = await open_page(browser, town, *NARROW)
    await page.locator(f'[data-tab="{person.id}"]').click()
    await expect(page.locator(f'[data-person="{person.id}"]')).to_be_visible()
    others = [other for other in (ANA, CHEN) if other != person]
    await expect(page.locator(f'[data-person="{others[0].id}"]')).to_be_hidden()
