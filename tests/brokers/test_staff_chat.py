"""Brokers: applying, the office's decision, pausing, and villages without one."""

import pytest

from bot.telegram.addresses import telegram_address
from models.accounts import account, roles
from models.core.vocabulary import RoleName
from sandbox.chats.people import Person
from tests.privacy.test_for_others import AGREED, ASSIST, begins
from tests.support.brokers.chat import (
    ACCEPT,
    AGAIN,
    APPLY,
    BROKER_ID,
    CHANGE_AND_SEND,
    NOT_ACCEPT,
    PAUSE,
    SAVE,
    SAYS,
    applies_as_broker,
    broker_applicant,
    broker_villages,
    consents,
)
from tests.support.labourers.facts import XINGSHENG
from tests.support.labourers.intake import (
    CHANGE,
    HESHENG,
    SHORTEST,
    labels,
    register,
    steps_before,
    tap,
    tells_refusal,
    walk,
)
from tests.support.placements.chat import chooses_language
from tests.support.town import ANA, BEN, CHEN, TONGYU, Town


async def opens(town: Town, name: str) -> None:
    """Dai opens this application from the menu."""
    await town.settled()
    await town.dai.says("/menu")
    await tap(town.dai, "🧑‍💼 Labour brokers (1 wait)")
    await tap(town.dai, "⏳ Who wants to be a broker (1)")
    await tap(town.dai, name)


async def number_of(town: Town, person: Person) -> int:
    async with town.store() as session:
        known = await account.get_account(session, telegram_address(person.id))
        assert known is not None
        return known.key()


async def forges(town: Town, person: Person, data: str) -> None:
    """Somebody taps a button that was never theirs."""
    phone = town.phone(person)
    newest = phone.received[-1]["message_id"]
    await phone.does("tap", message_id=newest, data=data, forged=True)


async def test_somebody_applies_and_is_accepted(each_town: Town) -> None:
    town = each_town
    await begins(town.dai)
    await consents(town)
    await applies_as_broker(town.ana)
    assert "Your application is with the county office." in town.ana.last
    await town.settled()
    await town.dai.look()
    assert "安广 would like to be a labour broker." in town.dai.last
    assert "大兴沟镇 兴盛社区, 和盛村" in town.dai.last
    await opens(town, "安广")
    assert BROKER_ID not in town.dai.last
    await tap(town.dai, ACCEPT)
    assert "✅ works as a broker" in town.dai.last
    await town.settled()
    await town.ana.look()
    assert "You are a labour broker." in town.ana.last
    assert await broker_villages(town) == (XINGSHENG, HESHENG)
    assert "Report a placement" in "".join(labels(town.ana))


@pytest.mark.phones("buttons", "labels")
async def test_who_is_refused_reads_why_and_applies_again(town: Town) -> None:
    await begins(town.dai)
    await broker_applicant(town)
    await opens(town, "安广")
    await tap(town.dai, NOT_ACCEPT)
    await town.dai.says("Please bring your ID card")
    assert "not accepted" in town.dai.last
    await town.settled()
    await town.ana.look()
    assert "They say: Please bring your ID card" in town.ana.last
    await tap(town.ana, CHANGE_AND_SEND)
    assert "That was all. Is everything right?" in town.ana.last
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Name")
    await town.ana.says("安广广")
    await tap(town.ana, SAVE)
    assert "Your application is with the county office." in town.ana.last
    await opens(town, "安广广")


async def test_who_waits_sees_how_it_stands_and_can_not_apply_again(town: Town) -> None:
    await broker_applicant(town)
    await tap(town.ana, APPLY)
    assert "The county office is looking at your application." in town.ana.last
    await forges(town, ANA, "broker again")
    assert (await town.rows())["draft"] == []


async def test_what_the_own_entry_tells_is_not_asked_again(town: Town) -> None:
    await register(town.ana)
    await town.ana.says("/broker")
    assert "Do you work for an agency" in town.ana.last


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("和盛，无此村", "villages_unknown"),
        ("和盛，村", "villages_many"),
        ("和盛，育才社区", "villages_two_counties"),
        ("无此村", "village_unknown"),
    ],
)
async def test_villages_typed_wrongly_lose_nothing(town: Town, typed: str, refusal: str) -> None:
    await consents(town)
    await town.ana.says("/broker")
    for _, said in SAYS[:4]:
        await town.ana.says(said)
    before = await town.given(ANA)
    await town.ana.says(typed)
    assert tells_refusal(town.ana, refusal), town.ana.screen()
    assert await town.given(ANA) == before
    await town.ana.says("和盛，兴盛社区")
    assert "Have you been to a course" in town.ana.last


@pytest.mark.buttons
async def test_villages_are_tapped_one_by_one(town: Town) -> None:
    await consents(town)
    await town.ana.says("/broker")
    for _, said in SAYS[:4]:
        await town.ana.says(said)
    await town.ana.says("和盛")
    assert "✓ 和盛村" in "".join(town.ana.buttons)
    await tap(town.ana, "兴盛社区")
    await tap(town.ana, "和盛村")
    await town.ana.says("和盛")
    await tap(town.ana, "Done")
    assert (await town.given(ANA) or {})["villages"] == [XINGSHENG, HESHENG]


