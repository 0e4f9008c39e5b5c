"""What a person sends together is kept together: albums, captions, words and files added later."""

from typing import Any

import pytest

from dialogue.grievances.form_grievance import WORDS_MOST
from sandbox.chats.phone import Phone
from tests.grievances.test_labourer_chat import is_at
from tests.grievances.test_staff_chat import walk
from tests.support.grievances.chat import (
    BOSS,
    STORY,
    asks_grievance,
    opens_bot_in_english,
    opens_from_list,
    tells_grievance,
    told_grievance,
)
from tests.support.labourers.intake import arrive, tap, tells_refusal
from tests.support.notices.chat import registered_person
from tests.support.town import ANA, Town

MORE, WHAT_FOR = "✏️ Tell more", "What is this for?"


async def evidence(town: Town) -> list[dict[str, Any]]:
    """The files that are kept for grievances."""
    rows = (await town.rows())["evidence"]
    return [one for one in rows if one["grievance_id"] is not None]


async def notes(town: Town) -> list[tuple[str, str | None]]:
    return [(one["what"], one["words"]) for one in (await town.rows())["grievance_note"]]


async def adds_to_told(town: Town, **facts: Any) -> Phone:
    """Ana told it before, and is asked what there is to add."""
    await told_grievance(town, await registered_person(town, ANA, **facts))
    await town.ana.says("/trouble")
    await town.ana.taps("№1")
    await tap(town.ana, MORE)
    return town.ana


async def test_an_album_is_kept_whole(town: Town) -> None:
    phone = await is_at(town, "photo")
    await phone.sends_album("a1", 3)
    assert "3 photos" in phone.last
    await phone.says("1")
    assert len(await evidence(town)) == 3


async def test_an_album_whose_pieces_come_in_one_batch_and_out_of_order_is_kept_whole(
    town: Town,
) -> None:
    phone = await is_at(town, "words")
    for piece, told in enumerate(({}, {"caption": "老板欠我三个月工资"}, {})):
        wait = piece == 2
        await phone.does("photo", wait=wait, size=50_000 + piece, media_group_id="a1", **told)
    await town.settled()
    given = await town.given(ANA)
    assert given is not None
    assert (given["words"], len(given["photo"])) == ("老板欠我三个月工资", 3)


@pytest.mark.parametrize("leaves", ["/menu", "saves"])
async def test_a_late_piece_goes_where_the_first_went(town: Town, leaves: str) -> None:
    phone = await is_at(town, "photo")
    await phone.sends_album("a1", 1)
    await phone.says("1" if leaves == "saves" else leaves)
    await phone.sends_album("a1", 2, caption="工棚")
    assert "kept too" in phone.last
    if leaves == "saves":
        assert [one["caption"] for one in await evidence(town)] == [None, "工棚", None]
        await phone.says("2")
        assert "Menu" in phone.screen() or "What would you like" in phone.last
    else:
        await phone.says("/trouble")
        await phone.says("1")
        assert len(await evidence(town)) == 3


async def test_photos_sent_one_by_one_are_added_at_the_summary(town: Town) -> None:
    phone = await is_at(town, "photo")
    for _ in range(3):
        await phone.sends_photo()
    assert "3 photos" in phone.last
    assert "That was all" in phone.last


async def test_a_caption_answers_the_question_and_the_photo_is_kept(town: Town) -> None:
    phone = await is_at(town, "words")
    await phone.sends_photo(caption=STORY)
    given = await town.given(ANA) or {}
    assert (given["words"], len(given["photo"])) == (STORY, 1)
    await phone.says("1")
    (grievance,) = (await town.rows())["grievance"]
    assert grievance["words"] == STORY


async def test_a_sentence_where_a_photo_is_asked_for_is_kept_beside_the_words(town: Town) -> None:
    phone = await is_at(town, "photo")
    await phone.says("工头姓李，电话打不通")
    assert (await town.given(ANA) or {})["words"] == f"{STORY}\n工头姓李，电话打不通"
    await phone.says("照片怎么发？")
    assert tells_refusal(phone, "file_needed")
    assert (await town.given(ANA) or {})["words"] == f"{STORY}\n工头姓李，电话打不通"


async def test_words_and_files_are_added_and_overwrite_nothing(town: Town) -> None:
    phone = await adds_to_told(town)
    await phone.says("老板昨天又骂人了")
    await phone.sends_album("b2", 2, caption="这是考勤表")
    await phone.says("还欠两个月的加班费")
    await tap(phone, "Done")
    assert all(said in phone.last for said in (STORY, "老板昨天又骂人了", "这是考勤表"))
    (grievance,) = (await town.rows())["grievance"]
    assert grievance["words"] == STORY
    assert await notes(town) == [
        ("told", "老板昨天又骂人了"),
        ("told", "这是考勤表"),
        ("told", "还欠两个月的加班费"),
    ]
    assert len(await evidence(town)) == 2
    await opens_bot_in_english(town.dai)
    await town.settled()
    await opens_from_list(town.dai)
    for said in (STORY, "老板昨天又骂人了", "这是考勤表", "还欠两个月的加班费"):
        assert said in town.dai.last


@pytest.mark.parametrize("word", ["没有了", "好了", "done", "no"])
async def test_nothing_to_add_adds_nothing(town: Town, word: str) -> None:
    phone = await adds_to_told(town)
    await phone.says(word)
    assert await notes(town) == []
    assert STORY in phone.last


