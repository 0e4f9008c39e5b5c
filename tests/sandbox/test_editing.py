"""Edits, deletions and answers to taps."""

from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.wire import ANA, Wire

KEYS = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}


async def sent(wire: Wire, **values: Any) -> dict[str, Any]:
    message = await wire.call("sendMessage", **{"chat_id": ANA, "text": "x"} | values)
    return {"chat_id": ANA, "message_id": message["message_id"]}


async def test_an_edit_replaces_text_and_keyboard(started: Wire) -> None:
    where = await sent(started, reply_markup=KEYS)
    edited = await started.call("editMessageText", **where, text="<b>y</b>", parse_mode="HTML")
    assert edited["text"] == "y"
    assert edited["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= edited["date"]
    assert (await started.chat())["messages"][-1] == edited


async def test_a_keyboard_is_edited_alone(started: Wire) -> None:
    where = await sent(started)
    edited = await started.call("editMessageReplyMarkup", **where, reply_markup=KEYS)
    assert edited["reply_markup"] == KEYS
    assert "reply_markup" not in await started.call("editMessageReplyMarkup", **where)


async def test_an_unchanged_edit_is_refused(started: Wire) -> None:
    where = await sent(started, reply_markup=KEYS)
    _, reason = await started.refusal("editMessageText", **where, text=" x ", reply_markup=KEYS)
    assert reason.startswith("Bad Request: message is not modified: specified new message")
    await started.call("editMessageText", **where, text="y")
    _, reason = await started.refusal("editMessageReplyMarkup", **where)
    assert reason.startswith("Bad Request: message is not modified")


async def test_a_message_that_is_gone_can_be_neither_edited_nor_deleted(started: Wire) -> None:
    where = await sent(started)
    assert await started.call("deleteMessage", **where) is True
    assert await started.refusal("editMessageText", **where, text="y") == (
        400,
        "Bad Request: message to edit not found",
    )
    assert await started.refusal("deleteMessage", **where) == (
        400,
        "Bad Request: message to delete not found",
    )


async def test_an_edit_names_its_message(started: Wire) -> None:
    refusal = await started.refusal("editMessageText", chat_id=ANA, text="y")
    assert refusal == (400, "Bad Request: message identifier is not specified")


@pytest.mark.parametrize("markup", [{"keyboard": [["x"]]}, {"remove_keyboard": True}])
async def test_a_message_with_a_reply_keyboard_cant_be_edited(started: Wire, markup: Any) -> None:
    where = await sent(started, reply_markup=markup)
    refusal = await started.refusal("editMessageText", **where, text="y")
    assert refusal == (400, "Bad Request: message can't be edited")


async def test_a_persons_message_cant_be_edited(started: Wire) -> None:
    said = await started.act("text", text="hello")
    message_id = said["message"]["message_id"]
    refusal = await started.refusal("editMessageText", chat_id=ANA, message_id=message_id, text="y")
    assert refusal == (400, "Bad Request: message can't be edited")


async def test_a_message_without_text_gets_none(started: Wire) -> None:
    place = await started.call("sendLocation", chat_id=ANA, latitude=1, longitude=1)
    refusal = await started.refusal(
        "editMessageText", chat_id=ANA, message_id=place["message_id"], text="y"
    )
    assert refusal == (400, "Bad Request: there is no text in the message to edit")


async def test_a_message_is_deleted_within_two_days(started: Wire) -> None:
    where = await sent(started)
    started.sandbox.clock.move(timedelta(hours=49))
    refusal = await started.refusal("deleteMessage", **where)
    assert refusal == (400, "Bad Request: message can't be deleted for everyone")


async def tapped(wire: Wire) -> str:
    where = await sent(wire, reply_markup=KEYS)
    await wire.act("tap", message_id=where["message_id"], data="ok")
    return str((await wire.update())["callback_query"]["id"])


TOO_OLD = (
    400,
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
)


async def test_a_tap_is_answered_once_and_seen_as_a_toast(started: Wire) -> None:
    query = await tapped(started)
    answer = {"callback_query_id": query, "text": "收到", "show_alert": True}
    assert await started.call("answerCallbackQuery", **answer) is True
    assert (await started.chat())["toasts"] == [{"text": "收到", "show_alert": True}]
    assert await started.refusal("answerCallbackQuery", **answer) == TOO_OLD


async def test_an_answer_without_text_shows_nothing(started: Wire) -> None:
    await started.call("answerCallbackQuery", callback_query_id=await tapped(started))
    assert (await started.chat())["toasts"] == []


async def test_a_tap_grows_too_old(started: Wire) -> None:
    query = await tapped(started)
    started.sandbox.clock.move(timedelta(minutes=16))
    assert await started.refusal("answerCallbackQuery", callback_query_id=query) == TOO_OLD


async def test_a_toast_has_at_most_200_characters(started: Wire) -> None:
    refusal = await started.refusal(
        "answerCallbackQuery", callback_query_id=await tapped(started), text="x" * 201
    )
    assert refusal == (400, "Bad Request: MESSAGE_TOO_LONG")
