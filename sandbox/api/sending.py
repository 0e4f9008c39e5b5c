"""The methods by which the bot sends messages."""

from collections.abc import Callable
from typing import Any

from sandbox.api.calls import Call
from sandbox.api.markup import Markup, read_markup
from sandbox.api.refusals import bad_request
from sandbox.api.texts import read_text
from sandbox.chats.chat import Chat, Message
from sandbox.exchange import Exchange

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}

Content = Callable[[Exchange, Call], dict[str, Any]]


def text_content(_exchange: Exchange, call: Call) -> dict[str, Any]:
    text, entities = read_text(call)
    if not text:
        raise bad_request("message text is empty")
    return {"text": text} | ({"entities": entities} if entities else {})


def _caption(call: Call) -> dict[str, Any]:
    caption, entities = read_text(call, "caption")
    if not caption:
        return {}
    return {"caption": caption} | ({"caption_entities": entities} if entities else {})


def _photo(exchange: Exchange, call: Call) -> dict[str, Any]:
    caption = _caption(call)
    return {"photo": exchange.files.sent("photo", call.file("photo"))} | caption


def _document(exchange: Exchange, call: Call) -> dict[str, Any]:
    caption = _caption(call)
    return {"document": exchange.files.sent("document", call.file("document"))} | caption


def _location(_exchange: Exchange, call: Call) -> dict[str, Any]:
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("invalid location specified")
    return {"location": {"latitude": latitude, "longitude": longitude}}


def _venue(exchange: Exchange, call: Call) -> dict[str, Any]:
    place = _location(exchange, call)
    venue = {"title": call.text("title"), "address": call.text("address")}
    for field, value in venue.items():
        if not value:
            raise bad_request(f"{field} is empty")
    return place | {"venue": place | venue}


def sender(content: Content) -> Callable[[Exchange, Call], Message]:
    """A method that sends what `content` reads from the call, and returns the Message."""

    def send(exchange: Exchange, call: Call) -> Message:
        exchange.limits.admit(call)
        read = content(exchange, call)
        private = not call.text("chat_id").startswith("-")
        markup = read_markup(call, private)
        chat = exchange.addressee(call)
        extras = _reply(exchange, call, chat) | _protection(call)
        message = exchange.compose(exchange.bot, chat, read | extras)
        return _sent(exchange, chat, message, markup)

    return send


def _sent(exchange: Exchange, chat: Chat, message: Message, markup: Markup | None) -> Message:
    inline = markup is not None and "inline_keyboard" in markup
    if inline:
        message = message | {"reply_markup": markup}
    exchange.chats.stop_typing(chat)
    exchange.post(message, fixed=markup is not None and not inline)
    if markup and ("keyboard" in markup or "remove_keyboard" in markup):
        chat.keyboard = markup if "keyboard" in markup else None
        exchange.chats.save(chat)
        exchange.events.emit("keyboard", chat.id, keyboard=chat.keyboard)
    return message


def _reply(exchange: Exchange, call: Call, chat: Chat) -> dict[str, Any]:
    parameters = call.record("reply_parameters")
    wanted = parameters.get("message_id") or call.whole("reply_to_message_id")
    if not wanted:
        return {}
    message = exchange.messages.find(chat.id, int(wanted))
    if message is None and not parameters.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    bare = {key: value for key, value in (message or {}).items() if key != "reply_to_message"}
    return {"reply_to_message": bare} if bare else {}


def _protection(call: Call) -> dict[str, Any]:
    return {"has_protected_content": True} if call.flag("protect_content") else {}


def send_chat_action(exchange: Exchange, call: Call) -> bool:
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = exchange.addressee(call)
    exchange.chats.type(chat, exchange.clock.now())
    exchange.events.emit("typing", chat.id, action=action)
    return True


METHODS: dict[str, Callable[[Exchange, Call], Any]] = {
    "sendMessage": sender(text_content),
    "sendPhoto": sender(_photo),
    "sendDocument": sender(_document),
    "sendLocation": sender(_location),
    "sendVenue": sender(_venue),
    "sendChatAction": send_chat_action,
}
