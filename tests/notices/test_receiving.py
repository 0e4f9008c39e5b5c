"""A notice arrives: in one's language, with why it came, at a decent hour, and not too often."""

from typing import Any

from dialogue.notices.notice import ASK, NOT_FOR_ME, SHOW_PLACE, SIGN, STOP_KIND
from dialogue.notices.publication import PUBLISH
from sandbox.chats.phone import words
from tests.support.labourers.intake import CHANGE, EN, KO, ZH, asks_intake, labels, tap
from tests.support.notices.chat import (
    FAIR,
    fills_notice,
    messages_with,
    newest_text,
    prepares_notice,
    publishes_notice,
    registered_person,
    steps_to,
    writes_notice,
)
from tests.support.town import ANA, BEN, Town

KOREAN: dict[str, Any] = {
    "also": ["ko"],
    "title_ko": "대흥구 박람회",
    "text_ko": "공장 스무 곳이 옵니다.",
}
IN_A_MONTH: dict[str, Any] = {"day": "2026-12-30", "deadline": None}
COURSE: dict[str, Any] = {"kind": "training", "title": "A course", "ends_on": None, "who": []}


async def test_it_says_in_one_line_why_it_came(town: Town) -> None:
    await registered_person(town, ANA, wishes=["training"], courses=["mushrooms", "ginseng"])
    await publishes_notice(town, who=["training"], courses=["mushrooms", "livestock"])
    last = (await newest_text(town.ana)).splitlines()[-1]
    assert last == "💡 For you because you want to learn: Edible mushrooms."


