"""Taps on buttons: those under a message, and those of the reply keyboard."""

from itertools import chain
from typing import Any

from sandbox.acts import contact as share_contact
from sandbox.acts import location as share_location
from sandbox.acts import text as say
from sandbox.chats import Message
from sandbox.hands import Hand
from sandbox.refusals import bad_request
from sandbox.updates import Update

Button = dict[str, Any]


def tap(hand: Hand) -> Update:
    """Tap the button with this `data` or `text`: under `message_id`, or of the keyboard without.

    A button that is not there is a 400, unless `forged` says that the bot is to be sent a
    callback which it never issued.
    """
    if not hand.call.text("message_id"):
        return _keyboard_tap(hand)
    message_id, data = hand.call.whole("message_id"), hand.call.text("data")
    message = hand.exchange.messages.find(hand.chat.id, message_id)
    if hand.call.flag("forged"):
        return _query(hand, message or _gone(hand, message_id), data)
    button = _find(_buttons(message or {}), data, hand.call.text("text"))
    if message is None or button is None or "callback_data" not in button:
        raise bad_request(f"message {message_id} bears no such button to tap")
    return _query(hand, message, button["callback_data"])


def _buttons(message: Message) -> list[Button]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return list(chain.from_iterable(rows))


def _find(buttons: list[Button], data: str, text: str) -> Button | None:
    fitting = (
        button
        for button in buttons
        if (button.get("callback_data") == data if data else button["text"] == text)
    )
    return next(fitting, None)


def _gone(hand: Hand, message_id: int) -> Message:
    return {"chat": hand.chat.about, "message_id": message_id, "date": 0}


def _query(hand: Hand, message: Message, data: str) -> Update:
    exchange = hand.exchange
    query_id = str(exchange.next_id("query"))
    exchange.queries[query_id] = {"chat_id": hand.chat.id, "date": exchange.date()}
    query = {"id": query_id, "from": hand.person.user(), "message": message}
    query |= {"chat_instance": str(hand.chat.id), "data": data}
    return exchange.deliver("callback_query", query)


def _keyboard_tap(hand: Hand) -> Update:
    rows = (hand.chat.keyboard or {}).get("keyboard", [])
    button = _find(list(chain.from_iterable(rows)), "", hand.call.text("text"))
    if button is None:
        raise bad_request(f"the keyboard has no button {hand.call.text('text')!r}")
    if button.get("request_contact"):
        hand.call.values["own"] = "true"
        return share_contact(hand)
    return share_location(hand) if button.get("request_location") else say(hand)
