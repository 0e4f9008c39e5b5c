"""A fair from the writing to the door, by clicking: the office's phone and the labourer's."""

import pytest
from playwright.async_api import Browser, expect

from models.core.vocabulary import Language
from tests.page.seen import Seen, open_page
from tests.support.labourers.intake import SHORTEST, Step, register
from tests.support.town import ANA, DAI, Town

pytestmark = pytest.mark.browser

WELCOMES = (*SHORTEST[:-1], Step("notices", [], "7"))


async def writes_a_fair(dai: Seen) -> None:
    """Question by question; what has a button is clicked."""
    await dai.taps("写通知")
    await dai.reads("什么通知")
    await dai.taps("1 招聘会")
    await dai.types("大兴沟招聘会")
    await dai.reads("几句短话")
    await dai.types("二十家厂子来招人，带上身份证。")
    await dai.taps("就写这一种")
    await dai.types("11月25号")
    await dai.taps("2 09:00")
    await dai.reads("在哪")
    await dai.types("大兴沟镇政府")
    await dai.reads("多少个名额")
    await dai.types("50")
    await dai.reads("报名到哪天")
    await dai.taps("跳过")
    await dai.reads("照片")
    await dai.taps("跳过")
    await dai.taps("1 一个地方")
    await dai.taps("整个汪清县")
    await dai.taps("所有人")
    await dai.taps("1 我点了就发")
    await dai.reads("能收到")
    await dai.taps("发出去")


@pytest.mark.parametrize("size", [(1400, 900), (360, 740)], ids=["wide", "narrow"])
async def test_a_fair_is_written_received_remembered_and_attended(
    browser: Browser, town: Town, size: tuple[int, int]
) -> None:
    await register(town.ana, WELCOMES, Language.ZH)
    page = await open_page(browser, town, *size)
    ana, dai = Seen(page, ANA), Seen(page, DAI)
    await dai.shows_itself()
    await dai.begins()
    await dai.taps("中文")
    await dai.taps("通知、岗位、单位")
    await dai.reads("通知、岗位、单位")
    await dai.taps("1 📣 通知")
    await writes_a_fair(dai)

    await ana.shows_itself()
    await ana.reads_in_time("发给您是因为", town)
    await ana.taps("我要报名")
    await ana.reads("报上名了")
    await ana.moves_clock("evening")
    await ana.moves_clock("evening")
    await ana.reads_in_time("明天：“大兴沟招聘会”", town)
    await ana.moves_clock("morning")
    await ana.reads_in_time("今天：“大兴沟招聘会”", town)

    await dai.shows_itself()
    await dai.types("/notices")
    await dai.taps("大兴沟招聘会")
    await dai.taps("签到码")
    await expect(dai.phone.locator("[data-message]").last).to_contain_text("签到")

    await ana.shows_itself()
    await ana.scans()
    await ana.reads("签到好了")
    await ana.moves_clock("tomorrow")
    await ana.moves_clock("hour")
    await ana.moves_clock("hour")
    await ana.reads_in_time("帮上您的忙了吗", town)
