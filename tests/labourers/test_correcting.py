"""A notice that is out is corrected or cancelled; whoever had it is told."""

from dialogue.notices.notice import NOT_FOR_ME, SHOW_PLACE, SIGN, WITHDRAW
from dialogue.notices.publication import CANCEL
from sandbox.chats.phone import words
from tests.support.labourers.intake import BACK, CHANGE, ZH, labels, tap, tells_refusal
from tests.support.notices.chat import (
    cancels_notice,
    messages_with,
    newest_text,
    opens_notice,
    publishes_notice,
    registered_person,
)
from tests.support.town import ANA, BEN, Town

CHANGED, OFF = "✏️ Changed: “Spring fair”", "❌ “Spring fair” does not take place."


async def corrects(town: Town, label: str, typed: str) -> None:
    """Dai answers one question anew; what that says goes out after its two minutes."""
    await opens_notice(town)
    await tap(town.dai, CHANGE)
    await tap(town.dai, label)
    await town.dai.says(typed)


async def test_whoever_had_it_is_told_what_holds_now(each_town: Town) -> None:
    await registered_person(each_town, ANA)
    await publishes_notice(each_town)
    await corrects(each_town, "Time", "2 pm")
    assert any(
        "Changed. Who had it is told in two minutes" in words(seen)
        for seen in each_town.dai.received
    )
    await each_town.wait(minutes=3)
    assert CHANGED in await newest_text(each_town.ana)
    assert "🗓 Thu, Nov 26 14:00" in each_town.ana.last
    assert labels(each_town.ana) == [SIGN, NOT_FOR_ME, SHOW_PLACE]


async def test_who_has_a_seat_may_give_it_back(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await tap(town.ana, SIGN)
    await corrects(town, "Place", "罗子沟镇政府")
    await town.wait(minutes=3)
    assert "📍 罗子沟镇政府" in await newest_text(town.ana)
    assert labels(town.ana) == [WITHDRAW, SHOW_PLACE]


async def test_several_corrections_of_one_sitting_come_as_one(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await corrects(town, "Time", "2 pm")
    await corrects(town, "Place", "罗子沟镇政府")
    await town.wait(minutes=3)
    (told,) = await messages_with(town.ana, "✏️ Changed")
    assert "🗓 Thu, Nov 26 14:00\n📍 罗子沟镇政府" in words(told)


async def test_who_never_had_it_is_not_told_of_the_change(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN, notices=["training"])
    await publishes_notice(town)
    await corrects(town, "Time", "2 pm")
    await town.wait(minutes=3)
    assert await messages_with(town.ben, "Spring fair") == []


async def test_who_has_not_had_it_yet_gets_it_as_it_is_now(town: Town) -> None:
    await registered_person(town, ANA)
    await town.wait(hours=9)
    await publishes_notice(town)
    await corrects(town, "Time", "2 pm")
    await town.wait(tomorrow="08:05")
    (told,) = await messages_with(town.ana, "Spring fair")
    assert "🗓 Thu, Nov 26 14:00" in words(told)
    assert not words(told).startswith("✏️")


async def test_whom_it_is_for_stays_as_it_was(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await opens_notice(town)
    await tap(town.dai, CHANGE)
    assert labels(town.dai) == [
        "Title", "Text", "Day", "Time", "Place", "Seats", "Sign up by", "Picture", BACK,
    ]  # fmt: skip


async def test_a_moved_day_is_reminded_of_and_the_old_one_no_more(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, deadline=None)
    await tap(town.ana, SIGN)
    await corrects(town, "Day", "27 November")
    await town.wait(days=2, hours=7)
    assert await messages_with(town.ana, "⏰") == []
    await town.wait(days=1)
    assert "⏰ Tomorrow: “Spring fair”\n\n🗓 Fri, Nov 27 09:00" in await newest_text(town.ana)


async def test_more_seats_let_the_waiting_list_move_up(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN)
    await publishes_notice(town, capacity=1)
    await tap(town.ana, SIGN)
    await tap(town.ben, SIGN)
    await corrects(town, "Seats", "2")
    await town.settled()
    assert len(await messages_with(town.ben, "🎉 A seat is yours now: “Spring fair”")) == 1


async def test_fewer_seats_than_are_taken_are_refused(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN)
    await publishes_notice(town, capacity=2)
    for phone in (town.ana, town.ben):
        await tap(phone, SIGN)
    await corrects(town, "Seats", "1")
    assert tells_refusal(town.dai, "capacity_taken")


async def test_a_day_in_the_past_is_refused_here_too(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, day="2026-11-24", deadline=None)
    await town.wait(hours=20)
    await corrects(town, "Time", "7 am")
    assert tells_refusal(town.dai, "day_past")


async def test_a_cancelled_fair_is_told_to_whoever_had_it(each_town: Town) -> None:
    await registered_person(each_town, ANA, ZH)
    await registered_person(each_town, BEN, notices=["training"])
    await publishes_notice(each_town)
    await cancels_notice(each_town)
    assert "“Spring fair”不办了" in await newest_text(each_town.ana)
    assert await messages_with(each_town.ben, "Spring fair") == []


async def test_it_is_asked_once_more_before_it_is_cancelled(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await opens_notice(town)
    await tap(town.dai, CANCEL)
    await tap(town.dai, "No, let it stand")
    await town.wait(minutes=1)
    assert await messages_with(town.ana, OFF) == []


async def test_who_waits_for_the_morning_hears_nothing_of_what_was_cancelled(
    town: Town,
) -> None:
    await registered_person(town, ANA)
    await town.wait(hours=9)
    await publishes_notice(town)
    await cancels_notice(town)
    await town.wait(tomorrow="09:00")
    assert await messages_with(town.ana, "Spring fair") == []


async def test_a_correction_that_waits_is_void_once_it_is_cancelled(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await corrects(town, "Time", "2 pm")
    await cancels_notice(town)
    await town.wait(minutes=3)
    assert await messages_with(town.ana, "✏️ Changed") == []
    assert len(await messages_with(town.ana, OFF)) == 1


async def test_what_is_cancelled_can_not_be_changed(town: Town) -> None:
    await registered_person(town, ANA)
    notice = await publishes_notice(town)
    await cancels_notice(town)
    newest = town.dai.received[-1]["message_id"]
    for step in (":change", ":change:title", ":publish"):
        data = f"manage:{notice}{step}"
        await town.dai.does("tap", message_id=newest, data=data, forged=True)
        assert tells_refusal(town.dai, "notice_cancelled") or tells_refusal(town.dai, "notice_out")
