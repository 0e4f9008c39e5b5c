"""Whatever a phone can send is answered, and none of it breaks the loop."""

import asyncio
from typing import Any

import pytest
from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted
from pydantic import BaseModel

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
    await walk(town.ana, steps_before("status"), typing=True)
    button = town.ana.received[-1]["reply_markup"]["inline_keyboard"][0][0]
    tapped = {"message_id": town.ana.received[-1]["message_id"], "data": button["callback_data"]}
    await asyncio.gather(*(town.ana.does("tap", wait=False, **tapped) for _ in range(2)))
    await town.ana.says("/help")
    assert toasts_refusal(town.ana, "button_stale")
    assert (await town.given(ANA) or {}).keys() == {step.key for step in steps_before("notices")}


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


FORUM = {"id": -1003, "type": "supergroup", "title": "务工", "is_forum": True}


async def sent_to(town: Town, chat: dict[str, Any]) -> list[dict[str, Any]]:
    """What the bot has called for this chat."""
    calls = await town.calls("sendMessage")
    return [one["params"] for one in calls if one["params"]["chat_id"] == str(chat["id"])]


@pytest.mark.parametrize("words", ["/start@chunfeng_bot", "/Menu@Chunfeng_Bot now"])
@pytest.mark.parametrize("kind", ["message", "channel_post"])
async def test_who_calls_the_bot_by_its_name_is_told_where_to_go_once(
    town: Town, words: str, kind: str
) -> None:
    await town.fault("twice")
    await town.brings({kind: message(town, GROUP, text=words)})
    await town.called("sendMessage", chat_id=str(GROUP["id"]))
    edited = message(town, GROUP, text=words, edit_date=1_790_000_000)
    await town.brings({"edited_message": edited})
    (sent,) = await sent_to(town, GROUP)
    assert "https://t.me/chunfeng_bot" in sent["text"]


async def test_it_is_told_in_the_topic_where_it_was_called(town: Town) -> None:
    topic = {"message_thread_id": 77, "is_topic_message": True}
    await town.brings({"message": message(town, FORUM, text="/start@chunfeng_bot", **topic)})
    thread = {"message_thread_id": 78}  # an answer to an answer, which is no topic
    await town.brings({"message": message(town, FORUM, text="/start@chunfeng_bot", **thread)})
    first, second = await sent_to(town, FORUM)
    assert str(first["message_thread_id"]) == "77"
    assert "message_thread_id" not in second


@pytest.mark.parametrize(
    "words",
    ["/start", "/menu", "/unknown", "/ban@chunfeng_bot", "/start@another_bot", "@chunfeng_bot hi"],
)
@pytest.mark.parametrize("kind", ["message", "channel_post"])
async def test_what_is_not_for_it_is_not_answered(town: Town, words: str, kind: str) -> None:
    await town.brings({kind: message(town, GROUP, text=words)})
    assert await sent_to(town, GROUP) == []


def member(kind: type[BaseModel], status: str, **given: Any) -> dict[str, Any]:
    """Somebody's standing in a group, with no right."""
    needed = {name for name, one in kind.model_fields.items() if one.is_required()}
    return {**dict.fromkeys(needed - {"user", "status"}, False), "status": status, **given}


MEMBER, LEFT = {"status": "member"}, {"status": "left"}
ADMINISTRATOR = member(ChatMemberAdministrator, "administrator")
HERE = member(ChatMemberRestricted, "restricted", is_member=True, until_date=0)
GONE = HERE | {"is_member": False}
KICKED = {"status": "kicked", "until_date": 0}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (LEFT, MEMBER, 1),
        (LEFT, ADMINISTRATOR, 1),
        (KICKED, MEMBER, 1),
        (GONE, MEMBER, 1),
        (MEMBER, ADMINISTRATOR, 0),
        (ADMINISTRATOR, MEMBER, 0),
        (ADMINISTRATOR, ADMINISTRATOR, 0),
        (MEMBER, HERE, 0),
        (HERE, MEMBER, 0),
        (MEMBER, LEFT, 0),
        (MEMBER, KICKED, 0),
    ],
)
async def test_a_group_is_told_where_to_go_when_it_takes_the_bot_in_and_only_then(
    town: Town, before: dict[str, Any], after: dict[str, Any], told: int
) -> None:
    bot = {"user": {"id": 1, "is_bot": True, "first_name": "春风"}}
    members = {"old_chat_member": before | bot, "new_chat_member": after | bot}
    date = int(town.clock.now().timestamp())
    await town.brings(
        {"my_chat_member": {"chat": GROUP, "from": ANA.user(), "date": date} | members}
    )
    assert len(await sent_to(town, GROUP)) == told
    await town.brings({"message": message(town, GROUP, new_chat_title="新村")})
    assert len(await sent_to(town, GROUP)) == told


@pytest.mark.parametrize(
    "content",
    [
        {"location": {"latitude": 43.1, "longitude": 129.1, "live_period": 900}},
        {"location": {"latitude": 43.2, "longitude": 129.2}},
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 2}},
        {"text": "Ann Lee"},
        {"text": "Ann Lee", "link_preview_options": {"is_disabled": True}},
    ],
)
async def test_an_edit_that_changes_nothing_is_not_answered(
    town: Town, content: dict[str, Any]
) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    said = next(seen for seen in town.ana.messages if seen.get("text") == "Ann Lee")
    calls = len(await town.calls())
    edited = message(town, ANA.chat(), **{"from": ANA.user()}, **content)
    for _ in range(2):
        await town.brings({"edited_message": edited | {"message_id": said["message_id"]}})
    assert not [one for one in (await town.calls())[calls:] if one["method"] != "getUpdates"]
    assert await town.given(ANA) == {"name": "Ann Lee"}


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
