"""A notice goes out: at its time, to whom it fits, once, with its progress for the writer."""

from typing import Any

import pytest

from dialogue.notices.publication import CANCEL, PUBLISH_THEN
from sandbox.chats.phone import words
from tests.support.labourers.intake import CHANGE, tap, tells_refusal
from tests.support.notices.chat import (
    OPEN,
    messages_with,
    newest_text,
    prepares_notice,
    publication_report,
    publishes_notice,
    registered_neighbour,
    registered_person,
)
from tests.support.town import ANA, BEN, Town

FAR = "222424103001"


async def later(town: Town, day: str = "tomorrow", hour: str = "9 a.m.") -> None:
    """Dai wants it to go out on a day, and publishes it."""
    await prepares_notice(town, upto="publish")
    for said in ("2", day, hour):
        await town.dai.says(said)
    await tap(town.dai, PUBLISH_THEN)


async def test_it_goes_to_whom_it_fits_and_to_nobody_else(each_town: Town) -> None:
    await registered_person(each_town, ANA, status="out_of_work")
    await registered_person(each_town, BEN)
    await publishes_notice(each_town, who=["out_of_work"])
    assert "For you because you are out of work." in await newest_text(each_town.ana)
    assert await messages_with(each_town.ben, "Spring fair") == []


@pytest.mark.parametrize(
    ("given", "ana", "ben"),
    [
        ({"area": "222424101"}, {}, {"village": FAR}),
        ({"who": ["registered"]}, {"registered_poor": True, "household_head": "王大山"}, {}),
        ({"who": ["leavers"]}, {"left_school_recently": True}, {}),
        ({"who": ["business"]}, {"wishes": ["business"]}, {}),
        (
            {"who": ["training"], "courses": ["mushrooms"]},
            {"wishes": ["training"], "courses": ["mushrooms", "ginseng"]},
            {"wishes": ["training"], "courses": ["ginseng"]},
        ),
        (
            {"who": ["work"], "trades": ["factory"], "reach": "province"},
            {"wishes": ["work"], "wanted_work": ["factory"], "wanted_reach": "anywhere"},
            {"wishes": ["work"], "wanted_work": ["factory"], "wanted_reach": "county"},
        ),
    ],
)
async def test_whom_it_is_for_is_whom_it_reaches(
    town: Town, given: dict[str, Any], ana: dict[str, Any], ben: dict[str, Any]
) -> None:
    await registered_person(town, ANA, **ana)
    await registered_person(town, BEN, **ben)
    await publishes_notice(town, **given)
    assert len(await messages_with(town.ana, "Spring fair")) == 1
    assert await messages_with(town.ben, "Spring fair") == []


async def test_it_goes_out_on_the_day_that_its_writer_chose(town: Town) -> None:
    await registered_person(town, ANA)
    await later(town)
    assert "“Spring fair” goes out: Tue, Nov 24 09:00" in town.dai.last
    await town.wait(hours=20)
    assert await messages_with(town.ana, "Spring fair") == []
    await town.wait(hours=1, minutes=1)
    assert len(await messages_with(town.ana, "Spring fair")) == 1


async def test_who_registers_in_the_meantime_is_among_them(town: Town) -> None:
    await registered_person(town, BEN)
    await later(town)
    await registered_person(town, ANA)
    await town.wait(hours=22)
    assert len(await messages_with(town.ana, "Spring fair")) == 1


async def test_what_is_cancelled_before_its_day_reaches_nobody(town: Town) -> None:
    await registered_person(town, ANA)
    await later(town)
    await tap(town.dai, OPEN)
    await tap(town.dai, CANCEL)
    await tap(town.dai, CANCEL)
    await town.wait(days=1)
    assert await messages_with(town.ana, "Spring fair") == []


