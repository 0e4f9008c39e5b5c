"""Signing up with one tap: a seat, the waiting list, and buttons of long ago."""

import asyncio

import pytest

from dialogue.notices.notice import SEE_MORE, SHOW_PLACE, SIGN, WITHDRAW
from sandbox.chats.phone import Phone
from tests.support.labourers.intake import ZH, labels, tap, toasts_refusal
from tests.support.notices.chat import (
    cancels_notice,
    messages_with,
    newest_text,
    publishes_notice,
    registered_person,
    writes_notice,
)
from tests.support.town import ANA, BEN, CHEN, Town

YES, FULL = "✅ You are signed up: “Spring fair”", "You are number 1 on the waiting list"
OFF = "you are no longer signed up for “Spring fair”"


async def seats(town: Town) -> dict[str, list[str]]:
    """How the sign-ups stand: state and names."""
    rows = await town.rows()
    names = {row["id"]: row["name"] for row in rows["labourer"]}
    found: dict[str, list[str]] = {}
    for row in rows["sign_up"]:
        found.setdefault(row["state"], []).append(names[row["labourer_id"]])
    return found


async def signs(phone: Phone, notice: int, step: str = "sign") -> None:
    """Tap a notice's button, be it there or not."""
    await phone.look()
    newest = phone.received[-1]["message_id"]
    data = f"notice:{notice}:{step}"
    await phone.does("tap", message_id=newest, data=data, forged=True)


async def leaves(phone: Phone) -> None:
    """Somebody gives a seat up for which others wait: that is asked once more."""
    await tap(phone, WITHDRAW)
    await tap(phone, WITHDRAW)


async def test_one_tap_is_a_seat(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await tap(town.ana, SIGN)
    assert town.ana.last.startswith(YES)
    assert labels(town.ana) == [SHOW_PLACE, WITHDRAW, SEE_MORE, "Menu"]


async def test_so_is_a_typed_one(town: Town) -> None:
    await registered_person(town, ANA, ZH)
    await publishes_notice(town, ZH)
    await town.ana.says("1")
    assert "给您报上名了：“大兴沟招聘会”" in town.ana.last


@pytest.mark.buttons
async def test_a_second_tap_takes_no_second_seat(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, capacity=2)
    notice = town.ana.received[-1] if await newest_text(town.ana) else {}
    await town.ana.taps("Sign me up", notice)
    await town.ana.taps("Sign me up", notice)
    assert "You are signed up already" in town.ana.last
    assert [row["taken"] for row in (await town.rows())["notice"]] == [1]


async def test_two_people_and_one_last_seat_end_with_one_seat_given(each_town: Town) -> None:
    await registered_person(each_town, ANA)
    await registered_person(each_town, BEN)
    notice = await publishes_notice(each_town, capacity=1)
    await asyncio.gather(signs(each_town.ana, notice), signs(each_town.ben, notice))
    told = sorted([each_town.ana.last.splitlines()[0], each_town.ben.last.splitlines()[0]])
    assert told[0] == YES
    assert FULL in told[1]
    states = await seats(each_town)
    assert [len(states["seated"]), len(states["queued"])] == [1, 1]


async def test_who_waits_moves_up_when_a_seat_is_given_back_and_is_told(
    each_town: Town,
) -> None:
    await registered_person(each_town, ANA)
    await registered_person(each_town, BEN)
    await publishes_notice(each_town, capacity=1)
    await tap(each_town.ana, SIGN)
    await tap(each_town.ben, SIGN)
    assert FULL in each_town.ben.last
    await leaves(each_town.ana)
    assert OFF in each_town.ana.last
    await each_town.settled()
    assert "🎉 A seat is yours now: “Spring fair”" in await newest_text(each_town.ben)


async def test_the_waiting_list_goes_by_who_came_first(town: Town) -> None:
    for person in (ANA, BEN, CHEN):
        await registered_person(town, person)
    await publishes_notice(town, capacity=1)
    for phone in (town.ana, town.ben, town.chen):
        await tap(phone, SIGN)
    assert "You are number 2 on the waiting list" in town.chen.last
    await leaves(town.ana)
    await town.settled()
    assert "A seat is yours now" in await newest_text(town.ben)
    assert "A seat is yours now" not in await newest_text(town.chen)


async def test_who_withdraws_and_signs_up_again_waits_behind_the_others(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN)
    await publishes_notice(town, capacity=1)
    await tap(town.ana, SIGN)
    await tap(town.ben, SIGN)
    await leaves(town.ana)
    await tap(town.ana, SIGN)
    assert FULL in town.ana.last
    assert await seats(town) == {"queued": ["安娜安娜"], "seated": ["BenBen"]}


@pytest.mark.phones("buttons", "numbers")
async def test_who_would_leave_while_others_wait_may_keep_the_seat(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN)
    await publishes_notice(town, capacity=1)
    await tap(town.ana, SIGN)
    await tap(town.ben, SIGN)
    await tap(town.ana, WITHDRAW)
    assert "your seat goes to one of them at once" in town.ana.last
    await tap(town.ana, "No, I keep it")
    assert await seats(town) == {"seated": ["安娜安娜"], "queued": ["BenBen"]}


async def test_who_waits_may_leave_the_list(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN)
    await publishes_notice(town, capacity=1)
    await tap(town.ana, SIGN)
    await tap(town.ben, SIGN)
    await tap(town.ben, WITHDRAW)
    assert OFF in town.ben.last
    assert await seats(town) == {"seated": ["安娜安娜"], "withdrawn": ["BenBen"]}


async def test_who_deletes_everything_gives_the_seat_back(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN)
    await publishes_notice(town, capacity=1)
    await tap(town.ana, SIGN)
    await tap(town.ben, SIGN)
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "Delete everything all the same")
    await town.settled()
    assert "A seat is yours now" in await newest_text(town.ben)
    assert await seats(town) == {"seated": ["BenBen"]}


