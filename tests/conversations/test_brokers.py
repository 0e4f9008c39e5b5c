"""Brokers: applying, the office's decision, pausing, and villages without one."""

from tests.answers import CHANGE, tap
from tests.brokers import (
    ACCEPT,
    BROKER_ID,
    CHANGE_AND_SEND,
    NOT_ACCEPT,
    SAVE,
    agrees,
    applies,
    areas,
    has_applied,
)
from tests.conversations.test_for_others import begins
from tests.town import Town

HESHENG, XINGSHENG = "222424101216", "222424101001"


async def opens(town: Town, name: str) -> None:
    """Dai opens this application from the menu."""
    await town.dai.says("/menu")
    await tap(town.dai, "🧑‍💼 Labour brokers (1 wait)")
    await tap(town.dai, "⏳ Who wants to be a broker (1)")
    await tap(town.dai, name)


async def test_somebody_applies_and_is_accepted(every_town: Town) -> None:
    town = every_town
    await begins(town.dai)
    await agrees(town)
    await applies(town.ana)
    assert "Your application is with the county office." in town.ana.last
    await town.settled()
    await town.dai.look()
    assert "安广 would like to be a labour broker." in town.dai.last
    assert "大兴沟镇 兴盛社区, 和盛村" in town.dai.last
    await opens(town, "安广")
    assert f"{BROKER_ID[:6]}" not in town.dai.last or BROKER_ID not in town.dai.last
    await tap(town.dai, ACCEPT)
    assert "✅ works as a broker" in town.dai.last
    await town.settled()
    await town.ana.look()
    assert "You are a labour broker." in town.ana.last
    assert await areas(town) == (XINGSHENG, HESHENG)


async def test_who_is_refused_reads_why_and_applies_again(town: Town) -> None:
    await begins(town.dai)
    await has_applied(town)
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
    await tap(town.ana, "Villages")
    await tap(town.ana, "✓ 兴盛社区") if "✓ 兴盛社区" in town.ana.last else None
    await town.ana.says("和盛, 兴盛社区")
    await tap(town.ana, SAVE)
    assert "Your application is with the county office." in town.ana.last
    await town.settled()
    await town.dai.look()
    assert "would like to be a labour broker." in town.dai.last
