"""Keyboards."""

from typing import Any

import pytest

from tests.sandbox.wire import ANA, Wire

Rows = list[list[Any]]


async def keyboard_refusal(wire: Wire, markup: Any) -> str:
    _, reason = await wire.refusal("sendMessage", chat_id=ANA, text="x", reply_markup=markup)
    return reason.removeprefix("Bad Request: ")


def inline(*buttons: Any) -> dict[str, Rows]:
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("count", "label", "fits"),
    [(100, "好", True), (101, "好", False), (50, "好" * 40, True), (61, "好" * 50, False)],
)
async def test_a_hundred_buttons_and_ten_kilobytes_of_them_are_the_most(
    started: Wire, count: int, label: str, fits: bool
) -> None:
    buttons = [{"text": label, "callback_data": f"q:{number:03}"} for number in range(count)]
    markup = {"inline_keyboard": [[one] for one in buttons]}
    if fits:
        sent = await started.call("sendMessage", chat_id=ANA, text="x", reply_markup=markup)
        assert sent["reply_markup"] == markup
    else:
        assert await keyboard_refusal(started, markup) == "REPLY_MARKUP_TOO_LONG"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("{", "can't parse reply markup JSON object"),
        ([1], "object expected as reply markup"),
        (
            {"inline_keyboard": [1]},
            'field "inline_keyboard" of the ReplyMarkup must be an Array of Arrays',
        ),
        (inline({"text": "x", "callback_data": "é" * 33}), "BUTTON_DATA_INVALID"),
        (inline({"text": "x", "callback_data": ""}), "BUTTON_DATA_INVALID"),
        (
            inline({"text": "x"}),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            inline({"callback_data": "x"}),
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            inline({"text": " ", "callback_data": "x"}),
            'can\'t parse inline keyboard button: Field "text" must be non-empty',
        ),
        (inline("x"), "can't parse inline keyboard button: Object expected"),
        (
            inline({"text": "x", "url": "localhost"}),
            "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
        ),
        (inline(*[{"text": "x", "callback_data": "y"}] * 101), "REPLY_MARKUP_TOO_LONG"),
        ({"keyboard": [[""]]}, 'can\'t parse keyboard button: Field "text" must be non-empty'),
        ({"keyboard": [[1]]}, "can't parse keyboard button: Object expected"),
    ],
)
async def test_a_wrong_keyboard_is_refused(started: Wire, markup: Any, reason: str) -> None:
    assert await keyboard_refusal(started, markup) == reason


async def test_an_inline_keyboard_keeps_what_telegram_keeps(started: Wire) -> None:
    buttons = [
        {"text": "a", "callback_data": "x" * 64},
        {"text": "b", "url": "https://a.cn"},
    ]
    unheard = [button | {"colour": "red"} for button in buttons]
    message = await started.call(
        "sendMessage", chat_id=ANA, text="x", reply_markup={"inline_keyboard": [unheard, []]}
    )
    assert message["reply_markup"] == {"inline_keyboard": [buttons]}


@pytest.mark.parametrize("markup", [{}, {"inline_keyboard": []}, {"keyboard": [[]]}])
async def test_a_markup_without_buttons_is_none(started: Wire, markup: Any) -> None:
    message = await started.call("sendMessage", chat_id=ANA, text="x", reply_markup=markup)
    assert "reply_markup" not in message


async def test_a_reply_keyboard_stays_until_it_is_removed(started: Wire) -> None:
    keyboard = {
        "keyboard": [["是", {"text": "号码", "request_contact": True}]],
        "one_time_keyboard": True,
        "resize_keyboard": False,
        "input_field_placeholder": "1",
    }
    message = await started.call("sendMessage", chat_id=ANA, text="x", reply_markup=keyboard)
    assert "reply_markup" not in message
    await started.call("sendMessage", chat_id=ANA, text="y", reply_markup={"force_reply": True})
    assert (await started.chat())["keyboard"] == {
        "keyboard": [[{"text": "是"}, {"text": "号码", "request_contact": True}]],
        "one_time_keyboard": True,
        "input_field_placeholder": "1",
    }
    await started.call("sendMessage", chat_id=ANA, text="z", reply_markup={"remove_keyboard": True})
    assert (await started.chat())["keyboard"] is None


@pytest.mark.parametrize(
    ("ask", "what"), [("request_contact", "phone number"), ("request_location", "location")]
)
async def test_a_group_is_not_asked_for_personal_things(started: Wire, ask: str, what: str) -> None:
    markup = {"keyboard": [[{"text": "x", ask: True}]]}
    refusal = await started.refusal("sendMessage", chat_id=-5, text="x", reply_markup=markup)
    assert refusal == (400, f"Bad Request: {what} can be requested in private chats only")


async def test_an_edit_takes_inline_keyboards_only(started: Wire) -> None:
    sent = await started.call("sendMessage", chat_id=ANA, text="x")
    refusal = await started.refusal(
        "editMessageText",
        chat_id=ANA,
        message_id=sent["message_id"],
        text="y",
        reply_markup={"keyboard": [["x"]]},
    )
    assert refusal == (400, "Bad Request: inline keyboard expected")
