"""Telegram's updates: each is parsed once, into what was said and where the reply goes."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import structlog
from aiogram.enums import ChatMemberStatus, ChatType, MessageEntityType
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InaccessibleMessage,
    MaybeInaccessibleMessageUnion,
    Message,
    MessageEntity,
    Update,
    User,
)
from pydantic import ValidationError

from bot.telegram.addresses import telegram_address
from dialogue.core.user_input import (
    SentFile,
    SentOther,
    SentPhoto,
    SharedPhone,
    SharedPlace,
    Typed,
    UserInput,
)
from handlers.core.incoming import (
    EDITED,
    MOST_CHOICE,
    MOST_NAME,
    MOST_TEXT,
    IncomingMessage,
    parse_command,
    parse_mention,
)
from models.core.address import Channel, MediaRef
from models.core.vocabulary import Language

log = structlog.get_logger()

# Numbers of Telegram's have 64 bits; what has more is not Telegram's.
LARGEST = 2**63
JOINED = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)
AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)
LANGUAGES = {language.value: language for language in Language}


@dataclass(frozen=True, slots=True)
class ReplyTarget:
    """Where the reply goes: the chat, the tap to acknowledge, the tapped message to edit.

    `thread_id` is the topic, in a group that has some.
    """

    chat_id: int
    tap_id: str | None = None
    editable_message_id: int | None = None
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class TelegramUpdate:
    """An update; `message` is None where nobody is to be answered.

    `place` is the number of the chat, and of the message in it. `addressed` is the bot that a
    group's command names.
    """

    update_id: int
    message: IncomingMessage | None
    target: ReplyTarget
    place: tuple[int, int] | None = None
    addressed: str | None = None

    def silenced(self) -> "TelegramUpdate":
        """The same, of which nothing is said."""
        return replace(self, message=None)


NOBODY = ReplyTarget(0)


def parse_update(raw: dict[str, Any]) -> TelegramUpdate | None:
    """The update; None, and a line in the log, where its form is unknown."""
    try:
        parsed = read_update(Update.model_validate(raw))
    except ValidationError as problem:
        log.warning(
            "update not readable", update_id=raw.get("update_id"), errors=len(problem.errors())
        )
        return None
    if max(abs(parsed.update_id), abs(parsed.target.chat_id)) < LARGEST:
        return parsed
    log.warning("update not readable", update_id=parsed.update_id, errors=1)
    return None


def read_update(update: Update) -> TelegramUpdate:
    """The update in the dialogue's words."""
    if update.callback_query:
        return _tap(update, update.callback_query)
    if update.my_chat_member:
        return _membership(update, update.my_chat_member)
    if update.channel_post:
        # Nobody's own chat, whatever it says of itself.
        return _in_public(update, update.channel_post, "channel_post")
    if update.edited_message:
        return _edited(_message(update, update.edited_message, "edited_message"))
    if update.message:
        return _message(update, update.message, "message")
    return TelegramUpdate(update.update_id, None, NOBODY)


def _tap(update: Update, tap: CallbackQuery) -> TelegramUpdate:
    under = tap.message
    private = under is None or under.chat.type == ChatType.PRIVATE
    chat_id = tap.from_user.id if private or under is None else under.chat.id
    message = IncomingMessage(
        telegram_address(chat_id),
        str(update.update_id),
        None,
        SentOther(),
        choice=(tap.data or "")[:MOST_CHOICE],
        language=_language(tap.from_user),
        is_private=private,
        kind="callback_query",
    )
    target = ReplyTarget(chat_id, tap.id, _editable(under))
    return TelegramUpdate(update.update_id, message, target)


def _editable(message: MaybeInaccessibleMessageUnion | None) -> int | None:
    """The number of a tapped message whose text can be turned into another."""
    if message is None or isinstance(message, InaccessibleMessage) or message.text is None:
        return None
    return message.message_id


def _membership(update: Update, change: ChatMemberUpdated) -> TelegramUpdate:
    """The bot was blocked or let in again; in a group it was taken in, which is a call for it.

    Another right in a group where it was already is none.
    """
    private = change.chat.type == ChatType.PRIVATE
    before, status = change.old_chat_member, change.new_chat_member.status
    is_absent = before.status in AWAY or not getattr(before, "is_member", True)
    arrives = not private and status in JOINED and is_absent
    if not private and not arrives:
        return TelegramUpdate(update.update_id, None, NOBODY)
    message = IncomingMessage(
        telegram_address(change.chat.id),
        str(update.update_id),
        change.date,
        SentOther(),
        choice="start" if arrives else None,
        is_private=private,
        reachable=status != ChatMemberStatus.KICKED if private else None,
        kind="my_chat_member",
    )
    return TelegramUpdate(update.update_id, message, ReplyTarget(change.chat.id))


