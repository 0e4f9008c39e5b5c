"""Whatever a phone can send is answered, and none of it breaks the loop."""

import asyncio
from typing import Any

import pytest

from tests.support.labourers.intake import (
    SHORTEST,
    arrive,
    asks_intake,
    labels,
    steps_before,
    tap,
    tells_refusal,
    toasts_refusal,
    walk,
)
from tests.support.town import ANA, Town

GROUP = {"id": -2009, "type": "group", "title": "和盛村"}
CHANNEL = {"id": -1002009, "type": "channel", "title": "汪清招工"}


def message(town: Town, chat: dict[str, Any], **content: Any) -> dict[str, Any]:
    """A message as Telegram brings it."""
    date = int(town.clock.now().timestamp())
    return {"message_id": 9_001, "date": date, "chat": chat, **content}


@pytest.mark.parametrize(
    ("act", "particulars"),
    [
        ("sticker", {}),
        ("voice", {}),
        ("photo", {"size": 10_000_000}),
        ("document", {"size": 2048}),
        ("location", {"latitude": 43.3, "longitude": 129.7}),
        ("contact", {"own": True}),
    ],
)
async def test_what_cannot_be_read_gets_the_same_question_again(
    town: Town, act: str, particulars: dict[str, Any]
) -> None:
    await arrive(town.ana)
    await town.ana.does(act, **particulars)
    assert tells_refusal(town.ana, "words_only")
    assert asks_intake(town.ana, "name")


async def test_outside_a_form_a_sticker_gets_the_menu(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("/cancel")
    await town.ana.sends_sticker()
    assert tells_refusal(town.ana, "menu_instead")


async def test_4096_characters_are_answered_like_any_others(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("王" * 4096)
    assert tells_refusal(town.ana, "name_too_long")
    await town.ana.says("/menu")
    await town.ana.says("x" * 4096)
    assert tells_refusal(town.ana, "menu_instead")


async def test_an_edited_message_changes_no_answer(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    said = next(seen for seen in town.ana.messages if seen.get("text") == "Ann Lee")
    await town.ana.edits(said["message_id"], "Bo Kim")
    assert tells_refusal(town.ana, "edited")
    assert asks_intake(town.ana, "id_number")
    assert await town.given(ANA) == {"name": "Ann Lee"}


async def test_a_newcomer_who_edits_is_shown_the_way_in(town: Town) -> None:
    await town.ana.start()
    said = next(seen for seen in town.ana.messages if seen.get("text") == "/start")
    await town.ana.edits(said["message_id"], "hello")
    assert labels(town.ana) == ["中文", "조선말", "English"]


@pytest.mark.buttons
async def test_of_two_fast_taps_only_the_first_answers(town: Town) -> None:
    await arrive(town.ana)
    await walk(town.ana, steps_before("schooling"), typing=True)
    button = town.ana.received[-1]["reply_markup"]["inline_keyboard"][0][0]
    tapped = {"message_id": town.ana.received[-1]["message_id"], "data": button["callback_data"]}
    await asyncio.gather(*(town.ana.does("tap", wait=False, **tapped) for _ in range(2)))
    await town.ana.says("/help")
    assert toasts_refusal(town.ana, "button_stale")
    assert (await town.given(ANA) or {}).keys() == {step.key for step in steps_before("status")}


async def test_an_update_with_no_sender_is_passed_over(town: Town) -> None:
    await arrive(town.ana)
    calls = len(await town.calls("sendMessage"))
    await town.brings({"message": message(town, ANA.chat(), text="boo")})
    assert len(await town.calls("sendMessage")) == calls
    await town.ana.says("Ann Lee")
    assert asks_intake(town.ana, "id_number")


async def test_an_update_of_no_kind_is_passed_over(town: Town) -> None:
    await arrive(town.ana)
    await town.brings({"message": {"message_id": "none"}})
    await town.ana.says("Ann Lee")
    assert asks_intake(town.ana, "id_number")


@pytest.mark.parametrize("words", ["/start@chunfeng_bot", "/menu", "/unknown"])
async def test_a_group_that_calls_the_bot_is_told_where_to_go(town: Town, words: str) -> None:
    await town.brings({"message": message(town, GROUP, text=words, **{"from": ANA.user()})})
    sent = await town.called("sendMessage", chat_id=str(GROUP["id"]))
    assert "https://t.me/chunfeng_bot" in sent["params"]["text"]


async def test_a_group_that_takes_the_bot_in_is_told_where_to_go(town: Town) -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "春风"}
    members = {
        "old_chat_member": {"status": "left", "user": bot},
        "new_chat_member": {"status": "member", "user": bot},
    }
    date = int(town.clock.now().timestamp())
    change = {"chat": GROUP, "from": ANA.user(), "date": date, **members}
    await town.brings({"my_chat_member": change})
    sent = await town.called("sendMessage", chat_id=str(GROUP["id"]))
    assert "https://t.me/chunfeng_bot" in sent["params"]["text"]


async def test_a_channel_is_told_too(town: Town) -> None:
    await town.brings({"channel_post": message(town, CHANNEL, text="/start")})
    sent = await town.called("sendMessage", chat_id=str(CHANNEL["id"]))
    assert "https://t.me/chunfeng_bot" in sent["params"]["text"]


async def test_what_a_group_says_among_itself_is_not_answered(town: Town) -> None:
    await town.brings({"message": message(town, GROUP, text="hello", **{"from": ANA.user()})})
    await town.brings({"message": message(town, GROUP, photo=[], **{"from": ANA.user()})})
    assert await town.calls("sendMessage") == []


async def test_who_blocks_the_bot_and_comes_back_goes_on(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.blocks()
    assert blocked(await town.rows())
    await town.ana.unblocks()
    assert not blocked(await town.rows())
    await town.ana.says("Ann Lee")
    assert asks_intake(town.ana, "id_number")


async def test_a_stranger_who_blocks_the_bot_is_not_recorded(town: Town) -> None:
    before = await town.rows()
    await town.ben.blocks()
    assert await town.rows() == before


def blocked(rows: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether Ana's account is marked so."""
    return any(row["blocked_at"] for row in rows["address"] if row["external_id"] == str(ANA.id))


async def test_the_phone_is_shared_by_its_button_or_by_anybodys_contact(town: Town) -> None:
    await arrive(town.ana)
    await walk(town.ana, SHORTEST[:2], typing=True)
    await town.ana.does("contact", phone_number="+86 138 0000 2009", first_name="Bo")
    assert asks_intake(town.ana, "village")
    assert (await town.given(ANA) or {})["phone"] == "+8613800002009"
    await tap(town.ana, "汪清县")
