"""What people do, and the updates that the bot gets of it."""

from io import BytesIO
from typing import Any

import aiohttp
import pytest

from sandbox.chats.pictures import jpeg
from tests.sandbox.wire import ANA, BEN, Json, Refused, Wire

ANA_USER = {
    "id": ANA,
    "is_bot": False,
    "first_name": "Ana",
    "last_name": "Li",
    "language_code": "zh",
}
ANA_CHAT = {"id": ANA, "type": "private", "first_name": "Ana", "last_name": "Li"}


async def refused_act(wire: Wire, name: str, **particulars: Any) -> str:
    with pytest.raises(Refused) as refused:
        await wire.act(name, **particulars)
    assert refused.value.args[0] == 400
    return str(refused.value.args[1]).removeprefix("Bad Request: ")


async def test_a_start_carries_its_payload(wire: Wire) -> None:
    said = await wire.act("start", payload="invite-7")
    update = await wire.update()
    assert update == {"update_id": said["update_id"], "message": said["message"]}
    assert update["message"] | {"date": 0} == {
        "message_id": 1,
        "from": ANA_USER,
        "chat": ANA_CHAT,
        "date": 0,
        "text": "/start invite-7",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }


async def test_writing_starts_the_chat(wire: Wire) -> None:
    await wire.act("text", BEN, text="hi")
    assert (await wire.call("sendMessage", chat_id=BEN, text="hi"))["chat"]["id"] == BEN
    started = {person["id"]: person["started"] for person in (await wire.get("state"))["people"]}
    assert started[BEN] is True
    assert started[ANA] is False


@pytest.mark.parametrize("text", ["", "x" * 4097])
async def test_a_phone_sends_no_text_beyond_its_measure(started: Wire, text: str) -> None:
    assert await refused_act(started, "text", text=text) == (
        "a phone sends 1 to 4096 characters at once"
    )


async def test_a_contact_is_ones_own_or_anothers(started: Wire) -> None:
    own = await started.act("contact", own=True)
    assert own["message"]["contact"] == {
        "phone_number": "+8613000000001",
        "first_name": "Ana",
        "last_name": "Li",
        "user_id": ANA,
    }
    assert "last_name" not in (await started.act("contact", BEN, own=True))["message"]["contact"]
    other: Json = {"phone_number": "+8613000000009", "first_name": "Eva"}
    assert (await started.act("contact", **other))["message"]["contact"] == other
    other["user_id"] = BEN
    assert (await started.act("contact", **other))["message"]["contact"] == other


async def test_files_are_made_up_or_uploaded(started: Wire) -> None:
    made = (await started.act("photo", size=60_000, caption="x"))["message"]
    assert made["photo"][-1]["file_size"] == 60_000
    assert made["caption"] == "x"
    form = aiohttp.FormData()
    form.add_field("photo", BytesIO(jpeg(30, 20)), filename="x.jpg", content_type="image/jpeg")
    url = f"{started.base}/sandbox/chats/{ANA}/photo"
    async with started.session.post(url, data=form) as response:
        photo = (await response.json())["message"]["photo"]
    assert (photo[-1]["width"], photo[-1]["height"]) == (30, 20)


async def test_other_attachments_have_what_telegram_says_of_them(started: Wire) -> None:
    document = (await started.act("document", size=5, file_name="a.pdf"))["message"]["document"]
    assert (document["file_name"], document["file_size"]) == ("a.pdf", 5)
    assert document["mime_type"] == "application/pdf"
    table = (await started.act("document", file_name="a.xlsx"))["message"]["document"]
    assert table["mime_type"].endswith("spreadsheetml.sheet")
    plain = (await started.act("document", file_name="plan"))["message"]["document"]
    assert plain["mime_type"] == "application/octet-stream"
    voice = (await started.act("voice", duration=7))["message"]["voice"]
    assert (voice["duration"], voice["mime_type"]) == (7, "audio/ogg")
    sticker = (await started.act("sticker", emoji="🌱"))["message"]["sticker"]
    assert (sticker["type"], sticker["emoji"]) == ("regular", "🌱")
    location = (await started.act("location", latitude=1, longitude="2"))["message"]["location"]
    assert location == {"latitude": 1.0, "longitude": 2.0}


