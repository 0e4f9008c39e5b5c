"""Grievances: from the person's phone to the office's, and back, step by step."""

import pytest

from sandbox.chats.phone import Phone
from tests.support.grievances.chat import (
    AGAIN,
    BOSS,
    CLOSE,
    NOTE,
    OPEN,
    STORY,
    TAKE,
    UNPAID,
    asks_grievance,
    colleague,
    opens_bot_in_english,
    opens_from_list,
    takes_grievance,
    tells_grievance,
    writes_to_person,
)
from tests.support.labourers.intake import SAVE, labels, tap, tells_refusal
from tests.support.notices.chat import messages_with, newest_text, registered_person
from tests.support.town import ANA, BEN, Town


async def forges(phone: Phone, data: str) -> None:
    """They tap a button that was never there."""
    newest = phone.received[-1]["message_id"]
    await phone.does("tap", message_id=newest, data=data, forged=True)


async def walk(phone: Phone, *typed: str) -> None:
    """They type one thing after the other."""
    for words in typed:
        await phone.says(words)


async def ana_and_dai(town: Town) -> None:
    """Dai of the office has heard of what Ana told."""
    await opens_bot_in_english(town.dai)
    await registered_person(town, ANA, phone="+8613800002001")
    await tells_grievance(town.ana)
    await town.settled()
    await town.dai.look()


async def test_from_the_first_word_to_the_end_and_back_again(each_town: Town) -> None:
    town, ana, dai = each_town, each_town.ana, each_town.dai
    await opens_bot_in_english(dai)
    await registered_person(town, ANA, phone="+8613800002001")
    await ana.says("/trouble")
    assert asks_grievance(ana, "kind")
    await tap(ana, UNPAID)
    for key, typed in (
        ("employer", BOSS),
        ("since", "since August"),
        ("amount", "9000"),
        ("words", STORY),
    ):
        assert asks_grievance(ana, key), ana.screen()
        await ana.says(typed)
    await ana.sends_photo()
    await tap(ana, SAVE)
    assert "The county office has it now (№1)." in ana.last
    await town.settled()
    assert "Somebody needs help: Wages not paid" in await newest_text(dai)
    await tap(dai, OPEN)
    for said in (
        "安娜安娜",
        "+8613800002001",
        BOSS,
        "2026-08-01",
        "9000 yuan",
        STORY,
        "📎 Another paper",
    ):
        assert said in dai.last, said
    await tap(dai, TAKE)
    await town.settled()
    assert "looks after this now" in await newest_text(ana)
    await writes_to_person(dai, "We called the boss: he pays on Friday.")
    assert "Noted. The person is told." in dai.last
    await town.settled()
    assert "he pays on Friday" in await newest_text(ana)
    await writes_to_person(dai, "Paid, all 9000 yuan.", CLOSE)
    await town.settled()
    assert "has closed this" in await newest_text(ana)
    await tap(ana, AGAIN)
    assert "knows now that it is not over" in ana.last
    await town.settled()
    assert "It is not over, says the person" in await newest_text(dai)
    await takes_grievance(dai)
    assert "Paid, all 9000 yuan." in dai.last


async def test_who_is_erased_meanwhile_leaves_nothing_to_write_to(each_town: Town) -> None:
    town = each_town
    await ana_and_dai(town)
    await takes_grievance(town.dai)
    await tap(town.dai, NOTE)
    # That somebody has taken it is told first, or it would come between the taps.
    await town.settled()
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    assert "This is still open" in town.ana.last
    await tap(town.ana, "Delete everything all the same")
    await town.settled()
    await town.dai.look()
    assert "its person had everything deleted" in town.dai.last
    await town.dai.says("We called the boss.")
    rows = await town.rows()
    assert rows["grievance_note"] == rows["draft"] == []
    assert "What would you like to do?" in town.dai.last
    await forges(town.dai, "grievances:1:close")
    assert "The person had everything deleted" in town.dai.last


async def test_it_goes_by_typed_numbers_and_words_alone(town: Town) -> None:
    await opens_bot_in_english(town.dai)
    await registered_person(town, ANA)
    await walk(town.ana, "/trouble", "1", BOSS, "2", "skip", "skip", "skip")
    assert "That was all" in town.ana.last
    await town.ana.says("1")
    assert "(№1)" in town.ana.last
    await town.settled()
    await walk(town.dai, "/grievances", "1", "2")
    assert "you look after it" in town.dai.last
    await walk(town.dai, "2", "Called them.", "3", "Solved.")
    assert "✅ closed" in town.dai.last
    await town.settled()
    await town.ana.look()
    await town.ana.says("2")
    assert "knows now that it is not over" in town.ana.last


