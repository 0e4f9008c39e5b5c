"""What is on: what fits first, nearest first, each with why; everything for who wants it."""

from typing import Any

import pytest

from dialogue.notices.notice import SHOW_PLACE, SIGN, WITHDRAW
from tests.support.labourers.intake import KO, labels, tap, tells_refusal
from tests.support.notices.chat import (
    cancels_notice,
    messages_with,
    publishes_notice,
    registered_person,
)
from tests.support.town import ANA, BEN, Town

ON, ALL, FITTING = "📣 What is on near me", "Show everything", "Only what fits me"
HESHENG, TONGYU = "222424101216", "220822101200"


def at(place: str) -> dict[str, Any]:
    """Where a notice takes place."""
    return {"place": {"name": place, "latitude": None, "longitude": None}}


async def titles(town: Town) -> list[str]:
    """Ana pages through what is on; the titles in order."""
    await town.ana.says("/on")
    seen = [title(town)]
    while "More ▸" in labels(town.ana):
        await tap(town.ana, "More ▸")
        seen.append(title(town))
    return seen


def title(town: Town) -> str:
    """Of the one before Ana now."""
    return town.ana.last.splitlines()[3]


async def test_it_is_the_first_thing_in_the_menu(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/menu")
    assert labels(town.ana)[0] == ON
    await town.ana.says("1")
    assert "There is nothing on for you just now." in town.ana.last


async def test_what_fits_is_shown_with_why(town: Town) -> None:
    await registered_person(town, ANA, wishes=["training"], courses=["mushrooms"])
    await publishes_notice(town, who=["training"], courses=["mushrooms"])
    await town.ana.says("/on")
    assert town.ana.last.startswith("For you: 1 of 1\n\n🎪 Job fair\nSpring fair\n20 firms.")
    assert "For you because you want to learn: Edible mushrooms." in town.ana.last
    assert labels(town.ana) == [SIGN, SHOW_PLACE, ALL, "Menu"]


async def test_the_nearest_comes_first(town: Town) -> None:
    await registered_person(town, ANA, village=HESHENG)
    await publishes_notice(town, title="In the county", **at("汪清县体育馆"))
    await publishes_notice(town, title="In the village", **at("大兴沟镇和盛村村部"))
    await publishes_notice(town, title="In the township", **at("大兴沟镇政府"))
    await publishes_notice(town, title="In another township", **at("罗子沟镇政府"))
    assert await titles(town) == [
        "In the village",
        "In the township",
        "In the county",
        "In another township",
    ]


async def test_of_two_as_near_the_sooner_comes_first(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, title="Later", day="2026-11-28")
    await publishes_notice(town, title="Sooner")
    assert await titles(town) == ["Sooner", "Later"]


@pytest.mark.phones("buttons", "numbers", "labels")
async def test_one_pages_to_and_fro(town: Town) -> None:
    await registered_person(town, ANA)
    for name in ("First", "Second"):
        await publishes_notice(town, title=name, deadline=None)
    await town.ana.says("/on")
    await tap(town.ana, "More ▸")
    assert town.ana.last.startswith("For you: 2 of 2")
    await tap(town.ana, "◂ Before")
    assert town.ana.last.startswith("For you: 1 of 2")


async def test_what_does_not_fit_is_shown_only_to_who_asks_for_everything(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN, status="out_of_work")
    await publishes_notice(town, who=["out_of_work"])
    await town.ana.says("/on")
    assert "There is nothing on for you" in town.ana.last
    await tap(town.ana, ALL)
    assert title(town) == "Spring fair"
    assert "For you because" not in town.ana.last
    await tap(town.ana, FITTING)
    assert "There is nothing on for you" in town.ana.last


async def test_everything_is_everything_of_ones_own_county(town: Town) -> None:
    await registered_person(town, BEN)
    await publishes_notice(town)
    await registered_person(town, ANA, village=TONGYU)
    await town.ana.says("/on")
    await tap(town.ana, ALL)
    assert "There is nothing on in your county just now." in town.ana.last


async def test_one_signs_up_from_there_and_sees_it(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await town.ana.says("/on")
    await tap(town.ana, SIGN)
    await town.ana.says("/on")
    assert "✅ You are signed up." in town.ana.last
    assert labels(town.ana)[0] == WITHDRAW


@pytest.mark.buttons
async def test_the_menu_leads_to_what_one_signed_up_for(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await publishes_notice(town, title="Another fair")
    await town.ana.taps("Sign me up", (await messages_with(town.ana, "Spring fair"))[-1])
    await town.ana.says("/menu")
    await tap(town.ana, "🗓 What I signed up for (1)")
    assert town.ana.last.startswith("Signed up: 1 of 1")
    assert title(town) == "Spring fair"
    assert WITHDRAW in labels(town.ana)


async def test_who_waits_sees_that_too(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN)
    await publishes_notice(town, capacity=1)
    await tap(town.ben, SIGN)
    await tap(town.ana, SIGN)
    await town.ana.says("/on")
    assert "🪑 You are on the waiting list." in town.ana.last


async def test_after_the_deadline_there_is_nothing_to_sign(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await town.wait(days=2, hours=13)
    await town.ana.says("/on")
    assert title(town) == "Spring fair"
    assert SIGN not in labels(town.ana)


async def test_what_is_over_is_not_on(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await town.wait(days=4)
    await town.ana.says("/on")
    assert "There is nothing on for you" in town.ana.last


async def test_what_is_cancelled_is_not_on(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await cancels_notice(town)
    await town.ana.says("/on")
    assert "There is nothing on for you" in town.ana.last


async def test_an_old_page_that_is_no_more_shows_the_last_there_is(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await town.ana.look()
    newest = town.ana.received[-1]["message_id"]
    for page in ("on:fit:9", "on:fit:0", "on:fit:x"):
        await town.ana.does("tap", message_id=newest, data=page, forged=True)
        assert town.ana.last.startswith("For you: 1 of 1")


async def test_who_is_not_registered_is_told_so(town: Town) -> None:
    await town.dai.start()
    await tap(town.dai, "English")
    await town.dai.says("/on")
    assert tells_refusal(town.dai, "no_entry")


async def test_it_is_in_ones_own_language(town: Town) -> None:
    await registered_person(town, ANA, KO)
    await publishes_notice(town, also=["ko"], title_ko="대흥구 박람회", text_ko="공장 스무 곳")
    await town.ana.says("/on")
    assert title(town) == "대흥구 박람회"