async def test_an_id_number_that_applied_already_is_told_to_the_office_alone(town: Town) -> None:
    await broker_applicant(town)
    await consents(town, BEN)
    await applies_as_broker(town.ben)
    assert "county office" in town.ben.last
    await town.settled()
    await begins(town.dai)
    await tap(town.dai, "🧑‍💼 Labour brokers (2 wait)")
    await tap(town.dai, "⏳ Who wants to be a broker (2)")
    await town.dai.says("2")
    assert "The same ID number stands elsewhere" in town.dai.last
    assert "安广 · ⏳ wants to be a broker" in town.dai.last


async def test_staff_do_not_apply(town: Town) -> None:
    await begins(town.dai)
    await town.dai.says("/broker")
    assert tells_refusal(town.dai, "staff_no_broker")


async def pauses_chen(town: Town) -> None:
    """Dai pauses Chen, who came by an invitation and never told a name."""
    await begins(town.dai)
    chen = await number_of(town, CHEN)
    await town.dai.says("/brokers")
    await tap(town.dai, "🧑‍💼 All brokers (1)")
    await tap(town.dai, f"Broker no. {chen}")
    assert "Came by an invitation." in town.dai.last
    await tap(town.dai, PAUSE)
    await town.dai.says("People were asked for money")
    assert "⏸ paused" in town.dai.last


async def test_a_broker_suspended_in_the_middle_of_a_form_hears_it_and_it_goes(
    each_town: Town,
) -> None:
    town = each_town
    await begins(town.chen)
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    await walk(town.chen, steps_before("village"), typing=True)
    await pauses_chen(town)
    await town.chen.says("和盛")
    await town.settled()
    await town.chen.look()
    assert "They say: People were asked for money" in town.chen.screen()
    assert "What you were filling in is not there any more" in town.chen.screen()
    assert (await town.rows())["draft"] == []
    assert (await town.rows())["labourer"] == []


async def test_a_suspended_broker_reads_why_and_begins_anew_once_reinstated(town: Town) -> None:
    await begins(town.chen)
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    await walk(town.chen, steps_before("village"), typing=True)
    await pauses_chen(town)
    await town.wait(minutes=11)
    await town.chen.look()
    assert "They say: People were asked for money" in town.chen.last
    await tap(town.dai, AGAIN)
    await town.settled()
    await town.chen.says("/menu")
    assert "▶️ Go on:" not in str(labels(town.chen))
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    await walk(town.chen, SHORTEST, typing=True)
    assert "is registered." in town.chen.last


async def test_a_suspended_broker_can_still_use_the_bot_for_oneself(town: Town) -> None:
    await begins(town.chen)
    await pauses_chen(town)
    # The word of it is out before anybody types: it would come between.
    await town.settled()
    await town.chen.says("/menu")
    await town.chen.says("1")
    assert "What is your name?" in town.chen.last


async def test_another_countys_staff_neither_see_nor_decide(town: Town) -> None:
    number = await broker_applicant(town)
    async with town.store() as session:
        ben = await account.open_account(session, telegram_address(BEN.id), town.clock.now())
        await roles.grant_role(session, ben, RoleName.STAFF, TONGYU, town.clock.now())
    await chooses_language(town, BEN)
    assert "wait)" not in "".join(labels(town.ben))
    before = (await town.rows())["broker"]
    for step in ("", ":approve", ":refuse", ":suspend", ":reinstate"):
        await forges(town, BEN, f"broker:{number}{step}")
        assert tells_refusal(town.ben, "not_yours")
    await forges(town, BEN, "brokers:gaps:222424101")
    assert "大兴沟" not in town.ben.last
    assert (await town.rows())["broker"] == before


async def test_who_is_not_staff_decides_nothing(town: Town) -> None:
    number = await broker_applicant(town)
    await begins(town.chen)
    for data in (f"broker:{number}:approve", "brokers", "brokers:all:1"):
        await forges(town, CHEN, data)
        assert "安广" not in town.chen.last
    assert await broker_villages(town) == ()


async def test_two_staff_who_decide_both_see_what_holds(town: Town) -> None:
    await begins(town.dai)
    number = await broker_applicant(town)
    async with town.store() as session:
        ben = await account.open_account(session, telegram_address(BEN.id), town.clock.now())
        await roles.grant_role(session, ben, RoleName.STAFF, "", town.clock.now())
    await chooses_language(town, BEN)
    await forges(town, BEN, f"broker:{number}:refuse")
    await opens(town, "安广")
    await tap(town.dai, ACCEPT)
    await town.ben.says("No, I do not think so")
    assert tells_refusal(town.ben, "broker_decided")
    assert "✅ works as a broker" in town.ben.last
    assert await broker_villages(town) == (XINGSHENG, HESHENG)


async def test_villages_without_a_broker_are_listed_by_township(town: Town) -> None:
    await begins(town.dai)
    await town.dai.says("/brokers")
    await tap(town.dai, "🏘 Villages without a broker")
    # Chen covers the whole of Daxinggou.
    assert not [label for label in labels(town.dai) if label.startswith("大兴沟镇")]
    await tap(town.dai, "罗子沟镇")
    assert "汪清县 罗子沟镇: 23 of 23 villages have no broker" in town.dai.last
    assert "绥芬村" in town.dai.last


async def test_it_goes_by_typed_numbers(town: Town) -> None:
    await begins(town.dai)
    await broker_applicant(town)
    await town.dai.says("/brokers")
    for typed in ("1", "1", "1"):
        await town.dai.says(typed)
    assert "✅ works as a broker" in town.dai.last
