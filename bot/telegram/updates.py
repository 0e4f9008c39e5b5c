"""What a Telegram update says, in the dialogue's words."""

from dataclasses import dataclass, replace

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, Message, Update

from dialogue.core.user_input import (
    SentFile,
    SentOther,
    SentPhoto,
    SharedPhone,
    SharedPlace,
    Typed,
    UserInput,
)
from handlers.core.router import EDITED

MOST_PAYLOAD = 64
# What Telegram brings is no longer; whoever else has the secret is not read any farther.
MOST_TEXT, MOST_NAME, MOST_TAPPED = 4096, 255, 64
LARGEST = 2**63


@dataclass(frozen=True)
class IncomingMessage:
    """Who said what, where. `choice` is a button's or a command's."""

    chat_id: int
    private: bool
    said: UserInput
    choice: str | None = None
    payload: str | None = None
    membership: str | None = None

    @property
    def is_turn(self) -> bool:
        """Whether somebody waits for an answer in their own chat."""
        return self.private and self.membership is None


def read_update(update: Update) -> IncomingMessage | None:
    """The update in our words; None where nobody is there to be answered."""
    if update.callback_query:
        return _tap(update.callback_query)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    if update.channel_post:
        # Nobody's own chat, whatever it says of itself.
        return _elsewhere(update.channel_post)
    if update.edited_message:
        edited = _message(update.edited_message)
        return replace(edited, choice=EDITED) if edited and edited.private else edited
    return _message(update.message) if update.message else None


def fits_the_store(update: Update) -> bool:
    """Whether its numbers are such as a store holds: of 64 bits."""
    heard = read_update(update)
    numbers = (update.update_id, heard.chat_id if heard else 0)
    return all(abs(number) < LARGEST for number in numbers)


def _tap(tap: CallbackQuery) -> IncomingMessage:
    private = tap.message is None or tap.message.chat.type == ChatType.PRIVATE
    chat_id = tap.from_user.id if private or tap.message is None else tap.message.chat.id
    return IncomingMessage(chat_id, private, SentOther(), choice=(tap.data or "")[:MOST_TAPPED])


def _membership(change: ChatMemberUpdated) -> IncomingMessage:
    return IncomingMessage(
        change.chat.id,
        change.chat.type == ChatType.PRIVATE,
        SentOther(),
        membership=change.new_chat_member.status,
    )


def _message(message: Message) -> IncomingMessage | None:
    if not _private(message.chat):
        return _elsewhere(message)
    if message.from_user is None:
        return None
    choice, payload = _command(message)
    return IncomingMessage(message.from_user.id, True, read_input(message), choice, payload)


def _elsewhere(message: Message) -> IncomingMessage:
    return IncomingMessage(message.chat.id, False, read_input(message), choice=_command(message)[0])


def _private(chat: Chat) -> bool:
    return chat.type == ChatType.PRIVATE


def _command(message: Message) -> tuple[str | None, str | None]:
    """/start PAYLOAD is the choice "start"; an unknown command keeps its slash."""
    if not message.text or not message.text.startswith("/"):
        return None, None
    word, _, rest = message.text[1:MOST_TEXT].partition(" ")
    name = word.partition("@")[0].lower()
    known = name in COMMANDS
    return (name if known else f"/{name[:MOST_PAYLOAD]}"), rest.strip()[:MOST_PAYLOAD] or None


COMMANDS = (
    *("start", "menu", "help", "language", "me", "cancel", "claim", "news"),
    *("on", "notices", "calls", "jobs", "work", "vacancies", "employers"),
    *("report", "placements", "review", "trouble", "grievances"),
    *("broker", "brokers", "oversight"),
)


def read_input(message: Message) -> UserInput:
    """What the message carries."""
    if message.text:
        return Typed(message.text[:MOST_TEXT])
    if message.contact:
        return SharedPhone(message.contact.phone_number[:MOST_NAME])
    if message.venue:
        at, title = message.venue.location, message.venue.title[:MOST_NAME]
        return SharedPlace(at.latitude, at.longitude, title)
    if message.location:
        return SharedPlace(message.location.latitude, message.location.longitude)
    return _sent(message)


def _sent(message: Message) -> UserInput:
    """A picture in its largest size, or a document; an animation is a document too, of no use."""
    if message.photo:
        largest = message.photo[-1]
        return SentPhoto(largest.file_id, largest.file_size)
    if message.document and not message.animation:
        file = message.document
        name = file.file_name and file.file_name[-MOST_NAME:]
        return SentFile(file.file_id, name, file.file_size, file.mime_type)
    return SentOther()
