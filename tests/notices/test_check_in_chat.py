"""At the door: a code that people scan, a list by which staff mark, and afterwards a question."""

from typing import Any

import pytest

from dialogue.notices.notice import SIGN
from dialogue.notices.publication import WHO_CAME
from models.notices import sign_ups
from models.notices.notice import Notice
from tests.notices.test_signing_up import seats
from tests.support.labourers.intake import (
    BACK,
    SHORTEST,
    ZH,
    arrive,
    labels,
    tap,
    tells_refusal,
    walk,
)
from tests.support.notices.chat import (
    cancels_notice,
    messages_with,
    newest_text,
    opens_notice,
    publishes_notice,
    registered_neighbour,
    registered_person,
    shows_code,
)
from tests.support.town import ANA, Town

WELCOME, AGAIN = "👋 Welcome! You are checked in: “Spring fair”", "You are checked in already"
HELPED, BY_NAME = "Did it help you?", "➕ Somebody else, by name"
TODAY: dict[str, Any] = {"day": "2026-11-23", "time": "14:00", "deadline": None}
HESHENG, HENAN = "222424101216", "222424101200"


async def came(town: Town) -> int:
    return sum(row["attended_at"] is not None for row in (await town.rows())["sign_up"])


async def test_who_scans_the_code_is_present_and_is_asked_the_next_day_whether_it_helped(
    each_town: Town,
) -> None:
    await registered_person(each_town, ANA)
    await publishes_notice(each_town)
    await tap(each_town.ana, SIGN)
    await each_town.wait(days=2, hours=21)
    await each_town.ana.start(await shows_code(each_town))
    assert each_town.ana.last == WELCOME
    await each_town.wait(tomorrow="10:01")
    assert HELPED in await newest_text(each_town.ana)
    await tap(each_town.ana, "👍 Yes, it did")
    assert "Thank you" in each_town.ana.last
    assert [row["helped"] for row in (await each_town.rows())["sign_up"]] == ["much"]


async def test_it_is_asked_in_ones_own_language_with_three_answers(town: Town) -> None:
    await registered_person(town, ANA, ZH)
    await publishes_notice(town, ZH, **TODAY)
    await town.ana.start(await shows_code(town, ZH))
    await town.wait(tomorrow="10:01")
    assert len(await messages_with(town.ana, "帮上您的忙了吗")) == 1
    assert len(labels(town.ana)) == 3


async def test_it_is_asked_only_once(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, **TODAY)
    await town.ana.start(await shows_code(town))
    for _ in range(3):
        await town.wait(days=1)
    assert len(await messages_with(town.ana, HELPED)) == 1