def _message(update: Update, message: Message, kind: str) -> TelegramUpdate:
    if message.chat.type != ChatType.PRIVATE:
        return _in_public(update, message, kind)
    if message.from_user is None:
        return TelegramUpdate(update.update_id, None, NOBODY)
    return _said(update, message, kind, message.from_user.id)


def _in_public(update: Update, message: Message, kind: str) -> TelegramUpdate:
    """A group's command to this bot or another, which names it. All else there is no call."""
    called = parse_mention(message.text)
    if called is None or kind == "edited_message":
        return TelegramUpdate(update.update_id, None, NOBODY)
    said = _said(update, message, kind, message.chat.id)
    assert said.message is not None
    thread = message.message_thread_id if message.is_topic_message else None
    return replace(
        said,
        message=replace(said.message, is_private=False, payload=None),
        target=replace(said.target, thread_id=thread),
        addressed=called,
    )


def _edited(said: TelegramUpdate) -> TelegramUpdate:
    """Updates that hold nothing to read, such as a live location that moves, are not answered."""
    if said.message is None or not said.message.is_private:
        return said
    if isinstance(said.message.input, SharedPlace) or said.message.input == SentOther():
        return said.silenced()
    return replace(said, message=replace(said.message, choice=EDITED))


def _said(update: Update, message: Message, kind: str, chat_id: int) -> TelegramUpdate:
    choice, payload = parse_command(message.text)
    incoming = IncomingMessage(
        telegram_address(chat_id),
        str(update.update_id),
        _sent_at(message),
        read_input(message),
        choice,
        payload,
        _language(message.from_user),
        kind=kind,
    )
    place = (chat_id, message.message_id)
    return TelegramUpdate(update.update_id, incoming, ReplyTarget(chat_id), place)


def _sent_at(message: Message) -> datetime:
    with suppress(OverflowError, OSError, ValueError):
        if message.edit_date:
            return datetime.fromtimestamp(message.edit_date, UTC)
    return message.date


def _language(user: User | None) -> Language | None:
    """The language of the person's Telegram, where the bot speaks it."""
    code = (user and user.language_code) or ""
    return LANGUAGES.get(code.partition("-")[0])


def read_input(message: Message) -> UserInput:
    """What the message carries."""
    if message.text:
        return Typed(with_hidden_links(message.text, message.entities)[:MOST_TEXT])
    if message.contact:
        sender, owner = message.from_user, message.contact.user_id
        is_own = sender is not None and owner is not None and owner == sender.id
        return SharedPhone(message.contact.phone_number[:MOST_NAME], is_own)
    if message.venue:
        at, title = message.venue.location, message.venue.title[:MOST_NAME]
        return SharedPlace(at.latitude, at.longitude, title)
    if message.location:
        return SharedPlace(message.location.latitude, message.location.longitude)
    return _sent(message)


def with_hidden_links(text: str, entities: Sequence[MessageEntity] | None) -> str:
    """The text with the address of each link that only its formatting holds, in brackets."""
    units = text.encode("utf-16-le", "surrogatepass")
    for one in sorted(entities or (), key=lambda entity: entity.offset, reverse=True):
        if one.type == MessageEntityType.TEXT_LINK and one.url and one.url not in text:
            end = 2 * (one.offset + one.length)
            units = units[:end] + f" ({one.url})".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le", "replace")


def _sent(message: Message) -> UserInput:
    """A picture in its largest size, or a document; an animation is a document too, of no use."""
    caption = with_hidden_links(message.caption or "", message.caption_entities)
    caption = caption[:MOST_TEXT].strip()
    album = message.media_group_id[:MOST_CHOICE] if message.media_group_id else None
    if message.photo:
        largest = message.photo[-1]
        media = MediaRef(Channel.TELEGRAM, largest.file_id)
        return SentPhoto(media, largest.file_size, caption, album)
    if message.document and not message.animation:
        file = message.document
        name = file.file_name and file.file_name[-MOST_NAME:]
        media = MediaRef(Channel.TELEGRAM, file.file_id)
        return SentFile(media, name, file.file_size, file.mime_type, caption, album)
    return SentOther(caption)
