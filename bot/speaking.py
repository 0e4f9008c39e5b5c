"""Answers as Telegram's calls."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVenue,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MaybeInaccessibleMessageUnion,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from markupsafe import Markup

from dialogue.message import Answer, Document, Message, Share, Sharing, Spot

Call: TypeAlias = TelegramMethod[Any]


@dataclass(frozen=True)
class Spoken:
    """What is said to one update: the calls, in order."""

    chat_id: int
    calls: tuple[Call, ...]


def speak(update: Update, chat_id: int, answer: Answer) -> Spoken:
    """The calls of an answer. A tapped message is turned into the new one where it can be."""
    tap = update.callback_query
    calls: list[Call] = []
    messages = _folding(answer)
    if tap is not None:
        toast = answer.toast.unescape() if answer.toast else None
        calls.append(AnswerCallbackQuery(callback_query_id=tap.id, text=toast))
        tapped = _editable(tap.message)
        if messages and tapped is not None and not answer.fresh and not answer.folds:
            first = messages[0]
            if first.is_text and first.sharing is None:
                calls.append(_edit(chat_id, tapped, first))
                messages = messages[1:]
    calls += [
        _send(chat_id, message, folds=answer.folds and n == 0) for n, message in enumerate(messages)
    ]
    return Spoken(chat_id, tuple(calls))


def _editable(message: MaybeInaccessibleMessageUnion | None) -> int | None:
    """The number of a tapped message whose text can be turned into another."""
    if message is None or isinstance(message, InaccessibleMessage) or message.text is None:
        return None
    return message.message_id


def _folding(answer: Answer) -> tuple[Message, ...]:
    """A keyboard is put away by a message that has no buttons of its own."""
    first = answer.messages[0] if answer.messages else None
    if answer.folds and (first is None or first.rows):
        return (Message(Markup("👌")), *answer.messages)
    return answer.messages


def _edit(chat_id: int, message_id: int, message: Message) -> EditMessageText:
    return EditMessageText(
        chat_id=chat_id,
        message_id=message_id,
        text=str(message.text),
        parse_mode="HTML",
        reply_markup=_inline(message) if message.rows else None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


def _send(chat_id: int, message: Message, *, folds: bool) -> Call:
    if message.document is not None:
        file = BufferedInputFile(message.document.content, message.document.name)
        return SendDocument(
            chat_id=chat_id,
            document=file,
            caption=str(message.text),
            parse_mode="HTML",
            reply_markup=_inline(message) if message.rows else None,
        )
    if message.picture is not None:
        return _photo(chat_id, message, message.picture)
    if message.spot is not None:
        return _venue(chat_id, message.spot)
    return SendMessage(
        chat_id=chat_id,
        text=str(message.text),
        parse_mode="HTML",
        reply_markup=_markup(message, folds),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


def _photo(chat_id: int, message: Message, picture: str | bytes | Document) -> SendPhoto:
    if isinstance(picture, bytes):
        picture = Document("picture.png", picture)
    return SendPhoto(
        chat_id=chat_id,
        photo=picture
        if isinstance(picture, str)
        else BufferedInputFile(picture.content, picture.name),
        caption=str(message.text),
        parse_mode="HTML",
        reply_markup=_inline(message) if message.rows else None,
    )


def _venue(chat_id: int, spot: Spot) -> SendVenue:
    return SendVenue(
        chat_id=chat_id,
        latitude=spot.latitude,
        longitude=spot.longitude,
        title=spot.title,
        address=spot.address,
    )


def _markup(
    message: Message, folds: bool
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if message.rows:
        return _inline(message)
    if message.sharing:
        return _keyboard(message.sharing)
    return ReplyKeyboardRemove(remove_keyboard=True) if folds else None


def _inline(message: Message) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=b.label, callback_data=b.choice) for b in row]
            for row in message.rows
        ]
    )


def _keyboard(sharing: Sharing) -> ReplyKeyboardMarkup:
    shared = KeyboardButton(
        text=sharing.label,
        request_contact=True if sharing.what is Share.CONTACT else None,
        request_location=True if sharing.what is Share.LOCATION else None,
    )
    typed = [KeyboardButton(text=word) for word in sharing.words]
    return ReplyKeyboardMarkup(
        keyboard=[[shared], typed], resize_keyboard=True, one_time_keyboard=True
    )
