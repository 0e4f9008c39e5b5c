"""A placement by clicking: reported, confirmed, ninety days on, wages owed, seen by the office."""

import pytest
from playwright.async_api import Browser

from models.core.vocabulary import Language
from tests.page.seen import Seen, open_page
from tests.support.placements.chat import (
    FACTORY,
    chooses_language,
    open_known_employer,
    visible_person,
)
from tests.support.town import ANA, CHEN, DAI, Town

pytestmark = pytest.mark.browser


async def reports(chen: Seen) -> None:
    """Question by question; only the name and the post are typed."""
    await chen.types("/report")
    await chen.reads("谁去上班")
    await chen.types("安娜安娜")
    await chen.taps(FACTORY)
    await chen.taps("1 今天")
    await chen.reads("干什么活")
    await chen.types("缝纫工")
    await chen.taps("3 3500")
    await chen.taps("1 有合同，也有社保")
    await chen.taps("3 自己去的")
    await chen.taps("都对，保存")
    await chen.reads("报上去了")


@pytest.mark.parametrize("size", [(1400, 900), (360, 740)], ids=["wide", "narrow"])
async def test_from_the_report_to_the_wages_owed(
    browser: Browser, town: Town, size: tuple[int, int]
) -> None:
    await open_known_employer(town)
    await visible_person(town, ANA, Language.ZH)
    await chooses_language(town, CHEN, Language.ZH)
    await chooses_language(town, DAI, Language.ZH)
    page = await open_page(browser, town, *size)
    ana, chen, dai = Seen(page, ANA), Seen(page, CHEN), Seen(page, DAI)
    await chen.shows_itself()
    await reports(chen)

    await ana.shows_itself()
    await ana.reads("说您在这里上班")
    await ana.taps("1 ✅ 都对")
    await ana.taps("1 签了")
    await ana.taps("2 没有人要")
    await ana.reads("谢谢您")
    await ana.moves_clock("ninety")
    await ana.reads_in_time("还在那儿干吗", town)
    await ana.taps("1 ✅ 还在那儿干")
    await ana.taps("还欠着")
    await ana.taps("跳过")
    await ana.taps("2 三个月")
    await ana.reads("多少钱")
    await ana.types("7000")
    await ana.reads("是怎么回事")
    await ana.taps("跳过")
    await ana.reads("照片")
    await ana.taps("跳过")
    await ana.taps("都对，保存")
    await ana.reads("县人社局收到了")

    await dai.shows_itself()
    await dai.reads("有人需要帮助：欠工资没给")
    await dai.taps("打开看看")
    await dai.reads("7000元")
    await dai.reads(FACTORY)