async def test_it_carries_what_can_be_done_about_it(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await town.ana.look()
    assert labels(town.ana) == [SIGN, NOT_FOR_ME, STOP_KIND, SHOW_PLACE]


async def test_of_a_policy_one_asks_for_more(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, kind="policy", title="A grant")
    await town.ana.look()
    assert labels(town.ana) == [ASK, NOT_FOR_ME, STOP_KIND]
    await tap(town.ana, ASK)
    assert "Noted: you would like to know more about “A grant”" in town.ana.last


async def test_a_reader_in_korean_gets_the_korean_text_where_there_is_one(town: Town) -> None:
    await registered_person(town, ANA, KO)
    await publishes_notice(town, ZH, **KOREAN)
    assert "대흥구 박람회\n공장 스무 곳이 옵니다." in await newest_text(town.ana)


async def test_a_reader_in_korean_gets_the_writers_text_where_there_is_no_other(
    town: Town,
) -> None:
    await registered_person(town, ANA, KO)
    await publishes_notice(town, ZH)
    assert (await newest_text(town.ana)).startswith("🎪 초빙회\n大兴沟招聘会\n二十家厂子来招人。")


async def test_a_reader_in_a_language_that_was_not_written_gets_the_writers_text(
    town: Town,
) -> None:
    await registered_person(town, BEN, EN)
    await publishes_notice(town, ZH, **KOREAN)
    assert (await newest_text(town.ben)).startswith("🎪 Job fair\n大兴沟招聘会\n二十家厂子来招人。")


async def test_who_never_asked_for_the_kind_does_not_get_it(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN, notices=["training"])
    await publishes_notice(town)
    assert await messages_with(town.ben, "Spring fair") == []


async def test_who_is_in_the_middle_of_a_form_is_not_broken_into(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "News")
    await publishes_notice(town)
    assert asks_intake(town.ana, "notices")
    await town.wait(minutes=9)
    assert asks_intake(await town.ana.look(), "notices")
    await town.wait(minutes=2)
    assert len(await messages_with(town.ana, "Spring fair")) == 1


async def test_every_answer_in_the_form_puts_it_off(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "News")
    await publishes_notice(town)
    await town.wait(minutes=9)
    await tap(town.ana, "Campaigns")
    await town.wait(minutes=9)
    assert await messages_with(town.ana, "Spring fair") == []
    await town.wait(minutes=2)
    assert len(await messages_with(town.ana, "Spring fair")) == 1


async def test_who_leaves_the_form_has_it_within_the_ten_minutes(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "News")
    await publishes_notice(town)
    await town.ana.says("/menu")
    await town.wait(minutes=11)
    assert len(await messages_with(town.ana, "Spring fair")) == 1


async def test_late_for_the_night_is_said(town: Town) -> None:
    await registered_person(town, ANA)
    await town.wait(hours=9)
    await publishes_notice(town)
    await town.wait(tomorrow="08:01")
    assert "we do not disturb you at night" in await newest_text(town.ana)


async def test_in_time_says_nothing_about_it(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    assert "It comes only now" not in await newest_text(town.ana)


async def test_the_sixth_of_a_week_waits_and_says_so(town: Town) -> None:
    await registered_person(town, ANA)
    for place in range(5):
        await publishes_notice(town, title=f"Fair {place}", **IN_A_MONTH)
    await publishes_notice(town, title="The sixth", **IN_A_MONTH)
    assert await messages_with(town.ana, "The sixth") == []
    await town.wait(days=7)
    (sixth,) = await messages_with(town.ana, "The sixth")
    assert "It comes only now because you had 5 messages within a week" in words(sixth)


async def test_the_writer_is_told_whose_week_is_full_before_it_goes(town: Town) -> None:
    await registered_person(town, ANA)
    for place in range(5):
        await publishes_notice(town, title=f"Fair {place}", **IN_A_MONTH)
    await writes_notice(town, title="The sixth", **IN_A_MONTH)
    assert "⏸ 1 of these had five within a week already; theirs waits." in town.dai.last


async def test_a_kind_that_is_paused_comes_after_the_pause(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/news")
    await tap(town.ana, "Job fairs: ✅ yes")
    await tap(town.ana, "⏸ Not for a month")
    await publishes_notice(town, **IN_A_MONTH)
    assert await messages_with(town.ana, "Spring fair") == []
    await town.wait(days=31)
    (late,) = await messages_with(town.ana, "Spring fair")
    assert "It comes only now because you had paused this kind." in words(late)


async def test_stopping_this_kind_leaves_the_others(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await tap(town.ana, STOP_KIND)
    assert "no more of “Job fairs”. Everything else goes on" in town.ana.last
    await publishes_notice(town, title="Another fair")
    await publishes_notice(town, **COURSE)
    assert await messages_with(town.ana, "Another fair") == []
    assert len(await messages_with(town.ana, "A course")) == 1


async def test_not_for_me_is_only_about_this_one(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await tap(town.ana, NOT_FOR_ME)
    assert "All right, not “Spring fair”." in town.ana.last
    await publishes_notice(town, title="Another fair")
    assert len(await messages_with(town.ana, "Another fair")) == 1


async def test_the_place_is_told_in_words(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    seen = len(town.ana.received)
    await tap(town.ana, SHOW_PLACE)
    assert town.ana.last == "📍 大兴沟镇政府\n汪清县 大兴沟镇\n🗓 Thu, Nov 26 09:00"
    assert all("venue" not in message for message in town.ana.received[seen:])


async def test_a_place_with_a_location_is_shown_on_the_map_too(town: Town) -> None:
    await registered_person(town, ANA)
    where = {"name": "大兴沟镇政府", "latitude": 43.4, "longitude": 129.5}
    await publishes_notice(town, place=where)
    await tap(town.ana, SHOW_PLACE)
    shown, told = town.ana.received[-2:]
    assert shown["venue"]["title"] == "大兴沟镇政府"
    assert shown["venue"]["location"] == {"latitude": 43.4, "longitude": 129.5}
    assert words(told).startswith("📍 大兴沟镇政府")


async def test_a_location_from_the_phone_of_staff_is_asked_for_its_name_and_shown_too(
    town: Town,
) -> None:
    await registered_person(town, ANA)
    await prepares_notice(town, upto="place")
    await town.dai.shares_location(43.4, 129.5)
    assert "And what is that place called?" in town.dai.last
    await town.dai.says("大兴沟镇政府")
    await fills_notice(town.dai, FAIR[len(steps_to("capacity")) :])
    await tap(town.dai, PUBLISH)
    await town.settled()
    await tap(town.ana, SHOW_PLACE)
    shown, _ = town.ana.received[-2:]
    assert shown["venue"]["title"] == "大兴沟镇政府"
    assert shown["venue"]["location"] == {"latitude": 43.4, "longitude": 129.5}
