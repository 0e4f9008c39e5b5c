"""What waits stays within reach, the menu keeps its numbers, and back goes one step."""

from bot.telegram.addresses import telegram_address
from models.accounts import account, drafts
from sandbox.chats.phone import Phone
from tests.support.labourers.intake import labels, tap
from tests.support.notices.chat import registered_person
from tests.support.placements.chat import open_known_employer, placement_by_chen, visible_person
from tests.support.town import ANA, Town

BEGUN = {"kind": "unpaid"}
WAITS = "⏳ Waits for your answer"


def number_of(phone: Phone, label: str) -> str:
    """The number that stands before a label of the menu."""
    return next(one for one in phone.buttons if label in one).split()[0]


async def test_what_was_asked_waits_in_the_menu_until_it_is_answered(town: Town) -> None:
    labourer = await visible_person(town, status="farming")
    await placement_by_chen(town, labourer, await open_known_employer(town))
    # Two questions much alike come on two days.
    await town.wait(days=8, hours=1)
    await town.wait(days=1)
    await town.ana.says("/menu")
    assert f"{WAITS} (2)" in labels(town.ana)
    await town.ana.says("what did you ask me?")
    # The placement was asked about once more, on this day after nine.
    newest, older = labels(town.ana)[:2]
    assert newest.startswith("Is your work right")
    assert older.startswith("Is this still so")
    await town.ana.says("2")
    assert "A short question, once a month." in town.ana.last
    await town.ana.says("没变")
    await town.ana.says("/menu")
    await tap(town.ana, f"{WAITS} (1)")
    assert "Is that right?" in town.ana.last
    assert "✅ Yes, all of it" in labels(town.ana)


async def test_the_menu_keeps_its_numbers_while_it_lies_there(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/menu")
    work, fresh = number_of(town.ana, "Find work"), str(len(town.ana.buttons) + 1)
    async with town.store() as session:
        known, now = await account.get_account(session, telegram_address(ANA.id)), town.clock.now()
        assert known is not None
        begun = await drafts.begin_draft(session, known, "grievance", now, answers=BEGUN)
        drafts.save_draft(begun, now, answers=BEGUN, revisiting=None, partial=None)
        known.draft_id = None
    await town.ana.says("blue sky over the hill")
    assert number_of(town.ana, "Find work") == work
    assert number_of(town.ana, "Go on: Something is wrong") == fresh
    await town.ana.says(fresh)
    assert "Where is that?" in town.ana.last


async def test_back_goes_one_step_to_the_list_that_a_screen_belongs_to(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/news")
    await town.ana.says("1")
    assert "Send them" in labels(town.ana)[0]
    await town.ana.says("上一步")
    assert "Which news may we send you?" in town.ana.last
    await town.ana.says("0")
    assert "What would you like to do?" in town.ana.last