async def test_a_photo_at_the_menu_is_kept_for_what_it_is_for(town: Town) -> None:
    await registered_person(town, ANA)
    await tells_grievance(town.ana)
    await town.ana.says("/menu")
    await town.ana.sends_album("c3", 3, caption="安全绳断了")
    assert "kept too" in town.ana.last
    await town.ana.taps("✏️ Add to №1")
    assert len(await evidence(town)) == 3
    assert await notes(town) == [("told", "安全绳断了")]


async def test_a_photo_at_the_menu_can_begin_a_grievance_or_be_thrown_away(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.sends_photo(caption="三个月没发工资")
    assert WHAT_FOR in town.ana.last
    await tap(town.ana, "🆘 Something is wrong at work")
    assert asks_grievance(town.ana, "kind")
    await walk(town.ana, "1", BOSS, "skip", "skip")
    assert "三个月没发工资" in town.ana.last
    assert "a photo" in town.ana.last
    await town.ana.says("/menu")
    await town.ana.sends_photo()
    await tap(town.ana, "🗑 For nothing")
    drafts = (await town.rows())["draft"]
    assert [one["form"] for one in drafts] == ["grievance"]


async def test_a_form_without_files_takes_the_caption_and_says_so(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.sends_photo(caption="李秀英")
    assert (await town.given(ANA) or {}) == {"name": "李秀英"}
    assert "not kept here" in town.ana.screen()


async def test_which_words_of_an_album_are_meant_is_asked_back(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.sends_album("d4", 2, caption="李秀英")
    assert (await town.given(ANA) or {}) == {}


@pytest.mark.parametrize("together", [False, True])
async def test_no_photo_is_lost_that_comes_after_the_menu(town: Town, together: bool) -> None:
    await registered_person(town, ANA)
    await tells_grievance(town.ana)
    await town.ana.says("/menu")
    for piece in range(3):
        await town.ana.sends_photo(size=50_000 + piece)
        assert WHAT_FOR in town.ana.last
        if not together:
            await town.ana.says("/menu")
    await town.ana.sends_photo(size=60_000)
    await town.ana.taps("✏️ Add to №1")
    assert len(await evidence(town)) == 4


async def test_more_files_than_have_room_are_said(town: Town) -> None:
    phone = await is_at(town, "photo")
    for piece in range(9):
        await phone.sends_photo(size=50_000 + piece)
    await phone.says("/menu")
    for piece in range(2):
        await phone.sends_photo(size=60_000 + piece)
    await tap(phone, "🆘 Something is wrong at work")
    assert tells_refusal(phone, "files_many")
    assert len((await town.given(ANA) or {})["photo"]) == 10


async def test_a_caption_joins_the_words_that_were_told_before(town: Town) -> None:
    phone = await is_at(town, "photo")
    await phone.says("/menu")
    await phone.sends_photo(caption="工头姓李，电话打不通")
    await tap(phone, "🆘 Something is wrong at work")
    assert (await town.given(ANA) or {})["words"] == f"{STORY}\n工头姓李，电话打不通"


async def test_a_caption_that_has_no_room_stays_under_its_photo(town: Town) -> None:
    phone = await is_at(town, "words")
    long = STORY * (WORDS_MOST // len(STORY))
    await phone.says(long)
    await phone.says("/menu")
    await phone.sends_photo(caption="工头姓李，电话打不通" * 10)
    await tap(phone, "🆘 Something is wrong at work")
    given = await town.given(ANA) or {}
    assert given["words"] == long
    assert [one["caption"] for one in given["photo"]] == ["工头姓李，电话打不通" * 10]


@pytest.mark.parametrize(
    "caption", ["🆘 Something is wrong at work", "🗑 For nothing, throw it away", "1", "工棚"]
)
async def test_a_caption_does_not_say_what_a_photo_is_for(town: Town, caption: str) -> None:
    await registered_person(town, ANA)
    await town.ana.sends_photo()
    await town.ana.sends_photo(size=60_000, caption=caption)
    assert WHAT_FOR in town.ana.last
    (draft,) = (await town.rows())["draft"]
    assert [one.get("caption") for one in draft["answers"]["files"]] == [None, caption]


async def test_a_photo_below_something_newer_is_asked_about(town: Town) -> None:
    phone = await adds_to_told(town, status="farming")
    await town.wait(days=8, hours=1)
    assert "Is this still so?" in (await phone.look()).last
    await phone.sends_photo(caption="新工地")
    assert WHAT_FOR in phone.last
    assert (await notes(town), await evidence(town)) == ([], [])
    await phone.taps("✏️ Add to №1")
    assert await notes(town) == [("told", "新工地")]
    assert len(await evidence(town)) == 1


async def test_a_late_piece_leaves_what_lies_before_the_person_there(town: Town) -> None:
    phone = await is_at(town, "words")
    await phone.sends_album("e5", 1)
    await phone.says("/menu")
    lies_there = phone.buttons
    await phone.sends_album("e5", 2, caption="工棚")
    assert "kept too" in phone.last
    await phone.says(next(label.split()[0] for label in lies_there if "Find work" in label))
    assert "no work on offer" in phone.last
    drafts = (await town.rows())["draft"]
    assert [len(one["answers"]["photo"]) for one in drafts] == [3]
