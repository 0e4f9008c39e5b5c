"""Taps on buttons."""

from typing import Any

import pytest

from tests.sandbox.wire import ANA, Refused, Wire

KEYS = {
    "inline_keyboard": [
        [{"text": "好", "callback_data": "ok"}, {"text": "网站", "url": "https://a.cn"}]
    ]
}


async def shown(wire: Wire, markup: Any) -> int:
    sent = await wire.call("sendMessage", chat_id=ANA, text="x", reply_markup=markup)
    return int(sent["message_id"])


@pytest.mark.parametrize("button", [{"data": "ok"}, {"text": "好"}])
async def test_a_tap_brings_the_message_and_its_data(started: Wire, button: Any) -> None:
    message_id = await shown(started, KEYS)
    await started.act("tap", message_id=message_id, **button)
    query = (await started.update())["callback_query"]
    assert query["data"] == "ok"
    assert query["from"]["id"] == ANA
    assert query["message"] == (await started.chat())["messages"][-1]
    assert isinstance(query["id"], str)


@pytest.mark.parametrize("button", [{"data": "other"}, {"text": "网站"}, {"text": "不"}])
async def test_a_button_that_is_not_there_cant_be_tapped(started: Wire, button: Any) -> None:
    message_id = await shown(started, KEYS)
    with pytest.raises(Refused, match=f"message {message_id} bears no such button"):
        await started.act("tap", message_id=message_id, **button)
    with pytest.raises(Refused, match="message 99 bears no such button"):
        await started.act("tap", message_id=99, **button)


async def test_a_forged_tap_brings_what_the_bot_never_issued(started: Wire) -> None:
    message_id = await shown(started, KEYS)
    await started.act("tap", message_id=message_id, data="never", forged=True)
    assert (await started.update())["callback_query"]["data"] == "never"
    await started.call("deleteMessage", chat_id=ANA, message_id=message_id)
    await started.act("tap", message_id=message_id, data="ok", forged=True)
    message = (await started.update())["callback_query"]["message"]
    assert (message["message_id"], message["date"]) == (message_id, 0)


async def test_a_key_of_the_reply_keyboard_says_shares_or_places(started: Wire) -> None:
    share = {"text": "号码", "request_contact": True}
    place = {"text": "位置", "request_location": True}
    await shown(started, {"keyboard": [["是", share, place]]})
    assert (await started.act("tap", text="是"))["message"]["text"] == "是"
    assert (await started.act("tap", text="号码"))["message"]["contact"]["user_id"] == ANA
    placed = await started.act("tap", text="位置", latitude=1, longitude=2)
    assert placed["message"]["location"] == {"latitude": 1, "longitude": 2}
    with pytest.raises(Refused, match="the keyboard has no button '不'"):
        await started.act("tap", text="不")
