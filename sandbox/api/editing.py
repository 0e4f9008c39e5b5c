"""The methods by which the bot changes what it sent, and answers taps."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sandbox.api.calls import Call
from sandbox.api.entities import length
from sandbox.api.markup import inline_only
from sandbox.api.refusals import bad_request
from sandbox.api.sending import text_content
from sandbox.chats.chat import Chat, Message
from sandbox.exchange import Exchange

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
# Telegram names no age; a tap is long forgotten by the phone after a quarter of an hour.
QUERY_LASTS = timedelta(minutes=15)
DELETABLE = timedelta(hours=48)
TOAST_MOST = 200


def edit_text(exchange: Exchange, call: Call) -> Message:
    content, markup = text_content(exchange, call), inline_only(call)
    message = _own(exchange, call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    kept = {key: value for key, value in message.items() if key not in CHANGED}
    return _changed(exchange, message, kept | content, markup, "edited")


def edit_markup(exchange: Exchange, call: Call) -> Message:
    markup = inline_only(call)
    message = _own(exchange, call)
    kept = {key: value for key, value in message.items() if key != "reply_markup"}
    return _changed(exchange, message, kept, markup, "markup")


CHANGED = {"text", "entities", "reply_markup", "edit_date"}


def _changed(
    exchange: Exchange, old: Message, new: Message, markup: dict[str, Any] | None, kind: str
) -> Message:
    if markup:
        new = new | {"reply_markup": markup}
    if {**old, "edit_date": 0} == {**new, "edit_date": 0}:
        raise bad_request(NOT_MODIFIED)
    new = new | {"edit_date": exchange.date()}
    exchange.change(new, kind)
    return new


def _own(exchange: Exchange, call: Call) -> Message:
    chat = exchange.addressee(call)
    message = _message(exchange, call, chat, "edit")
    if message.get("from", {}).get("id") != exchange.bot["id"] or exchange.messages.fixed(message):
        raise bad_request("message can't be edited")
    return message


def _message(exchange: Exchange, call: Call, chat: Chat, to: str) -> Message:
    if not call.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = exchange.messages.find(chat.id, call.whole("message_id"))
    if message is None:
        raise bad_request(f"message to {to} not found")
    return message


def delete(exchange: Exchange, call: Call) -> bool:
    chat = exchange.addressee(call)
    message = _message(exchange, call, chat, "delete")
    if exchange.date() - message["date"] > DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    exchange.messages.remove(chat.id, message["message_id"])
    exchange.events.emit("deleted", chat.id, message_id=message["message_id"])
    return True


def answer_query(exchange: Exchange, call: Call) -> bool:
    """True once for each tap, within a quarter of an hour."""
    query_id, text = call.text("callback_query_id"), call.text("text")
    query = exchange.queries.get(query_id)
    if not query or exchange.date() - query["date"] > QUERY_LASTS.total_seconds():
        raise bad_request(TOO_OLD)
    if length(text) > TOAST_MOST:
        raise bad_request("MESSAGE_TOO_LONG")
    del exchange.queries[query_id]
    chat = exchange.chats.find(query["chat_id"])
    toast = {"text": text, "show_alert": call.flag("show_alert")}
    if chat and text:
        exchange.chats.toast(chat, toast)
        exchange.events.emit("toast", chat.id, callback_query_id=query_id, **toast)
    return True


METHODS: dict[str, Callable[[Exchange, Call], Any]] = {
    "editMessageText": edit_text,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete,
    "answerCallbackQuery": answer_query,
}
