"""Taps on buttons: those under a message, and those of the reply keyboard."""

from itertools import chain
from typing import Any

from sandbox.api.refusals import bad_request
from sandbox.chats.actions import contact as share_contact
from sandbox.chats.actions import location as share_location
from sandbox.chats.actions import text as say
from sandbox.chats.chat import Message
from sandbox.chats.phone_action import PhoneAction
from sandbox.chats.updates import Update

Button = dict[str, Any]


def tap(action: PhoneAction) -> Update:
    """Tap the button with this `data` or `text`: under `message_id`, or of the keyboard without.

    A button that is not there is a 400, unless `forged` says that the bot is to be sent a
    callback which it never issued.
    """
    if not action.call.text("message_id"):
        return _keyboard_tap(action)
    message_id, data = action.call.whole("message_id"), action.call.text("data")
    message = action.exchange.messages.find(action.chat.id, message_id)
    if action.call.flag("forged"):
        return _query(action, message or _gone(action, message_id), data)
    button = _find(_buttons(message or {}), data, action.call.text("text"))
    if message is None or button is None or "callback_data" not in button:
        raise bad_request(f"message {message_id} bears no such button to tap")
    return _query(action, message, button["callback_data"])


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


def _gone(action: PhoneAction, message_id: int) -> Message:
    return {"chat": action.chat.about, "message_id": message_id, "date": 0}


def _query(action: PhoneAction, message: Message, data: str) -> Update:
    exchange = action.exchange
    query_id = str(exchange.next_id("query"))
    exchange.queries[query_id] = {"chat_id": action.chat.id, "date": exchange.date()}
    query = {"id": query_id, "from": action.person.user(), "message": message}
    query |= {"chat_instance": str(action.chat.id), "data": data}
    return exchange.deliver("callback_query", query)


def _keyboard_tap(action: PhoneAction) -> Update:
    rows = (action.chat.keyboard or {}).get("keyboard", [])
    button = _find(list(chain.from_iterable(rows)), "", action.call.text("text"))
    if button is None:
        raise bad_request(f"the keyboard has no button {action.call.text('text')!r}")
    if button.get("request_contact"):
        action.call.values["own"] = "true"
        return share_contact(action)
    return share_location(action) if button.get("request_location") else say(action)
