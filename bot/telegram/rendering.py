"""Answers as Telegram's calls."""

from dataclasses import asdict, dataclass
from typing import Any

from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVenue,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile
from markupsafe import Markup

from bot.telegram.updates import ReplyTarget
from dialogue.core.reply import Document, Message, Reply, Share, Sharing
from dialogue.core.start_link import StartLink

TEXT = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


@dataclass(frozen=True)
class OutgoingCall:
    """One of Telegram's methods with its fields, as JSON but for files.

    It is made aiogram's own only where it goes out as a call: in a webhook's response, where nearly
    all answers go, that would cost as much as the answer.
    """

    method: type[TelegramMethod[Any]]
    fields: dict[str, Any]

    @property
    def name(self) -> str:
        """The method's name in the Bot API."""
        return self.method.__api_method__

    def built(self) -> TelegramMethod[Any]:
        """The call as aiogram sends it."""
        return self.method(**self.fields)

    def in_response(self) -> dict[str, Any]:
        """The call as the body of a webhook's response."""
        return {"method": self.name, **self.fields}


@dataclass(frozen=True)
class OutgoingCalls:
    """What is said to one update: the calls, in order."""

    chat_id: int
    calls: tuple[OutgoingCall, ...]


def render(target: ReplyTarget, reply: Reply) -> OutgoingCalls:
    """The calls of a reply. A tapped message is turned into the new one where it can be."""
    chat_id, tapped = target.chat_id, target.editable_message_id
    calls: list[OutgoingCall] = []
    messages = _folding(reply)
    if target.tap_id is not None:
        toast = reply.toast.unescape() if reply.toast else None
        calls.append(
            OutgoingCall(AnswerCallbackQuery, {"callback_query_id": target.tap_id, "text": toast})
        )
        if messages and tapped is not None and not reply.fresh and not reply.folds:
            first = messages[0]
            if first.is_text and first.sharing is None:
                calls.append(_edit(chat_id, tapped, first))
                messages = messages[1:]
    calls += [
        _send(chat_id, message, folds=reply.folds and n == 0) for n, message in enumerate(messages)
    ]
    return OutgoingCalls(chat_id, tuple(calls))


def _folding(answer: Reply) -> tuple[Message, ...]:
    """A keyboard is put away by a message that has no buttons of its own."""
    first = answer.messages[0] if answer.messages else None
    if answer.folds and (first is None or first.rows):
        return (Message(Markup("👌")), *answer.messages)
    return answer.messages


def _edit(chat_id: int, message_id: int, message: Message) -> OutgoingCall:
    fields = {"chat_id": chat_id, "message_id": message_id, "text": str(message.text)}
    return OutgoingCall(EditMessageText, fields | TEXT | _buttons(message))


def _send(chat_id: int, message: Message, *, folds: bool) -> OutgoingCall:
    if message.document is not None or message.picture is not None:
        return _file(chat_id, message)
    if message.spot is not None:
        return OutgoingCall(SendVenue, {"chat_id": chat_id, **asdict(message.spot)})
    fields = {"chat_id": chat_id, "text": str(message.text), **TEXT}
    return OutgoingCall(SendMessage, fields | _markup(message, folds))


def _file(chat_id: int, message: Message) -> OutgoingCall:
    """A document, or a picture by Telegram's id of it or as it is."""
    fields = {"chat_id": chat_id, "caption": str(message.text), "parse_mode": "HTML"}
    fields |= _buttons(message)
    if message.document is not None:
        return OutgoingCall(SendDocument, {**fields, "document": _upload(message.document)})
    picture = message.picture
    assert not isinstance(picture, StartLink)
    sent = _upload(picture) if isinstance(picture, Document) else picture and picture.id
    return OutgoingCall(SendPhoto, {**fields, "photo": sent})


def _upload(document: Document) -> BufferedInputFile:
    return BufferedInputFile(document.content, document.name)


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