async def test_a_person_corrects_ones_own_text(started: Wire) -> None:
    said = (await started.act("text", text="/hlep"))["message"]
    await started.update()
    await started.act("edit", message_id=said["message_id"], text="help")
    edited = (await started.update())["edited_message"]
    assert edited["text"] == "help"
    assert "entities" not in edited
    assert "edit_date" in edited
    sent = await started.call("sendMessage", chat_id=ANA, text="x")
    photo = (await started.act("photo"))["message"]
    for message_id in (sent["message_id"], photo["message_id"], 99):
        assert await refused_act(started, "edit", message_id=message_id, text="y") == (
            "a person edits only texts of one's own"
        )


async def test_blocking_and_unblocking_reach_the_bot(started: Wire) -> None:
    await started.act("block")
    change = (await started.update())["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == (
        "member",
        "kicked",
    )
    assert await refused_act(started, "block") == "the bot is already blocked here"
    assert await refused_act(started, "text", text="x") == "this person has blocked the bot"
    await started.act("unblock")
    change = (await started.update())["my_chat_member"]
    assert change["new_chat_member"]["status"] == "member"
    assert await refused_act(started, "unblock") == "the bot is not blocked here"


async def test_a_start_unblocks_first(started: Wire) -> None:
    await started.act("block")
    await started.update()
    await started.act("start")
    kinds = [list(update)[1] for update in await started.call("getUpdates")]
    assert kinds == ["my_chat_member", "message"]


@pytest.mark.parametrize("path", [f"chats/{ANA}/dance", "chats/99/text", "chats/ana/text"])
async def test_an_act_of_nobody_is_not_found(wire: Wire, path: str) -> None:
    with pytest.raises(Refused) as refused:
        await wire.post(path)
    assert refused.value.args[0] == 404


async def test_waiting_ends_when_the_bot_does_not_answer(wire: Wire) -> None:
    with pytest.raises(Refused) as refused:
        await wire.post(f"chats/{ANA}/start?wait=1&timeout=0.01")
    assert refused.value.args == (504, "the bot has not acknowledged update 1 in 0.01 seconds")


async def test_waiting_for_what_the_bot_does_not_take_ends_at_once(wire: Wire) -> None:
    await wire.call("getUpdates", allowed_updates=["poll"])
    assert (await wire.post(f"chats/{ANA}/start?wait=1"))["update_id"] == 1


GROUP = {"id": -5, "type": "group", "title": "同乡"}


async def test_a_group_is_known_from_its_first_update(wire: Wire) -> None:
    await wire.post("updates", my_chat_member={"chat": GROUP})
    said = await wire.act("text", person=-5, **{"from": ANA, "text": "hi"})
    assert said["message"]["chat"] == GROUP
    assert said["message"]["from"] == ANA_USER
    sent = await wire.call("sendMessage", chat_id=-5, text="hi")
    assert [seen["text"] for seen in (await wire.chat(-5))["messages"]] == ["hi", sent["text"]]


async def test_a_raw_update_comes_as_it_was_given(wire: Wire) -> None:
    post = {"message_id": 7, "date": 0, "chat": {"id": -6, "type": "channel", "title": "x"}}
    given = {"update_id": 70, "channel_post": post | {"text": "hi"}}
    await wire.post("updates", **given)
    assert await wire.update() == given
    assert (await wire.chat(-6))["messages"] == [given["channel_post"]]
    where = {"chat_id": -6, "message_id": 7, "text": "y"}
    refusal = await wire.refusal("editMessageText", **where)
    assert refusal == (400, "Bad Request: message can't be edited")
    assert (await wire.act("start"))["update_id"] == 71


async def test_a_raw_message_starts_the_chat_and_may_be_edited(wire: Wire) -> None:
    message = {"message_id": 7, "date": 0, "chat": ANA_CHAT, "from": ANA_USER, "text": "x"}
    await wire.post("updates?wait=0", message=message)
    await wire.post("updates", edited_message=message | {"text": "y"})
    assert await wire.call("sendChatAction", chat_id=ANA, action="typing")
    assert [seen["text"] for seen in (await wire.chat())["messages"]] == ["y"]
    assert list((await wire.call("getUpdates"))[0]) == ["update_id", "message"]


@pytest.mark.parametrize("content", [{}, {"message": None}, {"message": {"chat": {}}}])
async def test_even_an_update_without_anything_comes(wire: Wire, content: Json) -> None:
    assert (await wire.post("updates", **content))["update_id"] == 1
    assert await wire.update() == {"update_id": 1, **content}