async def test_who_was_not_there_is_not_asked(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await tap(town.ana, SIGN)
    await town.wait(days=5)
    assert await messages_with(town.ana, HELPED) == []


async def test_a_second_scan_says_that_it_was_done(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, **TODAY)
    payload = await shows_code(town)
    await town.ana.start(payload)
    await town.ana.start(payload)
    assert AGAIN in town.ana.last
    assert await came(town) == 1


async def test_who_did_not_sign_up_is_let_in_too(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, **TODAY)
    await town.ana.start(await shows_code(town))
    assert town.ana.last == WELCOME
    assert await seats(town) == {"walked_in": ["安娜安娜"]}


async def test_who_is_not_registered_yet_does_so_and_is_then_checked_in(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, **TODAY)
    await town.ben.start(await shows_code(town))
    await tap(town.ben, "English")
    await tap(town.ben, "Yes, let's begin")
    await walk(town.ben, SHORTEST, typing=True)
    assert town.ben.last == WELCOME
    assert await seats(town) == {"walked_in": ["Ann Lee"]}


async def test_so_does_who_is_in_the_middle_of_the_intake(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, **TODAY)
    await arrive(town.ben)
    await walk(town.ben, SHORTEST[:4], typing=True)
    await town.ben.start(await shows_code(town))
    await walk(town.ben, SHORTEST[4:], typing=True)
    assert town.ben.last == WELCOME


async def test_before_the_day_the_code_lets_nobody_in(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await town.ana.start(await shows_code(town))
    assert tells_refusal(town.ana, "door_early")
    assert await came(town) == 0


async def test_before_the_day_the_list_is_only_read(town: Town) -> None:
    await registered_person(town, ANA, name="李秀英")
    await publishes_notice(town)
    await tap(town.ana, SIGN)
    await opens_notice(town)
    await tap(town.dai, WHO_CAME)
    assert "Signed up: 1." in town.dai.last
    assert "• 李秀英 · 汪清县 大兴沟镇 兴盛社区" in town.dai.last
    assert labels(town.dai) == [BACK]


async def test_the_code_of_another_day_is_refused(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    payload = await shows_code(town)
    await town.wait(tomorrow="09:00")
    await town.ana.start(payload)
    assert tells_refusal(town.ana, "door_over")
    assert await came(town) == 0


async def test_the_code_works_until_midnight(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, **TODAY)
    payload = await shows_code(town)
    assert "It works until 24:00 today" in town.dai.last
    await town.wait(hours=11, minutes=50)
    await town.ana.start(payload)
    assert town.ana.last == WELCOME


@pytest.mark.parametrize("forged", ["here-", "here-1", "here-1-2-3", "here-é-*", "other", "last"])
async def test_a_forged_code_is_refused(town: Town, forged: str) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, **TODAY)
    payload = await shows_code(town)
    number, rest = payload.removeprefix("here-").split("-", 1)
    swapped = "a" if payload[-1] != "a" else "b"
    known = {"other": f"here-{int(number, 36) + 1}-{rest}", "last": payload[:-1] + swapped}
    await town.ana.start(known.get(forged, forged))
    assert tells_refusal(town.ana, "door_unknown")
    assert await came(town) == 0


async def test_the_code_of_a_cancelled_fair_is_refused(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    payload = await shows_code(town)
    await cancels_notice(town)
    await town.ana.start(payload)
    assert tells_refusal(town.ana, "door_unknown")


@pytest.mark.phones("buttons", "labels")
async def test_staff_mark_who_signed_up_and_take_it_back(town: Town) -> None:
    await registered_person(town, ANA, name="李秀英")
    await publishes_notice(town, **TODAY)
    await tap(town.ana, SIGN)
    await opens_notice(town)
    await tap(town.dai, WHO_CAME)
    assert "Signed up: 1 · came: 0." in town.dai.last
    await tap(town.dai, "李秀英")
    assert "Signed up: 1 · came: 1." in town.dai.last
    assert labels(town.dai)[0] == "✅ 李秀英"
    await tap(town.dai, "✅ 李秀英")
    assert "Signed up: 1 · came: 0." in town.dai.last


async def test_the_notice_counts_who_signed_up_and_who_came(town: Town) -> None:
    await registered_person(town, ANA, name="李秀英")
    await publishes_notice(town, **TODAY)
    await tap(town.ana, SIGN)
    await opens_notice(town)
    await tap(town.dai, WHO_CAME)
    await tap(town.dai, "李秀英")
    await tap(town.dai, BACK)
    assert "🙋 Signed up: 1 · waiting: 0 · came: 1" in town.dai.last


async def test_a_long_list_has_pages_and_goes_by_typed_numbers(town: Town) -> None:
    people = [await registered_neighbour(town, f"王{sign}") for sign in "一二三四五六七八九十甲乙"]
    number = await publishes_notice(town, **TODAY)
    async with town.store() as session:
        notice = await session.get_one(Notice, number)
        for one in people:
            await sign_ups.sign_up(session, notice, one, town.clock.now())
    await opens_notice(town)
    await tap(town.dai, WHO_CAME)
    await tap(town.dai, "More ▸")
    assert len(labels(town.dai)) == 2 + len(["◂ Before", BY_NAME, BACK])
    await town.dai.says("2")
    assert "Signed up: 12 · came: 1." in town.dai.last
    assert labels(town.dai)[1].startswith("✅ ")


async def by_name(town: Town, name: str) -> None:
    """Dai marks somebody who is not on the list."""
    await publishes_notice(town, **TODAY)
    await opens_notice(town)
    for label in (WHO_CAME, BY_NAME):
        await tap(town.dai, label)
    await town.dai.says(name)


async def test_staff_mark_by_name_who_has_no_phone(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_neighbour(town, "王小春")
    await by_name(town, "王小春")
    assert labels(town.dai)[0] == "✅ 王小春"
    assert await came(town) == 1


async def test_of_two_with_one_name_staff_choose(town: Town) -> None:
    for village in (HESHENG, HENAN):
        await registered_neighbour(town, "王小春", village=village)
    await by_name(town, "王小春")
    assert labels(town.dai)[:2] == [
        "王小春 · 汪清县 大兴沟镇 和盛村",
        "王小春 · 汪清县 大兴沟镇 河南村",
    ]
    await town.dai.says("2")
    assert labels(town.dai)[0] == "✅ 王小春"
    assert await came(town) == 1


async def test_a_name_that_is_not_there_is_asked_again(town: Town) -> None:
    await registered_neighbour(town, "王小春")
    await by_name(town, "李秀英")
    assert tells_refusal(town.dai, "name_unknown")
    await town.dai.says("王小春")
    assert labels(town.dai)[0] == "✅ 王小春"


async def test_whom_staff_marked_is_asked_whether_it_helped(town: Town) -> None:
    await registered_person(town, ANA, name="李秀英")
    await by_name(town, "李秀英")
    await town.wait(days=4)
    assert len(await messages_with(town.ana, HELPED)) == 1


async def test_whose_mark_was_taken_back_is_not_asked(town: Town) -> None:
    await registered_person(town, ANA, name="李秀英")
    await by_name(town, "李秀英")
    await tap(town.dai, "✅ 李秀英")
    await town.wait(days=4)
    assert await messages_with(town.ana, HELPED) == []
