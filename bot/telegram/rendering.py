"""Messages as calls of the Bot API: for replies and deliveries, whichever library makes the call.

A call is a method's name and its fields, as JSON but for files: those are a `Document`.
"""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from markupsafe import Markup

from bot.telegram.updates import ReplyTarget
from dialogue.core.reply import Document, Message, Reply, Share, Sharing
from dialogue.core.start_link import StartLink
from models.core.plain_text import length

ANSWER_TAP, EDIT_TEXT = "answerCallbackQuery", "editMessageText"
SEND_MESSAGE, SEND_DOCUMENT = "sendMessage", "sendDocument"
SEND_PHOTO, SEND_VENUE = "sendPhoto", "sendVenue"
# What Telegram takes: UTF-16 code units, buttons, and bytes of them.
MOST_TEXT, MOST_CAPTION, MOST_TOAST = 4096, 1024, 200
MOST_BUTTONS, MOST_MARKUP = 100, 10 * 1024
TEXT = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


@dataclass(frozen=True)
class OutgoingCall:
    """One of the Bot API's methods with its fields."""

    method: str
    fields: dict[str, Any]

    def in_response(self) -> dict[str, Any]:
        """The call as the body of a webhook's response; it must have no file."""
        return {"method": self.method, **self.fields}


@dataclass(frozen=True)
class OutgoingCalls:
    """The calls that answer one update, in order; and what is said where one is refused."""

    chat_id: int
    calls: tuple[OutgoingCall, ...]
    instead: OutgoingCall | None = None


def render(target: ReplyTarget, reply: Reply, refused: Message | None = None) -> OutgoingCalls:
    """The calls of a reply. A tapped message is turned into the new one where it can be.

    `refused` is what is said where Telegram refuses one of them.
    """
    chat_id, tapped = target.chat_id, target.editable_message_id
    calls: list[OutgoingCall] = []
    short = reply.toast is None or length(reply.toast.unescape()) <= MOST_TOAST
    if target.tap_id is None or not short:
        reply = replace(_in_words(reply), toast=None)
    messages = _folding(reply)
    if target.tap_id is not None:
        toast = reply.toast.unescape() if reply.toast else None
        calls.append(OutgoingCall(ANSWER_TAP, {"callback_query_id": target.tap_id, "text": toast}))
        if messages and tapped is not None and not reply.fresh and not reply.folds:
            first = messages[0]
            if first.is_text and first.sharing is None:
                calls.append(render_edit(chat_id, tapped, first))
                messages = messages[1:]
    for place, message in enumerate(messages):
        calls += render_message(chat_id, message, folds=reply.folds and place == 0)
    instead = render_message(chat_id, refused)[:1] if refused else ()
    if target.thread_id is not None:
        calls = [_in_topic(call, target.thread_id) for call in calls]
        instead = tuple(_in_topic(call, target.thread_id) for call in instead)
    return OutgoingCalls(chat_id, tuple(calls), *instead)


def _in_topic(call: OutgoingCall, thread_id: int) -> OutgoingCall:
    if call.method in (ANSWER_TAP, EDIT_TEXT):
        return call
    return OutgoingCall(call.method, call.fields | {"message_thread_id": thread_id})


def _in_words(reply: Reply) -> Reply:
    """A toast shows over a tapped button alone: people who typed read it in the first message."""
    toast, messages = reply.toast, reply.messages
    if toast is None:
        return reply
    text = Markup("{}\n\n{}").format(toast, messages[0].text) if messages else toast
    if messages and messages[0].is_text and length(str(text)) <= MOST_TEXT:
        return replace(reply, messages=(replace(messages[0], text=text), *messages[1:]))
    return replace(reply, messages=(Message(toast), *messages))


def render_message(
    chat_id: int, message: Message, *, folds: bool = False
) -> tuple[OutgoingCall, ...]:
    """One call, or two: a place on the map comes before its text."""
    if message.spot is not None:
        place = OutgoingCall(SEND_VENUE, {"chat_id": chat_id, **asdict(message.spot)})
        rest = replace(message, spot=None)
        return (place, *(render_message(chat_id, rest, folds=folds) if message.text else ()))
    if message.document is not None or message.picture is not None:
        if length(str(message.text)) <= MOST_CAPTION:
            return (_file(chat_id, message),)
        file = replace(message, text=Markup(""), rows=())
        rest = replace(message, document=None, picture=None)
        return (_file(chat_id, file), *render_message(chat_id, rest, folds=folds))
    fields = {"chat_id": chat_id, "text": str(message.text), **TEXT}
    return (OutgoingCall(SEND_MESSAGE, fields | _markup(message, folds)),)


def render_edit(chat_id: int, message_id: int, message: Message) -> OutgoingCall:
    """The call that turns a message that was sent into this one, which is nothing but text."""
    fields = {"chat_id": chat_id, "message_id": message_id, "text": str(message.text)}
    return OutgoingCall(EDIT_TEXT, fields | TEXT | _buttons(message))


def fits(call: OutgoingCall) -> bool:
    """Whether Telegram takes a message for sure: one that it refuses is told of by calls alone."""
    markup = json.dumps(call.fields.get("reply_markup"), ensure_ascii=False)
    is_small = markup.count('"callback_data"') <= MOST_BUTTONS
    return is_small and len(markup.encode()) <= MOST_MARKUP and 0 < _length(call) <= MOST_TEXT


def _length(call: OutgoingCall) -> int:
    return length(str(call.fields.get("text", "")))


def _folding(answer: Reply) -> tuple[Message, ...]:
    """A keyboard is put away by a message that has no buttons of its own."""
    first = answer.messages[0] if answer.messages else None
    if answer.folds and (first is None or first.rows):
        return (Message(Markup("👌")), *answer.messages)
    return answer.messages


def _file(chat_id: int, message: Message) -> OutgoingCall:
    """A document, or a picture by Telegram's id of it or as it is."""
    fields = {"chat_id": chat_id, "caption": str(message.text), "parse_mode": "HTML"}
    fields |= _buttons(message)
    if message.document is not None:
        return OutgoingCall(SEND_DOCUMENT, {**fields, "document": message.document})
    picture = message.picture
    assert not isinstance(picture, StartLink)
    sent = picture if isinstance(picture, Document) else picture and picture.id
    return OutgoingCall(SEND_PHOTO, {**fields, "photo": sent})


def _markup(message: Message, folds: bool) -> dict[str, Any]:
    if message.rows:
        return _buttons(message)
    if message.sharing:
        return {"reply_markup": _keyboard(message.sharing)}
    return {"reply_markup": {"remove_keyboard": True}} if folds else {}


def _buttons(message: Message) -> dict[str, Any]:
    if not message.rows:
        return {}
    rows = [[{"text": b.label, "callback_data": b.choice} for b in row] for row in message.rows]
    return {"reply_markup": {"inline_keyboard": rows}}


def _keyboard(sharing: Sharing) -> dict[str, Any]:
    asked = {Share.CONTACT: "request_contact", Share.LOCATION: "request_location"}
    return {
        "keyboard": [
            [{"text": sharing.label, asked[sharing.what]: True}],
            [{"text": word} for word in sharing.words],
        ],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }
