"""Trouble is heard before registration, with no more than what it needs to call back."""

import pytest

from dialogue.core.i18n import OWN_NAMES
from models.core.vocabulary import Language
from models.grievances import ending
from models.grievances.grievance import Grievance
from sandbox.chats.phone import Phone
from tests.grievances.test_staff_chat import walk
from tests.support.grievances.chat import (
    NOTE,
    OPEN,
    TAKE,
    colleague,
    opens_bot_in_english,
    writes_to_person,
)
from tests.support.labourers.intake import (
    AGREE,
    EN,
    KO,
    SAVE,
    SHORTEST,
    SKIP,
    ZH,
    labels,
    tap,
)
from tests.support.labourers.intake import walk as answers_intake
from tests.support.notices.chat import newest_text
from tests.support.stored_actors import load_actor
from tests.support.town import ANA, BEN, Town

FIRST = "🆘 Wages not paid, a fee, papers kept, danger? Tell that first"
AGREED = "Yes, I tell it"
KEPT = ("labourer", "draft", "grievance", "ledger_change")


async def chooses_trouble(phone: Phone, language: Language = EN) -> None:
    await phone.start()
    await tap(phone, OWN_NAMES[language])
    await tap(phone, FIRST, language)


async def tells_trouble(phone: Phone, *, called: str = "老王", number: str = "13800009999") -> None:
    """From the first screen to the end: what it is, how much, and how to call back."""
    await chooses_trouble(phone)
    await tap(phone, AGREED)
    await tap(phone, "Wages not paid")
    await walk(phone, "赵老板砖厂", "9000", "干了三个月没给钱", called, number)
    await tap(phone, SKIP)
    await tap(phone, SAVE)


@pytest.mark.phones("buttons", "numbers")
async def test_a_stranger_is_heard_called_back_and_answered(each_town: Town) -> None:
    town, ana, dai = each_town, each_town.ana, each_town.dai
    await opens_bot_in_english(dai)
    await tells_trouble(ana)
    assert "The county office has it now (№1)." in ana.last
    assert (await town.rows())["labourer"] == []
    await town.settled()
    assert "Somebody needs help: Wages not paid" in await newest_text(dai)
    await tap(dai, OPEN)
    for said in ("老王", "+8613800009999", "赵老板砖厂", "9000 yuan", "not registered yet"):
        assert said in dai.last, said
    await tap(dai, TAKE)
    await writes_to_person(dai, "We called the boss.", NOTE)
    await town.settled()
    assert "We called the boss." in await newest_text(ana)
    await ana.says("/trouble")
    assert any("№1" in label for label in labels(ana))


async def test_who_registers_later_has_it_in_their_entry(town: Town) -> None:
    await tells_trouble(town.ana)
    await town.ana.says("/menu")
    await tap(town.ana, "📝 Register myself")
    await tap(town.ana, AGREE)
    await answers_intake(town.ana, SHORTEST)
    rows = await town.rows()
    (entry,), (told,) = rows["labourer"], rows["grievance"]
    assert (told["labourer_id"], told["teller_id"]) == (entry["id"], None)
    await town.ana.says("/trouble")
    assert any("№1" in label for label in labels(town.ana))


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        (ZH, "老板不给工资"),
        (ZH, "老板扣了我的身份证"),
        (KO, "월급을 못 받았습니다"),
        (EN, "/trouble"),
    ],
)
async def test_words_lead_there_too_and_nothing_is_kept_before_the_yes(
    town: Town, language: Language, typed: str
) -> None:
    await town.ana.says(typed)
    await tap(town.ana, OWN_NAMES[language])
    await tap(town.ana, "No, thank you", language)
    rows = await town.rows()
    assert [table for table in KEPT if rows[table]] == []
    await town.ana.says(typed)
    await tap(town.ana, AGREED, language)
    assert await town.given(ANA) == {}


async def test_without_a_village_each_office_sees_it_until_one_takes_it(town: Town) -> None:
    await opens_bot_in_english(town.dai)
    tongyu = await colleague(town, BEN, "220822")
    await tells_trouble(town.ana)
    await town.settled()
    for phone in (town.dai, tongyu):
        await phone.says("/grievances")
        assert any("№1" in label for label in labels(phone)), phone.screen()
    await tap(tongyu, "№1 ")
    await tap(tongyu, TAKE)
    await town.dai.says("/grievances")
    assert "Nobody has a grievance" in town.dai.last


async def test_two_strangers_are_two_people_in_the_queue_and_see_their_own(town: Town) -> None:
    await opens_bot_in_english(town.dai)
    await tells_trouble(town.ana)
    await tells_trouble(town.ben, called="老李")
    await town.settled()
    await town.dai.says("/grievances")
    assert sum("№" in label for label in labels(town.dai)) == 2
    await town.ben.says("/trouble")
    assert not any("№1" in label for label in labels(town.ben))


async def test_a_stranger_can_have_and_delete_what_they_told(town: Town) -> None:
    await tells_trouble(town.ana)
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "Delete everything all the same")
    rows = await town.rows()
    assert "老王" not in str(rows)
    assert "砖厂" not in str(rows)
    (left,) = rows["grievance"]
    assert (left["amount"], left["state"], left["teller_id"]) == (9000, "closed", None)


async def test_who_was_heard_is_not_registered_and_is_forgotten_by_no_clock(town: Town) -> None:
    await tells_trouble(town.ana)
    await town.wait(days=3)
    await town.ana.says("/menu")
    assert "📝 Register myself" in labels(town.ana)
    await tap(town.ana, "📝 Register myself")
    await tap(town.ana, "No, thank you")
    assert "What you told the county office stays with it" in town.ana.last
    assert len((await town.rows())["grievance"]) == 1


async def test_they_tell_more_and_say_that_it_is_not_over(town: Town) -> None:
    await tells_trouble(town.ana)
    await town.ana.says("/trouble")
    await tap(town.ana, "№1")
    await tap(town.ana, "✏️ Tell more")
    assert "What is there to add?" in town.ana.last


async def test_who_told_trouble_can_open_all_that_the_menu_shows(town: Town) -> None:
    await tells_trouble(town.ana)
    await town.ana.says("/menu")
    for label in labels(town.ana):
        await town.ana.says("/menu")
        await tap(town.ana, label)
        assert "请再试一次" not in town.ana.last, label


@pytest.mark.parametrize("within", [False, True])
async def test_a_person_is_named_to_who_may_not_leave_a_message(town: Town, within: bool) -> None:
    if within:
        await chooses_trouble(town.ana)
        await tap(town.ana, AGREED)
    else:
        await tells_trouble(town.ana)
    await town.ana.says("a person please")
    assert "call 12333" in town.ana.last
    assert ("What is wrong" in town.ana.last) is within


async def test_a_photo_by_itself_goes_to_what_was_told_without_an_entry(town: Town) -> None:
    await tells_trouble(town.ana)
    await town.ana.says("/menu")
    await town.ana.sends_photo(caption="工棚")
    await tap(town.ana, "✏️ Add to №1 Wages not paid")
    (kept,) = (await town.rows())["evidence"]
    assert kept["grievance_id"] == 1
    (note,) = (await town.rows())["grievance_note"]
    assert note["words"] == "工棚"


async def test_a_link_for_help_shows_who_is_registered_what_they_told(town: Town) -> None:
    await tells_trouble(town.ana)
    await town.ana.says("/menu")
    await tap(town.ana, "📝 Register myself")
    await tap(town.ana, AGREE)
    await answers_intake(town.ana, SHORTEST)
    await town.ana.says("/start trouble")
    assert any("№1" in label for label in labels(town.ana))
    assert (await town.given(ANA)) is None


async def test_what_a_stranger_took_back_before_anybody_had_it_is_found_among_the_closed(
    town: Town,
) -> None:
    await opens_bot_in_english(town.dai)
    await colleague(town, BEN, "220822")
    await tells_trouble(town.ana)
    async with town.store() as session:
        told = await session.get_one(Grievance, 1)
        assert told.county == ""
        own = await load_actor(session, told.teller_id, town.clock.now())
        assert await ending.withdraw_grievance(session, own, told) is None
    await town.dai.says("/grievances")
    await town.dai.taps("🗂")
    await town.dai.taps("2026")
    assert any("№1" in label for label in labels(town.dai))