async def test_who_has_deleted_everything_signs_up_to_nothing(town: Town) -> None:
    await registered_person(town, ANA)
    notice = await publishes_notice(town)
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "Yes, delete everything")
    await signs(town.ana, notice)
    assert labels(town.ana) == ["中文", "조선말", "English"]
    assert await seats(town) == {}


async def test_without_a_number_of_seats_everybody_has_one(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN)
    await publishes_notice(town, capacity=None)
    for phone in (town.ana, town.ben):
        await tap(phone, SIGN)
        assert phone.last.startswith(YES)


async def test_the_next_reader_sees_how_many_seats_are_left(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, capacity=1)
    await tap(town.ana, SIGN)
    await registered_person(town, BEN)
    await town.ben.says("/on")
    assert "🪑 All 1 seats are taken; there is a waiting list" in town.ben.last


async def test_after_the_deadline_it_is_too_late(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await town.wait(tomorrow="12:00")
    await town.wait(tomorrow="23:00")
    await tap(town.ana, SIGN)
    assert YES in town.ana.last
    await tap(town.ana, WITHDRAW)
    await town.wait(hours=2)
    await town.ana.taps("Sign me up")
    assert "Signing up for “Spring fair” is over." in town.ana.last


async def test_who_has_a_seat_may_leave_after_the_deadline(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await tap(town.ana, SIGN)
    await town.wait(days=2, hours=20)
    await tap(town.ana, WITHDRAW)
    assert OFF in town.ana.last


@pytest.mark.buttons
@pytest.mark.parametrize("button", ["Sign me up", "Not for me", "Where is it?"])
async def test_an_old_button_of_a_cancelled_fair_says_that_it_is_off(
    town: Town, button: str
) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    notice = (await messages_with(town.ana, "Spring fair"))[-1]
    await cancels_notice(town)
    await town.ana.taps(button, notice)
    assert "❌ “Spring fair” does not take place." in town.ana.last
    assert await seats(town) == {}


async def test_an_old_button_of_a_fair_that_is_over_says_so(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    notice = (await messages_with(town.ana, "Spring fair"))[-1]
    await town.wait(days=5)
    await town.ana.taps("Sign me up", notice)
    assert "Signing up for “Spring fair” is over." in town.ana.last
    assert await seats(town) == {}


@pytest.mark.parametrize("step", ["sign", "no", "stop", "place", "help:much"])
async def test_a_button_of_another_countys_notice_is_none(town: Town, step: str) -> None:
    await registered_person(town, ANA)
    notice = await publishes_notice(town)
    await registered_person(town, BEN, village="220822101200")
    await signs(town.ben, notice, step)
    assert toasts_refusal(town.ben, "button_gone")
    assert await seats(town) == {}


@pytest.mark.parametrize("step", ["sign", "no", "stop", "place", "nonsense", "help:much"])
async def test_a_button_of_a_notice_that_is_not_out_is_none(town: Town, step: str) -> None:
    await registered_person(town, ANA)
    notice = await writes_notice(town)
    await signs(town.ana, notice, step)
    assert toasts_refusal(town.ana, "button_gone")
    assert await seats(town) == {}
