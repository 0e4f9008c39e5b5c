"""The state that the Bot API and the phones share."""

from typing import Any

from sandbox.api.calls import Call, Calls
from sandbox.api.polling import Polling
from sandbox.api.refusals import BLOCKED, NOT_STARTED, bad_request, forbidden
from sandbox.chats.chat import Chat, Chats, Message, Messages
from sandbox.chats.events import Events
from sandbox.chats.files import Files
from sandbox.chats.people import Person
from sandbox.chats.store import Shelf, Store
from sandbox.chats.updates import Update, Updates
from sandbox.clock import MovableClock
from sandbox.faults.fault import Faults
from sandbox.faults.limits import Limits


class Exchange:
    """The people, chats, messages, files and updates, and the numbers that they get."""

    def __init__(self, bot: dict[str, Any], clock: MovableClock, store: Store) -> None:
        self.bot = bot
        self.clock = clock
        self.store = store
        self._joined: Shelf[int, dict[str, Any]] = Shelf(store, "people")
        self.people = {key: Person(**fields) for key, fields in self._joined.items()}
        self.counters: Shelf[str, int] = Shelf(store, "counters")
        self.settings: Shelf[str, Any] = Shelf(store, "settings")
        self.queries: Shelf[str, dict[str, Any]] = Shelf(store, "queries")
        self.commands: Shelf[str, dict[str, Any]] = Shelf(store, "commands")
        self.events = Events(self.counters)
        self.chats = Chats(store)
        self.messages = Messages(store)
        self.files = Files(store)
        self.faults = Faults()
        self.limits = Limits()
        self.calls = Calls()
        self.updates = Updates(store, self.settings, self.faults.doubled, self.events.emit)
        self.polling = Polling(self.updates)
        for person in self.people.values():
            self.chats.of(person)

    def join(self, person: Person) -> None:
        """Give a person a phone."""
        self.people[person.id] = person
        self._joined[person.id] = person.shown()
        self.chats.of(person)

    def next_id(self, of: str) -> int:
        self.counters[of] = self.counters.get(of, 0) + 1
        return self.counters[of]

    def date(self) -> int:
        """Now, in seconds since 1970, as Telegram dates everything."""
        return int(self.clock.now().timestamp())

    def addressee(self, call: Call) -> Chat:
        """The chat of `chat_id`, where the bot may write now; a Refusal otherwise."""
        given = call.text("chat_id")
        if not given:
            raise bad_request("chat_id is empty")
        chat = self.chats.find(int(given)) if given.lstrip("-").isdecimal() else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.blocked:
            raise forbidden(BLOCKED)
        if not chat.started:
            raise forbidden(NOT_STARTED)
        return chat

    def compose(self, sender: dict[str, Any], chat: Chat, content: dict[str, Any]) -> Message:
        """A new message with its id and date; not yet in the chat."""
        head = {"message_id": self.next_id("message"), "from": sender, "chat": chat.about}
        return head | {"date": self.date()} | content

    def post(self, message: Message, fixed: bool = False) -> None:
        """Put a message into its chat."""
        self.messages.put(message, fixed)
        self.events.emit("message", message["chat"]["id"], message=message)

    def change(self, message: Message, kind: str = "edited") -> None:
        self.messages.put(message)
        self.events.emit(kind, message["chat"]["id"], message=message)

    def witness(self, content: Any) -> None:
        """Show in its chat what an update from elsewhere brings, whatever it lacks."""
        if not isinstance(content, dict) or "id" not in (about := content.get("chat") or {}):
            return
        chat = self.chats.meet(about)
        if "message_id" in content:
            known = self.messages.find(chat.id, content["message_id"])
            (self.change if known else self.post)(content)

    def deliver(self, kind: str, content: Any) -> Update:
        """Queue an update for the bot."""
        update = {"update_id": self.next_id("update"), kind: content}
        self.updates.add(update)
        return update
