"""Four phones through half a year: a labourer, two brokers and the office."""

import re

from sqlmodel import select

from bot.telegram.addresses import telegram_address
from models.accounts import account, roles
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.subsidies import rule as subsidy_rule
from models.subsidies.rule_file import parse_rule
from tests.support.labourers.intake import tap, tells_refusal
from tests.support.notices.chat import registered_neighbour
from tests.support.placements.chat import (
    FACTORY,
    chooses_language,
    open_known_employer,
    reports_placement,
    visible_person,
)
from tests.support.subsidy_rules import example_text
from tests.support.town import BEN, DAI, DAXINGGOU, WANGQING, Town

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
    "孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦"
)


async def two_brokers_and_a_rule(town: Town) -> Labourer:
    """Ben is a broker of the same villages; the county pays by Yongning's rule, without papers."""
    await open_known_employer(town)
    ana = await visible_person(town)
    await chooses_language(town)
    async with town.store() as session:
        ben = await account.open_account(session, telegram_address(BEN.id), town.clock.now())
        await roles.grant_role(session, ben, RoleName.BROKER, DAXINGGOU, town.clock.now())
        text = example_text("yongning_2024").replace("640121", WANGQING)
        rule = parse_rule(re.sub(r"evidence = \[[^\]]*\]", "evidence = []", text))
        await subsidy_rule.save_rule(session, rule, town.clock.now())  # type: ignore[arg-type]
    await chooses_language(town, BEN)
    return ana


async def is_still_there(town: Town) -> None:
    """Ana says so, and that she was paid."""
    await town.ana.look()
    await tap(town.ana, "✅ Yes, still there")
    await tap(town.ana, "Yes, in full")
    await town.ana.says("skip")
    await tap(town.ana, "No, all is well")


async def what_it_pays(town: Town) -> str:
    """Chen looks at the one placement."""
    await town.settled()
    await town.chen.says("/placements")
    await town.chen.says("2")
    await town.chen.says("1")
    return town.chen.last


async def test_from_the_first_day_to_the_hundred_and_eightieth(each_town: Town) -> None:
    town = each_town
    await two_brokers_and_a_rule(town)
    await reports_placement(town)

    await town.ben.says("/report")
    await town.ben.says("安娜安娜")
    assert tells_refusal(town.ben, "claimed_already")

    await town.settled()
    await town.ana.look()
    for label in ("✅ Yes, all of it", "Signed", "No, nobody did"):
        await tap(town.ana, label)
    said = await what_it_pays(town)
    assert "the office has yet to approve it" in said
    assert "0 of 3 months" in said
    assert "20 yuan, if the person is still there" in said

    await chooses_language(town, DAI)
    for choice in ("/review", "1", "1"):
        await town.dai.says(choice)
    assert "🙋 The person, on their own phone:" in town.dai.last
    await tap(town.dai, "✅ Approve")
    await tap(town.dai, "✅ Yes, approve")

    await town.wait(days=30)
    await is_still_there(town)
    await town.wait(days=63)
    await is_still_there(town)
    assert "✅ Payable: 20 yuan" in await what_it_pays(town)
    await town.wait(days=90)
    await is_still_there(town)
    await town.wait(days=3)
    assert "✅ Payable: 30 yuan" in await what_it_pays(town)
    await town.chen.says("/placements")
    assert "💰 Payable now: 30 yuan (1 placed)" in town.chen.last
    await town.dai.says("/review")
    assert "No placement waits for you just now." in town.dai.last


async def test_fifty_in_one_report_of_whom_one_can_not(town: Town) -> None:
    await two_brokers_and_a_rule(town)
    names = [f"{surname}大山" for surname in SURNAMES[:50]]
    assert len(set(names)) == 50
    people = [await registered_neighbour(town, name) for name in names]
    async with town.store() as session:
        young = await session.get_one(Labourer, people[30].id)
        young.birth_year = 2012
    await town.chen.says("/report")
    await town.chen.says("，".join(names))
    for choice in (FACTORY, "1", "缝纫", "3500", "1"):
        await town.chen.says(choice)
    assert tells_refusal(town.chen, "too_young_to_work")
    await tap(town.chen, "✅ All right, save")
    assert "👥 49 people" in town.chen.last
    assert names[30] in town.chen.last
    assert tells_refusal(town.chen, "too_young_to_work")
    async with town.store() as session:
        placed = {one.labourer_id for one in await session.exec(select(Placement))}
    assert placed == {one.id for one in people} - {people[30].id}
