"""A placement by clicking: reported, confirmed, ninety days on, wages owed, seen by the office."""

import pytest
from playwright.async_api import Browser

from models.words import Language
from tests.page.seen import Seen, open_page
from tests.placements import FACTORY, is_seen, opens_employer, speaks
from tests.town import ANA, CHEN, DAI, Town

pytestmark = pytest.mark.browser


async def reports(chen: Seen) -> None:
    """Question by question; only the name and the post are typed."""
    await chen.taps("上班登记")
    await chen.reads("谁")
    await chen.types("安娜安娜")
    await chen.taps(FACTORY)
    await chen.taps("1 今天")
    await chen.types("缝纫工")
    await chen.taps("3500")
    await chen.taps("1 ")
    await chen.taps("3 ")
    await chen.taps("没问题，保存")


@pytest.mark.parametrize("size", [(1400, 900), (360, 740)], ids=["wide", "narrow"])
async def test_from_the_report_to_the_wages_owed(
    browser: Browser, town: Town, size: tuple[int, int]
) -> None:
    await opens_employer(town)
    await is_seen(town, ANA, Language.ZH)
    await speaks(town, CHEN, Language.ZH)
    await speaks(town, DAI, Language.ZH)
    page = await open_page(browser, town, *size)
    ana, chen, dai = Seen(page, ANA), Seen(page, CHEN), Seen(page, DAI)
    await chen.shows_itself()
    await reports(chen)

    await ana.shows_itself()
    await ana.reads(FACTORY)
    await ana.taps("1 ")
    await ana.taps("1 ")
    await ana.taps("2 ")
    await ana.reads("谢谢")
    await ana.moves_clock("ninety")
    await ana.reads("还在")
    await ana.taps("1 ")
    await ana.taps("2 ")
    await ana.taps("跳过")
    await ana.taps("1 ")
