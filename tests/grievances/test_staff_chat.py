"""Grievances: from the person's phone to the office's, and back, step by step."""

from sandbox.phone import Phone
from tests.support.grievances import (
    AGAIN,
    BOSS,
    CLOSE,
    NOTE,
    OPEN,
    STORY,
    TAKE,
    UNPAID,
    asked,
    colleague,
    looks_at,
    meets,
    takes,
    tells,
    writes,
)
from tests.support.intake_answers import SAVE, labels, says, tap
from tests.support.notices import has, lives, reads
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
    await meets(town.dai)
    await lives(town, ANA, phone="+8613800002001")
    await tells(town.ana)
    await town.settled()
    await town.dai.look()


async def test_from_the_first_word_to_the_end_and_back_again(each_town: Town) -> None:
    town, ana, dai = each_town, each_town.ana, each_town.dai
    await meets(dai)
    await lives(town, ANA, phone="+8613800002001")
    await ana.says("/trouble")
    assert asked(ana, "kind")
    await tap(ana, UNPAID)
    for key, typed in (
        ("employer", BOSS),
        ("since", "since August"),
        ("amount", "9000"),
        ("words", STORY),
    ):
        assert asked(ana, key), ana.screen()
        await ana.says(typed)
    await ana.sends_photo()
    await tap(ana, SAVE)
    assert "The county office has it now (№1)." in ana.last
    await town.settled()
    assert "Somebody needs help: Wages not paid" in await reads(dai)
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
    assert "looks after this now" in await reads(ana)
    await writes(dai, "We called the boss: he pays on Friday.")
    assert "Noted. The person is told." in dai.last
    await town.settled()
    assert "he pays on Friday" in await reads(ana)
    await writes(dai, "Paid, all 9000 yuan.", CLOSE)
    await town.settled()
    assert "has closed this" in await reads(ana)
    await tap(ana, AGAIN)
    assert "knows now that it is not over" in ana.last
    await town.settled()
    assert "It is not over, says the person" in await reads(dai)
    await takes(dai)
    assert "Paid, all 9000 yuan." in dai.last


async def test_who_is_erased_meanwhile_leaves_nothing_to_write_to(each_town: Town) -> None:
    town = each_town
    await ana_and_dai(town)
    await takes(town.dai)
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
    assert rows["grievance"] == rows["grievance_note"] == rows["draft"] == []
    assert "What would you like to do?" in town.dai.last
    await forges(town.dai, "grievances:1:close")
    assert says(town.dai, "not_yours")


async def test_it_goes_by_typed_numbers_and_words_alone(town: Town) -> None:
    await meets(town.dai)
    await lives(town, ANA)
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
    await writes(town.dai, "Solved.", CLOSE)
    await town.dai.says("/menu")
    assert not [label for label in labels(town.dai) if "Grievances" in label]
    await town.dai.says("/grievances")
    assert "Nobody has a grievance just now." in town.dai.last


async def test_what_a_colleague_has_taken_can_not_be_taken_again(town: Town) -> None:
    await ana_and_dai(town)
    ben = await colleague(town, BEN)
    await looks_at(ben)
    await takes(town.dai)
    await tap(ben, TAKE)
    assert says(ben, "grievance_taken")
    assert "戴" not in ben.last
    assert "a colleague has it" in ben.last


async def test_who_has_it_already_takes_it_once(town: Town) -> None:
    await ana_and_dai(town)
    await takes(town.dai)
    await forges(town.dai, "grievances:1:take")
    assert "you look after it" in town.dai.last
    assert len((await town.rows())["grievance_note"]) == 1


async def test_a_colleague_can_help_out(town: Town) -> None:
    await ana_and_dai(town)
    await takes(town.dai)
    ben = await colleague(town, BEN)
    await looks_at(ben)
    await writes(ben, "The boss was at the office.")
    assert "The boss was at the office." in ben.last


async def test_words_for_what_was_closed_meanwhile_are_not_taken(town: Town) -> None:
    await ana_and_dai(town)
    await takes(town.dai)
    ben = await colleague(town, BEN)
    await looks_at(ben)
    await tap(ben, NOTE)
    await writes(town.dai, "Solved.", CLOSE)
    await ben.says("We called the boss.")
    assert says(ben, "grievance_closed")
    assert len((await town.rows())["grievance_note"]) == 2


async def test_words_to_two_people_are_never_mixed_up(town: Town) -> None:
    await ana_and_dai(town)
    await tells(town.ana)
    await town.settled()
    for number in (1, 2):
        await takes(town.dai, number)
    await looks_at(town.dai, 1)
    await tap(town.dai, NOTE)
    await town.dai.sends_sticker()
    await looks_at(town.dai, 2)
    await writes(town.dai, "For the second.")
    notes = (await town.rows())["grievance_note"]
    assert [(n["grievance_id"], n["words"]) for n in notes if n["words"]] == [
        (2, "For the second.")
    ]


async def test_what_nobody_has_taken_is_not_closed(town: Town) -> None:
    await ana_and_dai(town)
    before = (await town.rows())["grievance"]
    for step in ("close", "note"):
        await forges(town.dai, f"grievances:1:{step}")
        assert says(town.dai, "grievance_untaken")
    assert (await town.rows())["grievance"] == before


async def test_the_office_is_told_every_day_at_nine_what_is_overdue(town: Town) -> None:
    await ana_and_dai(town)
    await town.wait(days=15)
    assert not await has(town.dai, "Overdue")
    await town.wait(days=1)
    assert len(await has(town.dai, "Overdue grievances: 1")) == 1
    await town.wait(days=1)
    assert len(await has(town.dai, "Overdue grievances: 1")) == 2
    await tap(town.dai, "Show them")
    assert "⏰ 2 days too late" in labels(town.dai)[0]
    await looks_at(town.dai)
    await tap(town.dai, TAKE)
    await writes(town.dai, "Solved.", CLOSE)
    await town.wait(days=1)
    assert len(await has(town.dai, "Overdue")) == 1


async def test_what_is_overdue_stands_first(town: Town) -> None:
    await ana_and_dai(town)
    await town.wait(days=10)
    await tells(town.ana, "The work is dangerous")
    await town.settled()
    await town.dai.says("/grievances")
    await tap(town.dai, "(+1 more)")
    assert [label.partition(" · ")[0] for label in labels(town.dai)[:2]] == [
        "№2 The work is dangerous",
        "№1 Wages not paid",
    ]