async def test_what_is_changed_before_its_day_is_looked_at_and_published_anew(
    town: Town,
) -> None:
    await registered_person(town, ANA)
    await later(town)
    await tap(town.dai, OPEN)
    await tap(town.dai, CHANGE)
    await tap(town.dai, "Title")
    await town.dai.says("A better name")
    assert "Changed, and held back" in words(town.dai.received[-3])
    await town.wait(days=1)
    assert await messages_with(town.ana, "A better name") == []
    await town.dai.taps(PUBLISH_THEN)
    await town.settled()
    assert len(await messages_with(town.ana, "A better name")) == 1


async def test_published_in_the_night_it_comes_in_the_morning(town: Town) -> None:
    await registered_person(town, ANA)
    await town.wait(hours=9)
    await publishes_notice(town)
    await town.wait(minutes=1)
    assert "nobody is written to at night" in await newest_text(town.dai)
    assert await messages_with(town.ana, "Spring fair") == []
    await town.wait(hours=11, minutes=1)
    assert len(await messages_with(town.ana, "Spring fair")) == 1


async def test_what_is_over_before_the_morning_is_never_sent(town: Town) -> None:
    await registered_person(town, ANA)
    await town.wait(hours=9)
    await publishes_notice(town, day="2026-11-24", deadline=None, time="07:30")
    await town.wait(days=1, hours=12)
    assert await messages_with(town.ana, "Spring fair") == []


async def test_a_second_publish_button_sends_nothing_more(town: Town) -> None:
    await registered_person(town, ANA)
    notice = await publishes_notice(town)
    await town.wait(minutes=1)
    await town.dai.look()
    newest = town.dai.received[-1]["message_id"]
    data = f"manage:{notice}:publish"
    await town.dai.does("tap", message_id=newest, data=data, forged=True)
    assert tells_refusal(town.dai, "notice_out")
    await town.wait(hours=1)
    assert len(await messages_with(town.ana, "Spring fair")) == 1


async def test_later_ticks_send_it_to_nobody_twice(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    for _ in range(3):
        await town.wait(minutes=30)
    assert len(await messages_with(town.ana, "Spring fair")) == 1


async def test_the_writer_sees_how_far_it_is_in_one_message(town: Town) -> None:
    await registered_person(town, ANA)
    await town.wait(hours=9)
    await publishes_notice(town)
    await town.wait(minutes=1)
    (going,) = await messages_with(town.dai, "📤 “Spring fair” is going out.")
    assert "⏳ Waiting: 1" in words(going)
    await town.wait(hours=11)
    await town.wait(minutes=1)
    (out,) = await messages_with(town.dai, "📤 “Spring fair” is out.")
    assert out["message_id"] == going["message_id"]


async def test_what_is_out_at_once_needs_no_word_on_how_far_it_is(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await town.wait(minutes=1)
    assert len(await messages_with(town.dai, "📤 “Spring fair”")) == 1, "what was said to the tap"
    assert len(await messages_with(town.dai, "📮 “Spring fair” is out.")) == 1


async def test_the_writer_gets_one_report_in_the_end(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_neighbour(town, "王小春")
    await publishes_notice(town)
    await town.wait(hours=1)
    (report,) = await messages_with(town.dai, "📮 “Spring fair” is out.")
    assert "✅ Sent: 1" in words(report)
    assert "🚫 Can't be reached: 1" in words(report)
    assert "  · 1: no phone with this bot" in words(report)


async def test_who_has_blocked_the_bot_is_not_reached_and_the_report_says_so(
    town: Town,
) -> None:
    await registered_person(town, ANA)
    await town.fault("403", method="sendMessage", chat_id=ANA.id)
    await publishes_notice(town)
    assert "  · 1: blocked the bot" in await publication_report(town)


async def test_who_blocked_the_bot_and_writes_again_is_reached_again(town: Town) -> None:
    await registered_person(town, ANA)
    await town.fault("403", method="sendMessage", chat_id=ANA.id)
    await publishes_notice(town)
    await town.ana.says("/menu")
    await publishes_notice(town, title="The next one")
    assert await messages_with(town.ana, "Spring fair") == []
    assert len(await messages_with(town.ana, "The next one")) == 1