async def test_the_menu_leads_there_as_long_as_there_is_one(town: Town) -> None:
    await ana_and_dai(town)
    await town.dai.says("/menu")
    await tap(town.dai, "🆘 Grievances (1)")
    await tap(town.dai, "№1")
    await tap(town.dai, TAKE)
    await writes_to_person(town.dai, "Solved.", CLOSE)
    await town.dai.says("/menu")
    assert not [label for label in labels(town.dai) if "Grievances" in label]
    await town.dai.says("/grievances")
    assert "Nobody has a grievance just now." in town.dai.last


async def test_what_a_colleague_has_taken_can_not_be_taken_again(town: Town) -> None:
    await ana_and_dai(town)
    ben = await colleague(town, BEN)
    await opens_from_list(ben)
    await takes_grievance(town.dai)
    await tap(ben, TAKE)
    assert tells_refusal(ben, "grievance_taken")
    assert "戴" not in ben.last
    assert "a colleague has it" in ben.last


async def test_who_has_it_already_takes_it_once(town: Town) -> None:
    await ana_and_dai(town)
    await takes_grievance(town.dai)
    await forges(town.dai, "grievances:1:take")
    assert "you look after it" in town.dai.last
    assert len((await town.rows())["grievance_note"]) == 1


@pytest.mark.phones("buttons", "labels")
async def test_a_colleague_can_help_out(town: Town) -> None:
    await ana_and_dai(town)
    await takes_grievance(town.dai)
    ben = await colleague(town, BEN)
    await opens_from_list(ben)
    await writes_to_person(ben, "The boss was at the office.")
    assert "The boss was at the office." in ben.last


async def test_words_for_what_was_closed_meanwhile_are_not_taken(town: Town) -> None:
    await ana_and_dai(town)
    await takes_grievance(town.dai)
    ben = await colleague(town, BEN)
    await opens_from_list(ben)
    await tap(ben, NOTE)
    await writes_to_person(town.dai, "Solved.", CLOSE)
    await ben.says("We called the boss.")
    assert tells_refusal(ben, "grievance_closed")
    assert len((await town.rows())["grievance_note"]) == 2


async def test_words_to_two_people_are_never_mixed_up(town: Town) -> None:
    await ana_and_dai(town)
    await tells_grievance(town.ana)
    await town.settled()
    for number in (1, 2):
        await takes_grievance(town.dai, number)
    await opens_from_list(town.dai, 1)
    await tap(town.dai, NOTE)
    await town.dai.sends_sticker()
    await opens_from_list(town.dai, 2)
    await writes_to_person(town.dai, "For the second.")
    notes = (await town.rows())["grievance_note"]
    assert [(n["grievance_id"], n["words"]) for n in notes if n["words"]] == [
        (2, "For the second.")
    ]


async def test_what_nobody_has_taken_is_not_closed(town: Town) -> None:
    await ana_and_dai(town)
    before = (await town.rows())["grievance"]
    for step in ("close", "note"):
        await forges(town.dai, f"grievances:1:{step}")
        assert tells_refusal(town.dai, "grievance_untaken")
    assert (await town.rows())["grievance"] == before


@pytest.mark.buttons
async def test_the_office_is_told_every_day_at_nine_what_is_overdue(town: Town) -> None:
    await ana_and_dai(town)
    await town.wait(days=15)
    assert not await messages_with(town.dai, "Overdue")
    await town.wait(days=1)
    assert len(await messages_with(town.dai, "Overdue grievances: 1")) == 1
    await town.wait(days=1)
    assert len(await messages_with(town.dai, "Overdue grievances: 1")) == 2
    await tap(town.dai, "Show them")
    assert "⏰ 2 days too late" in labels(town.dai)[0]
    await opens_from_list(town.dai)
    await tap(town.dai, TAKE)
    await writes_to_person(town.dai, "Solved.", CLOSE)
    await town.wait(days=1)
    assert len(await messages_with(town.dai, "Overdue")) == 1


async def test_what_is_overdue_stands_first(town: Town) -> None:
    await ana_and_dai(town)
    await town.wait(days=10)
    await tells_grievance(town.ana, "The work is dangerous")
    await town.settled()
    await town.dai.says("/grievances")
    await tap(town.dai, "(+1 more)")
    assert [label.partition(" · ")[0] for label in labels(town.dai)[:2]] == [
        "№2 The work is dangerous",
        "№1 Wages not paid",
    ]
