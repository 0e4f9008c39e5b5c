"""The chats, and the messages in them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sandbox.chats.people import Person
from sandbox.chats.store import Shelf, Store

Message = dict[str, Any]

TOASTS_KEPT = 20
TYPING_LASTS = timedelta(seconds=5)


@dataclass
class Chat:
    """A chat with the bot: `about` is the Bot API's Chat, `keyboard` the reply keyboard."""

    about: dict[str, Any]
    started: bool = False
    blocked: bool = False
    keyboard: dict[str, Any] | None = None
    toasts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.about["id"])


class Chats:
    """All chats by id: one for each person, and those that updates brought."""

    def __init__(self, store: Store) -> None:
        self._shelf: Shelf[int, dict[str, Any]] = Shelf(store, "chats")
        self._chats = {key: Chat(**value) for key, value in self._shelf.items()}
        self._typing: dict[int, datetime] = {}

    def find(self, chat_id: int) -> Chat | None:
        return self._chats.get(chat_id)

    def of(self, person: Person) -> Chat:
        new = Chat(person.chat(), started=person.started, blocked=person.blocked)
        return self._chats.setdefault(person.id, new)

    def meet(self, about: dict[str, Any]) -> Chat:
        """The chat that an update speaks of, known from now on as one the bot is in."""
        chat = self._chats.get(about["id"]) or Chat(about)
        chat.started = True
        self.save(chat)
        return chat

    def save(self, chat: Chat) -> None:
        self._chats[chat.id] = chat
        self._shelf[chat.id] = asdict(chat)

    def toast(self, chat: Chat, toast: dict[str, Any]) -> None:
        chat.toasts = [*chat.toasts, toast][-TOASTS_KEPT:]
        self.save(chat)

    def type(self, chat: Chat, now: datetime) -> None:
        self._typing[chat.id] = now + TYPING_LASTS

    def stop_typing(self, chat: Chat) -> None:
        self._typing.pop(chat.id, None)

    def is_typing(self, chat: Chat, now: datetime) -> bool:
        return chat.id in self._typing and now < self._typing[chat.id]


class Messages:
    """The messages of all chats, in the order in which they came."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shelves: dict[int, Shelf[int, dict[str, Any]]] = {}

    def of(self, chat_id: int) -> Iterable[Message]:
        return [record["message"] for record in self._shelf(chat_id).values()]

    def find(self, chat_id: int, message_id: int) -> Message | None:
        record = self._shelf(chat_id).get(message_id)
        return record and record["message"]

    def fixed(self, message: Message) -> bool:
        """Whether the message was sent with a reply keyboard: such a one can't be edited."""
        return bool(self._shelf(message["chat"]["id"])[message["message_id"]]["fixed"])

    def put(self, message: Message, fixed: bool = False) -> None:
        record = {"message": message, "fixed": fixed}
        self._shelf(message["chat"]["id"])[message["message_id"]] = record

    def remove(self, chat_id: int, message_id: int) -> None:
        del self._shelf(chat_id)[message_id]

    def _shelf(self, chat_id: int) -> Shelf[int, dict[str, Any]]:
        if chat_id not in self._shelves:
            self._shelves[chat_id] = Shelf(self._store, f"messages of {chat_id}")
        return self._shelves[chat_id]
